import type { CallMessage } from '../../call/types.ts';
import { parseNameAddrs } from '../../sip/name-addr.ts';
import { parameterValue } from '../../sip/values.ts';
import { uriName } from '../party.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const forwarded: Rule = {
  id: 'X06',
  title: 'Forwarded call',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 5806, RFC 7044',
  reads: ['index', 'messages'],
  asks: ['INVITE'],
  when: 'Diversion, a History-Info entry with a cause, or a 181 shows that the call was forwarded.',
  unless: ['History-Info has a single entry, as on every call of some networks'],
  nextStep: 'Nothing to do, unless the same user stands in the chain twice: then it is a loop.',
  *check(scene) {
    const invite = scene.initial.at(-1)?.request;
    const chained = firstChain(scene);
    const notice = scene.messages.find(({ status }) => status === 181);
    if (!chained && !notice) return;
    const chain = chained?.chain ?? [];
    const users = chain.map(({ user }) => user);
    const loop = users.find((user, i) => user !== '' && users.indexOf(user) !== i);
    const steps = chain.map(({ user, reason }) => `${user || 'somebody'}${reason === '' ? '' : ` (${reason})`}`);
    yield {
      severity: loop ? 'warning' : 'info',
      messages: rowsOf([invite, chained?.message, notice]),
      text:
        steps.length > 0
          ? `This call was forwarded by ${sayList(steps.slice(0, 6))}.${loop ? ` ${loop} stands in the chain twice: a loop.` : ''}`
          : `${scene.nameOf(notice?.from ?? -1)} says that the call is being forwarded (181).`,
    };
  },
};

interface Step {
  readonly user: string;
  readonly reason: string;
}

/** The first INVITE outside a dialog that names whom the call was forwarded by. */
function firstChain(scene: Scene): { readonly message: CallMessage; readonly chain: readonly Step[] } | null {
  for (const message of scene.messages) {
    const { method, kind, toTag, copy } = message;
    if (method !== 'INVITE' || kind !== 'request' || toTag !== '' || copy === 'retransmission') continue;
    const chain = chainOf(scene, message);
    if (chain.length > 0) return { message, chain };
  }
  return null;
}

/** Who forwarded the call and why: Diversion stands in reverse order, History-Info in the order of events. */
function chainOf(scene: Scene, { row }: CallMessage): Step[] {
  const diversions = scene.headers(row).all('Diversion').flatMap(parseNameAddrs);
  if (diversions.length > 0) {
    return diversions
      .map(({ uri, parameters }) => ({
        user: uriName(uri.text).slice(0, 60),
        reason: parameterValue(parameters, 'reason') ?? '',
      }))
      .toReversed();
  }
  return scene
    .headers(row)
    .all('History-Info')
    .flatMap(parseNameAddrs)
    .flatMap(({ uri, parameters }) => {
      const cause = /[;?&](?:cause|reason)=([^;&>]{1,60})/i.exec(uri.text)?.[1];
      const moved = cause !== undefined || parameters.some(({ name }) => name === 'mp');
      return moved
        ? [{ user: uriName(uri.text).slice(0, 60), reason: cause && /^\d+$/.test(cause) ? `cause ${cause}` : '' }]
        : [];
    });
}
