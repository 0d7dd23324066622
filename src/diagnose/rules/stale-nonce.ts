import { asksAgain, hasFailedLogin, loginsOf } from '../login.ts';
import type { Rule } from '../rule.ts';
import { plural, rowsOf } from '../texts.ts';

const CYCLES = 3;
/** Microseconds within which the cycles follow each other. */
const SPAN = 10_000_000;

export const staleNonce: Rule = {
  id: 'R03',
  title: 'Stale nonce loop',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 7616 §3.3',
  reads: ['messages'],
  asks: ['challenge'],
  when: 'Three or more requests with credentials within 10 seconds are each told that the nonce is too old.',
  unless: ['it happens once: nonces run out'],
  nextStep:
    'Check whether several servers share one address without sharing nonces, and how the client keeps its nonce.',
  *check(scene) {
    if (!hasFailedLogin(scene)) return;
    const cycles = loginsOf(scene).filter((login) => asksAgain(scene, login)?.stale);
    const first = cycles[0];
    const last = cycles[CYCLES - 1];
    if (!first || !last || last.final.time - first.request.time > SPAN) return;
    yield {
      messages: rowsOf(cycles.flatMap(({ request, final }) => [request, final])),
      text: `${scene.nameOf(first.final.from)} said ${plural(cycles.length, 'time')} that the nonce is too old: servers behind one address that do not share nonces, or a client that uses an old one.`,
    };
  },
};
