import type { CallMessage } from '../../call/types.ts';
import { isProgress, isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

/** Microseconds from dialling to the first sign; guesses that follow ITU-T E.721. */
const LONG = 6_000_000;
const VERY_LONG = 11_000_000;

export const postDialDelay: Rule = {
  id: 'T14',
  title: 'Long post-dial delay',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 6076 §4.3',
  reads: ['index'],
  asks: ['INVITE'],
  when: 'More than 6 seconds (11 for an error) pass between the first INVITE and the first sign from the far side.',
  unless: [
    'the callee’s side sends no ringing at all: it may just have taken so long to answer',
    'the time lies between ringing and answer',
  ],
  nextStep: 'Look at the longest wait between two messages: whoever had to send the second one took the time.',
  *check(scene) {
    const first = scene.initial[0]?.request;
    // RFC 6076 §4.3: from the first INVITE to the first sign, challenges and redirects included.
    const sign = scene.initial.flatMap(({ responses }) => responses).find((one) => isProgress(one) || isSuccess(one));
    if (!first || !sign) return;
    const delay = sign.time - first.time;
    if (!(delay > LONG)) return;
    const [before, after] = longestWait(scene, first, sign);
    const silent = !isProgress(sign);
    yield {
      severity: silent ? 'info' : delay > VERY_LONG ? 'error' : 'warning',
      messages: rowsOf([first, before, after, sign]),
      text: `${sayDuration(delay)} passed between dialling and ${silent ? 'the answer, without any ringing before it' : 'the first ring signal'}, seen from here. The longest wait was ${sayDuration(after.time - before.time)}, between ${words(before)} and ${words(after)} of ${scene.nameOf(after.from)}.`,
    };
  },
};

/** The two neighbours with the most time between them on the way from the first INVITE to the first sign. */
function longestWait(scene: Scene, first: CallMessage, sign: CallMessage): readonly [CallMessage, CallMessage] {
  const way = scene.messages.filter(
    ({ time, copy }) => time >= first.time && time <= sign.time && copy !== 'retransmission',
  );
  let best: readonly [CallMessage, CallMessage] = [first, sign];
  let most = -1;
  for (const [i, after] of way.entries()) {
    const before = way[i - 1];
    if (!before || after.time - before.time <= most) continue;
    most = after.time - before.time;
    best = [before, after];
  }
  return best;
}

function words(message: CallMessage): string {
  return message.kind === 'request' ? `the ${message.method}` : statusText(message);
}
