import { INFERRED_FROM, INFERRED_TO, RECEIVED_BY_SELF, SENT_BY_SELF } from '../base/captured.ts';
import { transportName } from '../base/transport.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Share of what a log says of its own address that one address must have to be taken for it. */
const SHARE = 2 / 3;
const BOTH = INFERRED_FROM | INFERRED_TO;

/**
 * Many logs print only the far end, some neither. Which address the system that wrote the log has itself is told by its
 * messages: the top Via of the requests that it sent and of the answers that it got (RFC 3261 §18.1.1, §18.2.2), and the
 * Request-URI of the requests that it got. When one address clearly dominates, the rows of the source are moved to it, so
 * that this log meets other sources of the same trace. They stay marked as inferred.
 */
export function inferSelf(index: MessageIndex, source: number): void {
  const self = index.endpoints.ofSelf(source);
  const { from, to, flags } = index.columns;
  const halves: number[] = [];
  const wholes: number[] = [];
  for (let row = 0; row < index.count; row++) {
    const bits = flags[row] as number;
    if (index.columns.source[row] !== source || !(bits & (SENT_BY_SELF | RECEIVED_BY_SELF))) continue;
    if (from[row] === self || to[row] === self) halves.push(row);
    else if ((bits & BOTH) === BOTH) wholes.push(row);
  }
  nameSelf(index, halves, self);
  nameEnds(index, wholes);
}

/** Rows whose log prints the far end. */
function nameSelf(index: MessageIndex, rows: readonly number[], self: number): void {
  const { from, to } = index.columns;
  const address = ownAddress(index, rows);
  // RFC 7118 §5: a browser does not know its address and invents a host name.
  if (address < 0 || index.endpoints.get(address).address.endsWith('.invalid')) return;
  if (rows.some((row) => from[row] === address || to[row] === address)) return;
  for (const row of rows) {
    if (from[row] === self) from[row] = address;
    if (to[row] === self) to[row] = address;
  }
}

/** Rows whose log prints the direction only: what the index told of single messages is set right by what all say. */
function nameEnds(index: MessageIndex, rows: readonly number[]): void {
  const { from, to, flags, callId, transport } = index.columns;
  const own = ownAddress(index, rows);
  if (own < 0) return;
  const isSent = (row: number) => ((flags[row] as number) & SENT_BY_SELF) !== 0;
  const peers = new Peers(index);
  for (const row of rows) {
    (isSent(row) ? from : to)[row] = own;
    const peer = (isSent(row) ? to : from)[row] as number;
    if (peer !== own) peers.note(callId[row] as number, peer);
  }
  // A WebSocket client has one connection, whatever its messages are addressed to.
  const isOneConnection = rows.every((row) => transportName(transport[row] as number).startsWith('WS'));
  for (const row of rows) {
    const side = isSent(row) ? to : from;
    const isKnown = side[row] !== own && index.endpoints.get(side[row] as number).kind !== 'unknown';
    const peer = isOneConnection ? peers.ofAll() : isKnown ? -1 : peers.ofCall(callId[row] as number);
    if (peer >= 0) side[row] = peer;
  }
}

/** Far ends that rows named, by call and in all. */
class Peers {
  readonly #index: MessageIndex;
  readonly #byCall = new Map<number, Map<number, number>>();
  readonly #all = new Map<number, number>();

  constructor(index: MessageIndex) {
    this.#index = index;
  }

  note(call: number, peer: number): void {
    if (this.#index.endpoints.get(peer).kind === 'unknown') return;
    const ofCall = this.#byCall.get(call) ?? new Map<number, number>();
    this.#byCall.set(call, ofCall);
    for (const counts of [ofCall, this.#all]) counts.set(peer, (counts.get(peer) ?? 0) + 1);
  }

  /** The most frequent far end of a call, -1 without. */
  ofCall(call: number): number {
    return this.#most(this.#byCall.get(call) ?? this.#all);
  }

  ofAll(): number {
    return this.#most(this.#all);
  }

  /** An address says more than a name, which may be a domain. */
  #most(counts: ReadonlyMap<number, number>): number {
    let best = -1;
    let most = 0;
    for (const [peer, count] of counts) {
      const weight = this.#index.endpoints.get(peer).kind === 'address' ? count * 1000 : count;
      if (weight > most) [best, most] = [peer, weight];
    }
    return best;
  }
}

/** Endpoint that the rows say is their own system, -1 when they do not agree. */
function ownAddress(index: MessageIndex, rows: readonly number[]): number {
  const hosts = new Map<string, { count: number; ports: Map<number, number> }>();
  let sum = 0;
  for (const row of rows) {
    const said = vote(index, row);
    if (said === '') continue;
    const { host, port } = split(said);
    const known = hosts.get(host) ?? { count: 0, ports: new Map<number, number>() };
    known.count++;
    known.ports.set(port, (known.ports.get(port) ?? 0) + 1);
    hosts.set(host, known);
    sum++;
  }
  for (const [host, { count, ports }] of hosts) {
    const [port = 0] = [...ports].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (count >= sum * SHARE) return index.endpoints.ofHost(host, port);
  }
  return -1;
}

/** `host:port` by which a row names its own system, '' when it does not. */
function vote(index: MessageIndex, row: number): string {
  const { flags, status, sentBy, requestUri } = index.columns;
  const isRequest = status[row] === 0;
  const bits = flags[row] as number;
  if (bits & (isRequest ? SENT_BY_SELF : RECEIVED_BY_SELF)) return index.sentBys.text(sentBy[row] as number);
  if (!isRequest || !(bits & RECEIVED_BY_SELF)) return '';
  // Only an address: a domain is served by many.
  const uri = index.texts.text(requestUri[row] as number);
  return /^sips?:(?:[^@>]*@)?(\d+\.\d+\.\d+\.\d+(?::\d+)?|\[[^\]]+\](?::\d+)?)/.exec(uri)?.[1] ?? '';
}

function split(text: string): { host: string; port: number } {
  const parts = /^\[?([^\]]*?)\]?(?:\s*:\s*(\d{1,5}))?$/.exec(text.trim());
  // RFC 3261 §18.1.1: without a port it is the default one.
  return { host: parts?.[1] ?? text, port: Number(parts?.[2] ?? 5060) };
}
