import { eventsBetween } from '../events.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf } from '../texts.ts';

export const unreachable: Rule = {
  id: 'T16',
  title: 'Host or port unreachable',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 792, RFC 4443 §3.1',
  reads: ['index', 'rtp'],
  asks: ['traffic'],
  when: 'The capture has an ICMP message that says that a SIP packet of this call found nobody.',
  unless: [
    'a later copy of the request was answered: the service was just starting',
    'the ICMP message asks for smaller packets only',
  ],
  nextStep: 'Look for a wrong port in Via, Contact or SDP, or a service that is down.',
  *check(scene) {
    if (scene.trace.traffic.events.length === 0) return;
    for (const { request, copies, responses, client, server } of scene.exchanges) {
      const last = copies.at(-1);
      if (!request || !last) continue;
      const event = eventsBetween(scene, client, server).find(
        ({ kind, time }) => kind === 'unreachable' && time >= request.time && time - last.time < 5_000_000,
      );
      if (!event) continue;
      const answered = responses.some(({ time }) => time > event.time);
      yield {
        severity: answered ? 'info' : 'error',
        messages: rowsOf(copies),
        text: `${event.reporter} said that ${event.toAddress}:${event.toPort} cannot be reached${event.detail === '' ? '' : ` (${quoted(event.detail, 60)})`}.${answered ? ' A later copy was answered.' : ''}`,
      };
      return;
    }
  },
};
