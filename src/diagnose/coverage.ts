import { INFERRED_FROM, INFERRED_TO } from '../base/captured.ts';
import type { CallDetail } from '../call/types.ts';
import type { HostPair, TraceFacts } from './trace-facts.ts';

/** What the trace can prove about a call: rules that speak of what never came ask here first. */
export interface Coverage {
  /** Microseconds, NaN without a clock: first and last message of the sources that the call was seen in. */
  readonly begins: number;
  readonly ends: number;
  /** The beginning of the call is not in the trace. */
  readonly startsMidCall: boolean;
  /** Some source of the call is a log that may leave out messages or change them. */
  readonly lossy: boolean;
  /** How long the trace goes on after a moment, microseconds; NaN without a clock. */
  after(time: number): number;
  /** The trace goes on for at least so long after a moment. False without a clock. */
  watched(time: number, microseconds: number): boolean;
  /** Whether the trace has anything that this host sent. */
  shows(endpoint: number): boolean;
  /**
   * Why the trace cannot show answers from `server` to `client`: only the other direction was captured, or it is not
   * known who sent what. null when they would be there.
   */
  blind(client: number, server: number): 'one-way' | 'unknown-ends' | null;
}

export function coverageOf(call: CallDetail, trace: TraceFacts): Coverage {
  const sources: number[] = [];
  for (const { source } of call.messages) if (!sources.includes(source)) sources.push(source);
  let begins = Number.NaN;
  let ends = Number.NaN;
  for (const source of sources) {
    if (!(begins <= (trace.begins[source] as number))) begins = trace.begins[source] as number;
    if (!(ends >= (trace.ends[source] as number))) ends = trace.ends[source] as number;
  }
  const inferred = call.messages.some(({ flags }) => (flags & (INFERRED_FROM | INFERRED_TO)) !== 0);
  return {
    begins,
    ends,
    startsMidCall: call.summary.partial,
    lossy: sources.some((source) => trace.sources[source]?.lossy ?? false),
    after: (time) => ends - time,
    watched: (time, microseconds) => ends - time >= microseconds,
    shows: (endpoint) => (trace.sent[trace.hostOf[endpoint] ?? -1] ?? 0) > 0,
    blind: (client, server) => {
      if (client < 0 || server < 0) return 'unknown-ends';
      if (isUnheard(trace, client) || isOneWay(trace, client, server)) return 'one-way';
      return inferred && trace.index.endpoints.get(server).kind === 'unknown' ? 'unknown-ends' : null;
    },
  };
}

/** The pair of hosts that two endpoints belong to. */
export function pairOf(trace: TraceFacts, client: number, server: number): HostPair | undefined {
  const from = trace.hostOf[client];
  const to = trace.hostOf[server];
  return from === undefined || to === undefined ? undefined : trace.pairs.get(from * trace.hosts + to);
}

/** Requests go on as if answered, and no answer is in the trace: it saw one direction only. */
function isOneWay(trace: TraceFacts, client: number, server: number): boolean {
  const pair = pairOf(trace, client, server);
  return pair !== undefined && pair.answered === 0 && pair.presuming > 0;
}

/** Nobody ever sends to this host in the trace, although it sends to several. */
function isUnheard(trace: TraceFacts, endpoint: number): boolean {
  const host = trace.hostOf[endpoint];
  if (host === undefined || (trace.received[host] as number) > 0) return false;
  return (trace.once(peersOf)[host] as number) > 1;
}

/** To how many hosts each host sends. */
function peersOf({ hosts, pairs }: TraceFacts): Uint32Array {
  const counts = new Uint32Array(hosts);
  for (const key of pairs.keys()) {
    const host = Math.floor(key / hosts);
    counts[host] = (counts[host] as number) + 1;
  }
  return counts;
}
