import type { CallTable } from '../call/types.ts';
import type { RtpFlow } from '../media/flow.ts';
import type { PacketEvent } from '../media/packet-event.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { CANCEL } from '../sip/methods.ts';
import { addressClass } from './address-class.ts';

/** What a source is, beside its messages: handed in by whoever read it. */
export interface SourceFacts {
  /** A log that may leave out messages, cut them or change their line ends; false for a capture of packets. */
  readonly lossy: boolean;
  /** The time stamps are good for durations. */
  readonly clock: boolean;
}

/** What the capture shows beside SIP; absent for logs, and where only SIP was captured. */
export interface Traffic {
  readonly flows: readonly RtpFlow[];
  /** Too few packets to tell that they are RTP, unless a call agreed on their sockets. */
  readonly weak?: readonly RtpFlow[];
  readonly events: readonly PacketEvent[];
}

/** Requests from one host to another, and whether the trace shows that they were answered. */
export interface HostPair {
  requests: number;
  /** Requests whose transaction has a response in the trace. */
  answered: number;
  /**
   * Requests that were only sent because an answer had arrived: with a To tag (ACK to a 2xx, BYE), in calls whose first
   * request went the same way and has no response in the trace.
   */
  presuming: number;
}

/** What the whole trace says about how much of the network it saw. */
export interface TraceFacts {
  readonly index: MessageIndex;
  readonly calls: CallTable;
  readonly sources: readonly SourceFacts[];
  readonly traffic: Traffic;
  /** Time of the first and last message of each source, microseconds; NaN without a clock. */
  readonly begins: Float64Array;
  readonly ends: Float64Array;
  /** Host number of each endpoint: sockets of one address are one host. */
  readonly hostOf: Int32Array;
  /** Messages that each host sent and received, by host number. */
  readonly sent: Uint32Array;
  readonly received: Uint32Array;
  /** Key: sender's host number × number of hosts + receiver's. */
  readonly pairs: ReadonlyMap<number, HostPair>;
  readonly hosts: number;
  /** Every endpoint with an address is a loopback one: software tried out on one machine. */
  readonly loopback: boolean;
  /** What is worked out once for the trace, when a rule first asks for it. */
  once<T>(make: (trace: TraceFacts) => T): T;
}

/** Reads the facts in one pass over the columns. */
export function traceFacts(
  index: MessageIndex,
  calls: CallTable,
  sources: readonly SourceFacts[] = [],
  traffic: Traffic = { flows: [], events: [] },
): TraceFacts {
  const { hostOf, hosts, loopback } = hostsOf(index);
  const c = index.columns;
  let most = 0;
  for (let row = 0; row < index.count; row++) most = Math.max(most, (c.source[row] as number) + 1);
  const begins = new Float64Array(most).fill(Number.NaN);
  const ends = new Float64Array(most).fill(Number.NaN);
  const sent = new Uint32Array(hosts);
  const received = new Uint32Array(hosts);
  for (let row = 0; row < index.count; row++) {
    count(sent, hostOf[c.from[row] as number]);
    count(received, hostOf[c.to[row] as number]);
    const at = c.time[row] as number;
    const source = c.source[row] as number;
    if (!((begins[source] as number) <= at) && !Number.isNaN(at)) begins[source] = at;
    if (!((ends[source] as number) >= at) && !Number.isNaN(at)) ends[source] = at;
  }
  const made = new Map<unknown, unknown>();
  const facts: TraceFacts = {
    index,
    calls,
    sources,
    traffic,
    begins,
    ends,
    hostOf,
    hosts,
    sent,
    received,
    loopback,
    pairs: pairsOf(index, hostOf, hosts),
    once: <T>(make: (trace: TraceFacts) => T): T => {
      if (!made.has(make)) made.set(make, make(facts));
      return made.get(make) as T;
    },
  };
  return facts;
}

function count(counts: Uint32Array, host: number | undefined): void {
  if (host !== undefined && host >= 0) counts[host] = (counts[host] as number) + 1;
}

function hostsOf(index: MessageIndex): { hostOf: Int32Array; hosts: number; loopback: boolean } {
  const byAddress = new Map<string, number>();
  const list = index.endpoints.list();
  const hostOf = new Int32Array(list.length);
  let loopback = list.some(({ kind }) => kind === 'address');
  for (const { id, kind, address } of list) {
    const key = kind === 'address' || kind === 'name' ? address : `${kind} ${id}`;
    const host = byAddress.get(key) ?? byAddress.size;
    byAddress.set(key, host);
    hostOf[id] = host;
    if (kind === 'address' && addressClass(address) !== 'loopback') loopback = false;
  }
  return { hostOf, hosts: byAddress.size, loopback };
}

function pairsOf(index: MessageIndex, hostOf: Int32Array, hosts: number): Map<number, HostPair> {
  const c = index.columns;
  const hasResponse = new Uint8Array(index.branches.count);
  for (let row = 0; row < index.count; row++) {
    if (c.status[row] !== 0 && (c.branch[row] as number) >= 0) hasResponse[c.branch[row] as number] = 1;
  }
  const pairs = new Map<number, HostPair>();
  /** Calls whose first request has no response, by pair. */
  const begun = new Set<number>();
  for (let row = 0; row < index.count; row++) {
    if (c.status[row] !== 0) continue;
    const from = hostOf[c.from[row] as number];
    const to = hostOf[c.to[row] as number];
    if (from === undefined || to === undefined) continue;
    const key = from * hosts + to;
    const pair = pairs.get(key) ?? { requests: 0, answered: 0, presuming: 0 };
    pairs.set(key, pair);
    const method = c.method[row];
    const answered = hasResponse[c.branch[row] as number] === 1;
    const call = key * index.callIds.count + (c.callId[row] as number);
    pair.requests++;
    if (answered) pair.answered++;
    else if (c.toTag[row] === -1) begun.add(call);
    else if (method !== CANCEL && begun.has(call)) pair.presuming++;
  }
  return pairs;
}
