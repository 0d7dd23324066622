import { byesOf, changesOf, sessionTimerOf, sideOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

/** How far a BYE may stand from the moment at which the timer asks for it. */
const TOLERANCE = 0.05;
/** RFC 4028 §4 knows none below 90 s; test set-ups have shorter ones. */
const LEAST = 60_000_000;

export const sessionExpired: Rule = {
  id: 'C03',
  title: 'Session timer expired',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 4028 §10',
  reads: ['index', 'messages'],
  asks: ['BYE', 'timer'],
  when: 'A session interval was agreed, no refresh succeeded, and BYE comes when RFC 4028 asks for it: 32 seconds (or a third) before the interval ends, or at its end.',
  unless: [
    'a refresh succeeded in the meantime',
    'the 2xx to a later INVITE or UPDATE has no Session-Expires: the timer is off',
    'somebody hangs up at another time',
    'refreshes of one side are not in the trace',
  ],
  nextStep:
    'Let re-INVITE and UPDATE pass on the way; check that the refresher sends them, and what they are answered with.',
  *check(scene) {
    const bye = byesOf(scene)[0]?.request;
    const timer = bye && sessionTimerOf(scene, bye);
    if (!bye || !timer || timer.interval < LEAST) return;
    const { interval, since, refresher } = timer;
    const elapsed = bye.time - since.time;
    const due = interval - Math.min(32e6, interval / 3);
    const off = Math.min(Math.abs(elapsed - due), Math.abs(elapsed - interval));
    if (!(off <= TOLERANCE * interval)) return;
    if (!scene.coverage.shows(since.to) || !scene.coverage.shows(since.from)) return;
    const tried = changesOf(scene).filter(
      ({ request }) => request && request.time > since.time && request.time < bye.time,
    );
    const who = refresher === '' ? 'Nobody' : `Nobody (it was up to ${sideOf(scene, refresher)})`;
    yield {
      confidence: off <= 2e6 ? 'certain' : 'likely',
      messages: rowsOf(
        [since],
        tried.flatMap(({ request, final }) => [request, final]),
        [bye],
      ),
      text: `A session of ${sayDuration(interval)} was agreed. ${who} refreshed it in time, so ${scene.nameOf(bye.from)} hung up after ${sayDuration(elapsed)}, as RFC 4028 asks. This was a timer, not a person.`,
    };
  },
};
