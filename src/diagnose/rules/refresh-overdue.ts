import { byesOf, sessionTimerOf, sideOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

export const refreshOverdue: Rule = {
  id: 'P04',
  title: 'Session refresh overdue',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 4028 §10',
  reads: ['index', 'messages'],
  asks: ['answer', 'timer'],
  when: 'Two thirds of the session interval have passed without a refresh, and the call is still up.',
  unless: [
    'the trace or the call ends before',
    'a refresh comes after all',
    'refreshes of one side are not in the trace',
    'the call then ends by the timer: that is a finding of its own',
  ],
  nextStep:
    'Check that the refresher sends re-INVITE or UPDATE, and that they get through; expect a hang-up by the timer.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request;
    const timer = sessionTimerOf(scene, bye ?? undefined);
    if (!timer) return;
    const { since, interval, refresher } = timer;
    const until = bye?.time ?? scene.coverage.ends;
    if (!(until - since.time > (interval * 2) / 3)) return;
    if (!scene.coverage.shows(since.to) || !scene.coverage.shows(since.from)) return;
    const who = refresher === '' ? 'Somebody' : sideOf(scene, refresher);
    yield {
      messages: rowsOf([since, bye]),
      text: `A refresh of the session (${sayDuration(interval)}) was due ${sayDuration(interval / 2)} after the last agreement and was not seen until ${sayDuration(until - since.time)} after it. ${who.charAt(0).toUpperCase()}${who.slice(1)} had to send it.`,
    };
  },
};
