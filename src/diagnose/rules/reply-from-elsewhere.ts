import { hasAddresses } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const replyFromElsewhere: Rule = {
  id: 'N18',
  title: 'Reply comes from another address',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §18.2.2, RFC 3581 §4',
  reads: ['index'],
  when: 'A UDP response comes from another address or port than the request went to; an error when the request is sent again after it.',
  unless: [
    'another capture saw it, where addresses are translated',
    'the reply goes to the port in the Via, without rport: legal',
    'over TCP',
  ],
  nextStep: 'Bind the server to the address that is announced (several addresses, a virtual address, policy routing).',
  *check(scene) {
    for (const { request, copies, responses } of scene.exchanges) {
      if (!request || request.transport > 1 || !hasAddresses(request)) continue;
      const odd = responses.find(
        (response) =>
          response.source === request.source &&
          response.transport <= 1 &&
          hasAddresses(response) &&
          response.from !== request.to,
      );
      if (!odd) continue;
      const again = copies.some(({ time }) => time > odd.time);
      yield {
        severity: again ? 'error' : 'warning',
        messages: rowsOf(again ? copies : [request], [odd]),
        text: `${scene.nameOf(request.from)} asked ${scene.nameOf(request.to)}, but ${scene.nameOf(odd.from)} answers: a NAT or firewall on the way drops such a reply${again ? ', and the request was sent again' : ''}.`,
      };
      return;
    }
  },
};
