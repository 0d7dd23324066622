import { parseReason } from '../../call/reason.ts';
import type { CallMessage } from '../../call/types.ts';
import { type Answer, ackState, answersOf, fittedT1, T1 } from '../answers.ts';
import type { Rule } from '../rule.ts';
import { sayDuration, sayTimes } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** The last repeat stands close before the BYE: T2 is 4 s, and one may have been lost. */
const STILL_REPEATING = 9_000_000;

export const ackTimeout: Rule = {
  id: 'T05',
  title: 'Dropped after the answer: no ACK',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §13.3.1.4',
  reads: ['index'],
  asks: ['answer', 'retransmission'],
  when: 'The callee’s side repeats its 2xx in vain and sends BYE 28 to 36 seconds after the first one (64 × T1), or says in a Reason that the ACK is missing.',
  unless: [
    'the 2xx was acknowledged, and somebody hung up after about 32 seconds',
    'the BYE comes from the other side',
  ],
  nextStep:
    'Find out where the ACK went: compare Contact and Record-Route of the 200 with the ACK’s Request-URI and Route, and look for NAT or a SIP ALG on the way.',
  *check(scene) {
    for (const answer of answersOf(scene)) {
      const state = ackState(scene, answer);
      if (state === 'fine' || state === 'late') continue;
      const bye = byeOf(scene, answer);
      const [first] = answer.repeated.copies;
      if (!bye || !first) continue;
      const stated = saysAckTimeout(scene, bye);
      if (!stated && !isTimely(answer, bye)) continue;
      const after = sayDuration(bye.time - first.time);
      yield {
        confidence: stated ? 'certain' : 'likely',
        messages: rowsOf([first, answer.repeated.copies.at(-1)], answer.acks, [bye]),
        ...(after !== '' && { title: `Dropped ${after} after the answer: no ACK` }),
        text: `${scene.nameOf(bye.from)} ended the call${after === '' ? '' : ` ${after} after answering`}, because its 200 OK (sent ${sayTimes(answer.repeated.copies.length)}) was never acknowledged. This was a timer, not a person.`,
      };
    }
  },
};

/** The first BYE of whoever sent the 2xx, as it left its sender. */
function byeOf(scene: Scene, { toTag }: Answer): CallMessage | undefined {
  const first = scene.messages.find(
    ({ method, kind, copy }) => method === 'BYE' && kind === 'request' && copy === null,
  );
  return first?.fromTag === toTag ? first : undefined;
}

function isTimely({ repeated }: Answer, bye: CallMessage): boolean {
  const [first] = repeated.copies;
  const last = repeated.copies.at(-1);
  if (!first || !last || bye.time - last.time > STILL_REPEATING) return false;
  const elapsed = bye.time - first.time;
  const limit = 64 * fittedT1(repeated.copies);
  const isDefault = elapsed >= 56 * T1 && elapsed <= 72 * T1;
  return isDefault || Math.abs(elapsed - limit) <= limit / 10;
}

function saysAckTimeout(scene: Scene, bye: CallMessage): boolean {
  const cause = scene.trace.index.columns.cause[bye.row] ?? -1;
  return parseReason(scene.trace.index.texts.text(cause)).some(
    ({ protocol, cause: code, text }) =>
      /\back\b.*time|no ack|ack not received/i.test(text) || (protocol === 'SIP' && code === 408),
  );
}
