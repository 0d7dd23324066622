import { eventsBetween } from '../events.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const fragmentMissing: Rule = {
  id: 'N16',
  title: 'IP fragment missing',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 791 §3.2',
  reads: ['index', 'rtp'],
  asks: ['traffic'],
  when: 'A datagram between the ends of this call is not complete in the capture, or ICMP asked for smaller packets; an error when the request was not answered.',
  unless: ['the request was answered: only the capture lacks the fragment, as with the filter “port 5060”'],
  nextStep:
    'Capture with “udp port 5060 or (ip[6:2] & 0x1fff != 0)”. If the network loses fragments, use TCP or smaller messages.',
  *check(scene) {
    if (scene.trace.traffic.events.length === 0) return;
    for (const { request, responses, client, server, method } of scene.exchanges) {
      if (!request) continue;
      const event = eventsBetween(scene, client, server).find(
        ({ kind, time }) =>
          (kind === 'fragment-missing' || kind === 'too-big') && Math.abs(time - request.time) < 5_000_000,
      );
      if (!event) continue;
      const answered = responses.length > 0;
      yield {
        severity: answered ? 'info' : 'error',
        messages: rowsOf([request]),
        text: `Between ${scene.nameOf(client)} and ${scene.nameOf(server)} ${event.kind === 'too-big' ? 'the network asked for smaller packets' : 'a part of a packet is not in the capture'}${answered ? `; the ${method} was answered all the same` : `, and the ${method} was not answered`}.`,
      };
      return;
    }
  },
};
