import { digitsOf, firstInvite, userIn } from '../identity.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

const HEADERS = ['P-Asserted-Identity', 'P-Preferred-Identity', 'Remote-Party-ID'];

export const callerIdentity: Rule = {
  id: 'I01',
  title: 'Caller identities differ',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3325 §9.1',
  reads: ['messages'],
  asks: ['INVITE'],
  headers: HEADERS,
  when: 'From and P-Asserted-Identity, P-Preferred-Identity or Remote-Party-ID of an INVITE name different users.',
  unless: ['both are the same number in another format', 'From is anonymous: that is a wish for privacy'],
  nextStep: 'Often on purpose (a main number, a withheld one). The network decides which of them the callee sees.',
  *check(scene) {
    const invite = firstInvite(scene);
    if (!invite) return;
    const from = userIn(scene, invite.row, 'From');
    const other = HEADERS.map((header) => [header, userIn(scene, invite.row, header)] as const).find(
      ([, user]) => user !== '',
    );
    if (!other || from === '' || /anonymous/i.test(from) || isSame(from, other[1])) return;
    yield {
      messages: rowsOf([invite]),
      text: `From says ${from}, ${other[0]} says ${other[1]}: the callee will see one of them.`,
    };
  },
};

/** The same text, or numbers of which one ends like the other. */
function isSame(a: string, b: string): boolean {
  const [x, y] = [digitsOf(a), digitsOf(b)];
  if (a === b) return true;
  return x.length >= 6 && y.length >= 6 && (x.endsWith(y.slice(-8)) || y.endsWith(x.slice(-8)));
}
