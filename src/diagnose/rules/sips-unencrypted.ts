import { requestUriText, viasOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const sipsUnencrypted: Rule = {
  id: 'N17',
  title: 'sips: over an unencrypted hop',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 5630 §3',
  reads: ['messages'],
  when: 'A request to a sips: address passed a hop whose Via is neither TLS nor WSS.',
  unless: ['every hop is TLS or WSS', 'the address is sip:'],
  nextStep: 'Use TLS on every hop, or a sip: address.',
  *check(scene) {
    for (const message of scene.messages) {
      if (message.kind !== 'request' || !/^sips:/i.test(requestUriText(scene, message.row))) continue;
      const open = viasOf(scene, message.row).find(
        ({ transport }) => transport !== '' && !/^(TLS|WSS|TLS-SCTP|DTLS)/i.test(transport),
      );
      if (!open) continue;
      yield {
        messages: rowsOf([message]),
        text: `The ${message.method} asks for a call that is secure all the way (sips:), and yet it passed ${open.host.slice(0, 80)} over ${open.transport.slice(0, 10)}.`,
      };
      return;
    }
  },
};
