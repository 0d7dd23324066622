import type { Evidence } from '../call/link.ts';
import type { CallMessage } from '../call/types.ts';
import type { Scene } from './evidence.ts';

/** A call that goes in at one socket and comes out at another, of a host that the first one never talks to. */
export interface Passing {
  readonly into: number;
  readonly out: number;
  /** How that is known, in words. */
  readonly text: string;
  readonly row: number;
}

/** Links that say that another machine, or the same one once more, placed the second leg. */
const OF_OTHERS: ReadonlySet<Evidence> = new Set([
  'refer',
  'redirect',
  'next-attempt',
  'dialog-named',
  'half-session-id',
]);

export function passings(scene: Scene): Passing[] {
  return [...proxied(scene), ...linked(scene)].filter(({ into, out }) => isApart(scene, into, out));
}

/** A request that arrives at one socket and leaves from another with nobody's Via between (RFC 3261 §16.6 item 8). */
function* proxied({ said }: Scene): Generator<Passing> {
  const arrivals = new Map<string, CallMessage>();
  for (const { message, vias } of said) {
    const branch = vias[0]?.branch;
    if (message.kind === 'request' && branch) arrivals.set(`${message.method} ${branch}`, message);
  }
  for (const { message, vias } of said) {
    const arrival = message.kind === 'request' ? arrivals.get(`${message.method} ${vias[1]?.branch ?? ''}`) : undefined;
    if (!arrival || arrival.callId !== message.callId) continue;
    const text = `the ${message.method} that arrives at one leaves from the other with nobody's Via between`;
    yield { into: arrival.to, out: message.from, text, row: message.row };
  }
}

/** A leg that ends at one socket, and the leg that came of it begins at another. */
function* linked({ detail }: Scene): Generator<Passing> {
  const senders = new Set(detail.messages.filter(isLeading).map(({ from }) => from));
  for (const [at, { links, summary }] of detail.legs.entries()) {
    for (const { to, evidence, text } of links) {
      const before = detail.legs[to];
      if (!before || OF_OTHERS.has(evidence)) continue;
      const into = before.summary.callee.endpoint;
      const out = summary.caller.endpoint;
      // Who sends INVITEs itself has its own way out.
      if (senders.has(into)) continue;
      const row = detail.messages.find((message) => message.leg === at)?.row ?? -1;
      yield { into, out, text: `the call that arrives at one leaves from the other: ${text}`, row };
    }
  }
}

function isLeading({ kind, method, toTag }: CallMessage): boolean {
  return kind === 'request' && method === 'INVITE' && toTag === '';
}

function isApart({ talks, endpoints }: Scene, into: number, out: number): boolean {
  if (!endpoints.includes(into) || !endpoints.includes(out)) return false;
  const a = talks.hosts[into] ?? -1;
  const b = talks.hosts[out] ?? -1;
  return a !== b && !talks.hostsTalk(a, b);
}
