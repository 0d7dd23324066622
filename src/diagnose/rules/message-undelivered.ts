import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const messageUndelivered: Rule = {
  id: 'G08',
  title: 'Text message not delivered',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3428 §7',
  reads: ['index'],
  asks: ['MESSAGE'],
  when: 'A MESSAGE ends with a failure, or gets no answer within 32 seconds.',
  unless: [
    'a login is asked for, and it is sent again',
    '202: accepted for later delivery',
    'answers in this direction were not captured',
    'the trace ends before',
  ],
  nextStep:
    'Check whether the recipient is registered, whether it takes the Content-Type, and the size of the message over UDP.',
  *check(scene) {
    if (scene.call.summary.kind !== 'message') return;
    const last = scene.exchanges.findLast(({ method, hop }) => method === 'MESSAGE' && !hop);
    const refused = mainRefusal(scene);
    if (refused && refused.status !== 401 && refused.status !== 407) {
      yield refusalFound(scene, refused, { text: `The text message was not delivered: ${whoSays(scene, refused)}.` });
    } else if (last && silenceOf(scene, last) === 'silent') {
      yield {
        messages: rowsOf(last.copies),
        text: `The text message was sent ${sayTimes(last.copies.length)}, and ${scene.nameOf(last.server)} did not answer.`,
        ghost: { after: last.copies.at(-1)?.row ?? -1, from: last.server, to: last.client, label: 'no reply' },
      };
    }
  },
};
