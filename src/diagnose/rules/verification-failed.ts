import { mainRefusal, reasonsAt, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf, statusText } from '../texts.ts';

const CODES = new Set([428, 436, 437, 438]);

export const verificationFailed: Rule = {
  id: 'I05',
  title: 'Caller verification failed',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 8224 §6.2.2',
  reads: ['index'],
  when: 'The call ends with 428, 436, 437, 438 or 403 “Stale Date”, or a response carries a STIR reason.',
  unless: ['a 403 for another reason', 'a STIR reason in a 18x or 200 does not stop the call'],
  nextStep: 'Check the signature of the caller number: clock, certificate, and the numbers that were signed.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (
      refused &&
      (CODES.has(refused.status) || (refused.status === 403 && /stale date/i.test(refused.origin.reason)))
    ) {
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: the signature of the caller number was not accepted.`,
        nextStep: this.nextStep,
      });
      return;
    }
    for (const message of scene.messages) {
      if (message.kind !== 'response' || message.copy !== null) continue;
      const reason = reasonsAt(scene, message.row).find(({ protocol }) => /^stir$/i.test(protocol));
      if (!reason) continue;
      yield {
        severity: message.status < 300 ? 'info' : 'error',
        messages: rowsOf([message]),
        text: `With ${statusText(message)}, ${scene.nameOf(message.from)} says of the caller’s signature: ${reason.cause ?? ''} ${quoted(reason.text ?? '')}.`,
      };
      return;
    }
  },
};
