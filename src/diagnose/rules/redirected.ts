import type { CallMessage } from '../../call/types.ts';
import { INVITE } from '../../sip/methods.ts';
import { parseNameAddrs } from '../../sip/name-addr.ts';
import { mainRefusal } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf, statusText } from '../texts.ts';

/** Time in which a redirect is followed, microseconds. */
const SOON = 5_000_000;

export const redirected: Rule = {
  id: 'R15',
  title: 'Redirected',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §8.1.3.4',
  reads: ['index', 'messages'],
  asks: ['failure'],
  when: 'An INVITE is answered with 3xx; a warning when nobody follows it within 5 seconds.',
  unless: ['the INVITE to the new address has a new Call-ID', 'a proxy follows it by itself', 'the trace ends at once'],
  nextStep:
    'If it should be followed, check whether the caller’s device may follow redirects. Beware of redirects to costly numbers.',
  *check(scene) {
    const refused = mainRefusal(scene);
    const open = refused && refused.status < 400 && refused.exchange.method === 'INVITE' ? refused.final : null;
    for (const { final, hop, method, request } of scene.exchanges) {
      if (method !== 'INVITE' || hop || !final || final.status < 300 || final.status > 399) continue;
      const lost = final === open && scene.coverage.watched(final.time, SOON) && !isFollowed(scene, final);
      yield {
        severity: lost ? 'warning' : 'info',
        messages: rowsOf([request, final]),
        title: lost ? 'Redirect not followed' : this.title,
        text: `${scene.nameOf(final.from)} says ${statusText(final)}: try ${targets(scene, final)}.${lost ? ' Nobody does.' : ''}`,
        ...(!lost && { nextStep: 'Nothing to do.' }),
      };
    }
  },
};

function targets(scene: Scene, { row }: CallMessage): string {
  const uris = scene
    .headers(row)
    .all('Contact')
    .flatMap((value) => parseNameAddrs(value).map(({ uri }) => uri.text.slice(0, 80)));
  return sayList(uris.slice(0, 4)) || 'somewhere else';
}

/** An INVITE of the redirected host under another Call-ID, soon after. */
function isFollowed({ trace }: Scene, final: CallMessage): boolean {
  const { index, hostOf } = trace;
  const c = index.columns;
  const host = hostOf[final.to];
  for (let row = final.row + 1; row < index.count; row++) {
    if ((c.time[row] as number) - final.time > SOON) return false;
    if (
      c.method[row] === INVITE &&
      c.status[row] === 0 &&
      hostOf[c.from[row] as number] === host &&
      c.toTag[row] === -1
    )
      return true;
  }
  return false;
}
