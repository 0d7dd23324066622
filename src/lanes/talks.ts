import type { MessageIndex } from '../sip/message-index.ts';

/** Who sends messages to whom in the whole trace. */
export interface Talks {
  /** A small number for the host of each endpoint, by its id: sockets that differ only in their port share one. */
  readonly hosts: Int32Array;
  /** Whether any socket of one host sent anything to one of the other. */
  hostsTalk(a: number, b: number): boolean;
  /** Whether one endpoint sent anything to the other. */
  socketsTalk(a: number, b: number): boolean;
}

/** Ids stay far below: two make one number. */
const SPAN = 1_048_576;

const known = new WeakMap<MessageIndex, { readonly count: number; readonly talks: Talks }>();

/** One pass over the trace, kept for its next call. */
export function talksOf(index: MessageIndex): Talks {
  const kept = known.get(index);
  // While a source is read the index grows.
  if (kept?.count === index.count) return kept.talks;
  const { from, to } = index.columns;
  const hosts = index.endpoints.hosts();
  const sockets = new Set<number>();
  for (let row = 0; row < index.count; row++) sockets.add((from[row] as number) * SPAN + (to[row] as number));
  const pairs = new Set<number>();
  for (const pair of sockets) {
    pairs.add((hosts[Math.floor(pair / SPAN)] ?? -1) * SPAN + (hosts[pair % SPAN] ?? -1));
  }
  const talk = (set: ReadonlySet<number>, a: number, b: number) => set.has(a * SPAN + b) || set.has(b * SPAN + a);
  const talks: Talks = {
    hosts,
    hostsTalk: (a, b) => talk(pairs, a, b),
    socketsTalk: (a, b) => talk(sockets, a, b),
  };
  known.set(index, { count: index.count, talks });
  return talks;
}
