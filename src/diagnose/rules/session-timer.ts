import { sideOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

export const sessionTimer: Rule = {
  id: 'P03',
  title: 'Session timer',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 4028 §7.2, §9',
  reads: ['index', 'messages'],
  asks: ['answer', 'timer'],
  when: 'The 2xx of a call names a session interval.',
  unless: ['the INVITE asked for one, and the 2xx has none: there is no timer'],
  nextStep: 'Nothing to do: refreshes are due at half of the interval.',
  *check(scene) {
    const answer = scene.initial.findLast(({ final }) => isSuccess(final))?.final;
    const seconds = answer ? (scene.trace.index.columns.sessionExpires[answer.row] ?? 0) : 0;
    if (!answer || seconds === 0) return;
    const role = /;\s*refresher\s*=\s*"?(ua[cs])/i
      .exec(scene.header(answer.row, 'Session-Expires') ?? '')?.[1]
      ?.toLowerCase();
    const who =
      role === 'uac' ? sideOf(scene, answer.fromTag) : role === 'uas' ? sideOf(scene, answer.toTag) : 'one side';
    const half = sayDuration((seconds * 1e6) / 2);
    const early = seconds - Math.min(32, seconds / 3);
    yield {
      messages: rowsOf([answer]),
      text: `The session lives ${sayDuration(seconds * 1e6)} at a time: ${who} refreshes it, best every ${half}. Without a refresh the other side hangs up ${sayDuration(early * 1e6)} after the last one.`,
    };
  },
};
