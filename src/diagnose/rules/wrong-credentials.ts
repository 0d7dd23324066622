import { asksAgain, type Digest, hasFailedLogin, type Login, loginsOf } from '../login.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { quoted, rowsOf } from '../texts.ts';

export const wrongCredentials: Rule = {
  id: 'R02',
  title: 'Wrong user name or password',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §22.2',
  reads: ['messages'],
  asks: ['failure'],
  when: 'A request with credentials for the challenge is challenged again for the same realm, without stale=true; or a REGISTER gets 403 right after its login.',
  unless: [
    'the server says that only the nonce is too old (stale=true)',
    'the login works at the next try: the nonce had run out',
    'an INVITE gets 403 after its login: the login was accepted, the call was not',
    'the credentials answer a challenge that is not in the trace',
    'the nonce was accepted before: it has run out, even when the server does not say stale',
  ],
  nextStep:
    'Check password, user name for authentication (often not the extension) and realm on both sides. The clock has nothing to do with it.',
  *check(scene) {
    if (!hasFailedLogin(scene)) return;
    const logins = loginsOf(scene);
    for (const [i, login] of logins.entries()) {
      if (!login.asked || logins.slice(i + 1).some((later) => isAccepted(later, login))) continue;
      const again = asksAgain(scene, login);
      const refused = login.final.status === 403 && login.exchange.method === 'REGISTER';
      if (!refused && (!again || again.stale)) continue;
      if (again && isWornOut(logins.slice(0, i), login, again)) continue;
      // One finding for a row of failing tries: the last of them.
      if (logins.slice(i + 1).some((later) => asksAgain(scene, later) && later.used.realm === login.used.realm))
        continue;
      yield {
        confidence: again?.nonce === login.used.nonce ? 'certain' : 'likely',
        messages: rowsOf([login.asked, login.request, login.final]),
        text: `${scene.nameOf(login.final.from)} does not accept the login of ${quoted(login.used.username, 60)} for the realm ${quoted(login.used.realm, 60)}${triesText(scene, logins, login)}.`,
      };
    }
  },
};

/** A login before was accepted with the nonce that the server now replaces. */
function isWornOut(before: readonly Login[], login: Login, { nonce }: Digest): boolean {
  const { used } = login;
  return nonce !== used.nonce && before.some((one) => one.used.nonce === used.nonce && isAccepted(one, login));
}

/** Another login for the same realm that was not asked again. */
function isAccepted({ final, used }: Login, { used: before }: Login): boolean {
  return used.realm === before.realm && final.status !== 401 && final.status !== 407 && final.status !== 403;
}

function triesText(scene: Scene, logins: readonly Login[], { used }: Login): string {
  const tries = logins.filter((login) => login.used.realm === used.realm && asksAgain(scene, login)).length;
  return tries > 1 ? ` in ${tries} tries` : '';
}
