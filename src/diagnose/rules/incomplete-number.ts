import { internedText } from '../../base/interner.ts';
import { dialled, mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { quoted } from '../texts.ts';

/** Time in which somebody who is still dialling sends the next digits, microseconds. */
const DIALLING = 15_000_000;

export const incompleteNumber: Rule = {
  id: 'R08',
  title: 'Incomplete number',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §21.4.22',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'The call ends with 484: digits are missing.',
  unless: ['a longer number follows: overlap dialling (RFC 3578)'],
  nextStep: 'Check the digits and the dial plan that decides when a number is complete.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused?.status !== 484) return;
    const number = dialled(scene, refused);
    const longer = isLonger(scene, number);
    yield refusalFound(scene, refused, {
      severity: longer ? 'info' : 'error',
      text: `${whoSays(scene, refused)}: ${quoted(number, 60)} has too few digits.${longer ? ' A longer number followed.' : ''}`,
    });
  },
};

/** The same caller dials a number that begins alike, soon after. */
function isLonger({ trace, call }: Scene, number: string): boolean {
  const { calls } = trace;
  const { index, end } = call.summary;
  for (let other = index + 1; other < calls.count && number !== ''; other++) {
    const start = calls.start[other] as number;
    if (!(start - end <= DIALLING)) return false;
    if (calls.callerUri[other] !== calls.callerUri[index]) continue;
    const callee = internedText(calls.strings, calls.calleeUri[other] as number);
    const user = callee.slice(callee.indexOf(':') + 1).split('@')[0] ?? '';
    if (user.startsWith(number) && user.length > number.length) return true;
  }
  return false;
}
