import { canonicalHost, isSameHost } from '../../base/address.ts';
import type { CallMessage } from '../../call/types.ts';
import { portOf, requestUriOf, viasOf } from '../addressing.ts';
import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const loop: Rule = {
  id: 'T20',
  title: 'Loop',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §16.3, §8.2.2.2',
  reads: ['index', 'messages'],
  when: 'A call ends with 482, or a request comes back unchanged to a host that stands in its Via already.',
  unless: [
    'the Request-URI has changed in between: a spiral, which is legal',
    'copies of one request on successive hops',
  ],
  nextStep: 'Look for a dial plan, a forwarding or a DNS entry that points back to its own server.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused?.status === 482) {
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: the request came back to a server that had seen it.`,
        nextStep: this.nextStep,
      });
      return;
    }
    const passes = loopOf(scene);
    if (!passes) return;
    yield {
      severity: 'warning',
      confidence: 'likely',
      messages: rowsOf(passes),
      text: `The INVITE came back to ${scene.nameOf(passes[1].to)} with the same Request-URI: it runs in a circle.`,
    };
  },
};

/** The first and the second pass of an INVITE through one host, with the same Request-URI. */
function loopOf(scene: Scene): readonly [CallMessage, CallMessage] | null {
  if (!scene.messages.some(({ row }) => scene.viaCount(row) > 1)) return null;
  const seen = new Map<string, CallMessage>();
  const hops = scene.messages.filter(
    ({ method, kind, copy, toTag }) =>
      method === 'INVITE' && kind === 'request' && toTag === '' && (copy === null || copy === 'hop'),
  );
  for (const message of hops) {
    const host = scene.endpoint(message.to).address;
    const key = `${host} ${message.cseq} ${targetKey(scene, message.row)}`;
    const before = seen.get(key);
    if (!before) seen.set(key, message);
    else if (
      scene.viaCount(message.row) > scene.viaCount(before.row) &&
      viasOf(scene, message.row)
        .slice(1)
        .some((via) => isSameHost(via.host, host))
    )
      return [before, message];
  }
  return null;
}

/** The Request-URI with its host and port in one form: a spiral has another one, and no other spelling. */
function targetKey(scene: Scene, row: number): string {
  const uri = requestUriOf(scene, row);
  if (!uri?.hostSpan) return uri?.text ?? '';
  const { scheme, user, host, parameters } = uri;
  const rest = parameters.map(({ name, value }) => `;${name}=${value ?? ''}`).join('');
  return `${scheme}:${user ?? ''}@${canonicalHost(host)}:${portOf(uri)}${rest}`;
}
