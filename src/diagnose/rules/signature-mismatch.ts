import { digitsOf, firstInvite, passportOf, userIn } from '../identity.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

/** RFC 8224 §6.2 recommends 60 s, microseconds. */
const FRESH = 60_000_000;
/** A clock that counts from midnight, or a capture of long ago played again, tells nothing: years are no clock fault. */
const PLAUSIBLE = 86_400_000_000;

export const signatureMismatch: Rule = {
  id: 'I04',
  title: 'Signature stale, or for another number',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 8224 §6.2',
  reads: ['index', 'messages'],
  asks: ['INVITE'],
  headers: ['Identity'],
  when: 'The caller number was signed more than 60 seconds before or after the INVITE, or the signed numbers are not those of the INVITE.',
  unless: [
    'the capture has no dates',
    'the call was forwarded: the signed destination is the first one (div, RFC 8946)',
    'the numbers differ in format only',
  ],
  nextStep:
    'Check the clocks (NTP), and sign at the last hop that changes numbers. The verifier will answer 403 “Stale Date” or 438.',
  *check(scene) {
    const invite = firstInvite(scene);
    const claims = invite ? passportOf(scene, invite.row) : null;
    if (!invite || !claims) return;
    const age = invite.time - claims.issued * 1e6;
    const stale = Math.abs(age) > FRESH && Math.abs(age) < PLAUSIBLE;
    const caller = userIn(scene, invite.row, 'P-Asserted-Identity') || userIn(scene, invite.row, 'From');
    const other =
      claims.origin !== '' && digitsOf(caller).length > 5 && !isSame(digitsOf(caller), digitsOf(claims.origin));
    const callee = userIn(scene, invite.row, 'To');
    const moved =
      claims.ppt === 'div' ||
      scene.header(invite.row, 'Diversion') !== null ||
      scene.header(invite.row, 'History-Info') !== null;
    const called =
      claims.destinations.length > 0 &&
      !moved &&
      digitsOf(callee).length > 5 &&
      !claims.destinations.some((number) => isSame(digitsOf(number), digitsOf(callee)));
    if (!stale && !other && !called) return;
    yield {
      messages: rowsOf([invite]),
      text: stale
        ? `The caller number was signed ${sayDuration(Math.abs(age))} ${age > 0 ? 'before' : 'after'} the INVITE; verifiers take 60 s.`
        : other
          ? `Signed is the caller number ${claims.origin.slice(0, 30)}, but the INVITE comes from ${caller}.`
          : `Signed is a call to ${claims.destinations[0]?.slice(0, 30)}, but the INVITE goes to ${callee}.`,
    };
  },
};

function isSame(a: string, b: string): boolean {
  return a === b || a.endsWith(b) || b.endsWith(a);
}
