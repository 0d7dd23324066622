import type { CallMessage } from '../call/types.ts';
import type { Said, Scene, WrittenSocket } from './evidence.ts';

/** One socket calls itself by another one. */
export interface Naming {
  readonly speaker: number;
  readonly named: number;
  /** `Via`, `Contact`, `Record-Route`. */
  readonly header: string;
  readonly row: number;
}

/** Sockets of other hosts by which a socket calls itself, and which it never sends anything to. */
export function namings(scene: Scene): Naming[] {
  const { said, talks, detail } = scene;
  const passedOn = new Set(said.flatMap(({ message }) => (message.kind === 'request' ? [requestKey(message)] : [])));
  const found: Naming[] = [];
  for (const one of said) {
    const { message } = one;
    for (const [header, sockets] of ownNames(one, said, passedOn)) {
      for (const socket of sockets) {
        const named = endpointOf(scene, socket);
        if (named < 0 || talks.hosts[named] === talks.hosts[message.from]) continue;
        if (talks.hostsTalk(talks.hosts[named] ?? -1, talks.hosts[message.from] ?? -1)) continue;
        // A box that hides nothing passes the Contact of the party on into another leg.
        if (header === 'Contact' && isParty(named, detail.summary) && !isInLeg(said, named, message.leg)) continue;
        found.push({ speaker: message.from, named, header, row: message.row });
      }
    }
  }
  return found;
}

/** Headers in which the sender of a message names itself, not what it passes on. */
function* ownNames(
  { message, vias, contacts, recordRoutes }: Said,
  said: readonly Said[],
  passedOn: ReadonlySet<string>,
): Generator<readonly [header: string, sockets: readonly WrittenSocket[]]> {
  const { kind, status, method } = message;
  if (kind === 'response') {
    // Contacts of a registrar and of a redirect are somebody else's (RFC 3261 §10.3, §8.1.3.4).
    const isOwn = status > 100 && status < 300 && method !== 'REGISTER' && method !== 'OPTIONS';
    if (isOwn && !passedOn.has(requestKey(message))) yield ['Contact', contacts];
    return;
  }
  // RFC 3261 §18.1.1: the topmost Via is the sender's own.
  yield ['Via', vias.slice(0, 1)];
  // A proxy passes the Contact of the party on.
  if (vias.length === 1) yield ['Contact', contacts];
  const arrived = said.find((other) => isSameRequestAt(other.message, message));
  if (!arrived) return;
  // RFC 3261 §16.6 item 4: what was not there on arrival was put in by the sender.
  const added = recordRoutes.length - arrived.recordRoutes.length;
  if (added > 0 && added <= 2) yield ['Record-Route', recordRoutes.slice(0, added)];
}

/** The same request as it arrived at the socket that sends it on. */
function isSameRequestAt(other: CallMessage, message: CallMessage): boolean {
  const isSame = other.callId === message.callId && other.cseq === message.cseq && other.method === message.method;
  return isSame && other.kind === 'request' && other.to === message.from;
}

/** Who a response comes from, and what it answers: whoever sent the same request on only passes the answer back. */
function requestKey({ from, callId, cseq, method }: CallMessage): string {
  return JSON.stringify([from, callId, cseq, method]);
}

function isParty(endpoint: number, { caller, callee }: Scene['detail']['summary']): boolean {
  return endpoint === caller.endpoint || endpoint === callee.endpoint;
}

function isInLeg(said: readonly Said[], endpoint: number, leg: number): boolean {
  return said.some(({ message }) => message.leg === leg && (message.from === endpoint || message.to === endpoint));
}

/** The endpoint of the call that a header means: with this port, or with any where it is the only one; -1 when none is. */
function endpointOf({ index, endpoints }: Scene, { host, port }: WrittenSocket): number {
  const there = endpoints.filter((id) => index.endpoints.get(id).address === host);
  const wanted = port || 5060;
  return there.find((id) => index.endpoints.get(id).port === wanted) ?? (there.length === 1 ? (there[0] ?? -1) : -1);
}
