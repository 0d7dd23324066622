import { rowsOf } from '../call/table.ts';
import { type CallKind, type CallTable, KINDS } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Which messages of several calls are shown; an empty list lets all pass. */
export interface Sieve {
  readonly methods: readonly string[];
  readonly kinds: readonly CallKind[];
  /** Lanes by socket, `192.0.2.1:5060`: messages that one of them sent or got. */
  readonly lanes: readonly string[];
}

export const OPEN_SIEVE: Sieve = { methods: [], kinds: [], lanes: [] };

/** How many messages of some calls there are of each sort, whatever the sieve, the most frequent first. */
export interface Sorts {
  readonly methods: readonly (readonly [string, number])[];
  readonly kinds: readonly (readonly [CallKind, number])[];
  readonly lanes: readonly (readonly [string, number])[];
}

/** So many lanes are named to choose from. */
const MOST_LANES = 500;

/** Counts messages by method, kind of call, and lane. */
export function sortsOf(index: MessageIndex, table: CallTable, calls: Iterable<number>): Sorts {
  const { method, from, to } = index.columns;
  const methods = new Map<number, number>();
  const kinds = new Map<number, number>();
  const lanes = new Float64Array(index.endpoints.count);
  for (const call of calls) {
    const rows = rowsOf(table, call);
    add(kinds, table.kind[call] as number, rows.length);
    for (const row of rows) {
      add(methods, method[row] as number, 1);
      const [sender, receiver] = [from[row] as number, to[row] as number];
      if (sender >= 0) lanes[sender] = (lanes[sender] as number) + 1;
      if (receiver >= 0 && receiver !== sender) lanes[receiver] = (lanes[receiver] as number) + 1;
    }
  }
  const used = Array.from(lanes.keys()).filter((id) => (lanes[id] as number) > 0);
  used.sort((a, b) => (lanes[b] as number) - (lanes[a] as number));
  return {
    methods: mostFirst(methods).map(([code, count]) => [index.methodName(code), count]),
    kinds: mostFirst(kinds).map(([code, count]) => [KINDS[code] ?? 'other', count]),
    lanes: used.slice(0, MOST_LANES).map((id) => [socketOf(index, id), lanes[id] as number]),
  };
}

function add(counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function mostFirst(counts: ReadonlyMap<number, number>): (readonly [number, number])[] {
  return [...counts].sort(([, a], [, b]) => b - a);
}

function socketOf(index: MessageIndex, id: number): string {
  return socketText(index.endpoints.get(id)) || 'unknown';
}

/** Rows of some calls that pass a sieve, in order of time where every one has a time, of reading otherwise. */
export function sift(index: MessageIndex, table: CallTable, calls: readonly number[], sieve: Sieve): Uint32Array {
  const { method, from, to, time } = index.columns;
  const methods = new Set(sieve.methods);
  const kinds = new Set<string>(sieve.kinds);
  const isLane = laneTest(index, sieve);
  const passes = (row: number) =>
    (methods.size === 0 || methods.has(index.methodName(method[row] as number))) &&
    (isLane(from[row] as number) || isLane(to[row] as number));
  const chosen = calls.filter((call) => kinds.size === 0 || kinds.has(KINDS[table.kind[call] as number] ?? 'other'));
  const rows = new Uint32Array(chosen.reduce((sum, call) => sum + rowsOf(table, call).length, 0));
  let count = 0;
  for (const call of chosen) {
    for (const row of rowsOf(table, call)) if (passes(row)) rows[count++] = row;
  }
  return inOrder(rows.subarray(0, count), time);
}

/** Whether an endpoint stands on one of the lanes that a sieve names; with none named, every one does. */
export function laneTest(index: MessageIndex, { lanes }: Sieve): (endpoint: number) => boolean {
  if (lanes.length === 0) return () => true;
  const wanted = new Set(lanes);
  const isLane = Array.from({ length: index.endpoints.count }, (_, id) => wanted.has(socketOf(index, id)));
  return (endpoint) => isLane[endpoint] === true;
}

function inOrder(rows: Uint32Array, time: Float64Array): Uint32Array {
  const timed = rows.every((row) => !Number.isNaN(time[row] as number));
  // Reading mostly follows time: sorted as whole numbers first, there is little left to do.
  rows.sort();
  if (!timed) return rows;
  let sorted = true;
  for (let i = 1; i < rows.length && sorted; i++) {
    sorted = (time[rows[i] as number] as number) >= (time[rows[i - 1] as number] as number);
  }
  return sorted ? rows : rows.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
}
