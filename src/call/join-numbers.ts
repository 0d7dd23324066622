import { CALLED, CALLING } from '../sip/key-table.ts';
import { eraOf } from './leg-facts.ts';
import { type Legs, sharedNumbers } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';

/** A box sends its INVITE within two seconds of the one it got. Microseconds. */
const WINDOW = 2_000_000;
/** More calls of one number in the window than this are not told apart. */
const MOST = 32;
/** Fewer keys than this are compared each with each. */
const FEW = 16;
const BOTH = SAME_CALLED | SAME_CALLING;

/**
 * Legs that others may come from: an INVITE with a number of theirs arrived where they leave, just before. Of the
 * candidates of a leg only those of the greatest agreement stand here, as two numbers tell more than one.
 */
export interface Origins {
  readonly count: number;
  /** Candidates of leg i are start[i] … start[i + 1] - 1. */
  readonly start: Uint32Array;
  readonly leg: Uint32Array;
  readonly parent: Uint32Array;
  /** SAME_CALLED, SAME_CALLING. */
  readonly shared: Uint8Array;
  /** By leg: 1 where there are more candidates than can be told apart. */
  readonly crowded: Uint8Array;
}

/** Finds for each leg that has no parent yet the legs that it may come from by number and time. */
export function findOrigins(legs: Legs, shared: SharedKeys, hasParent: Uint8Array): Origins {
  const { count } = legs.facts;
  const pairs: Pairs = {
    leg: [],
    parent: [],
    crowdedCalled: new Uint8Array(count),
    crowdedCalling: new Uint8Array(count),
  };
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if (kinds & (1 << CALLED)) addPairs(legs, shared, i, CALLED, hasParent, pairs);
    if (kinds & (1 << CALLING)) addPairs(legs, shared, i, CALLING, hasParent, pairs);
  }
  return bestOf(legs, pairs);
}

interface Pairs {
  readonly leg: number[];
  readonly parent: number[];
  /** By leg: 1 where the list of candidates by that number is not complete. */
  readonly crowdedCalled: Uint8Array;
  readonly crowdedCalling: Uint8Array;
}

/** Notes the pairs that number `i` allows. */
function addPairs(
  legs: Legs,
  shared: SharedKeys,
  i: number,
  wanted: number,
  hasParent: Uint8Array,
  pairs: Pairs,
): void {
  const { index, facts } = legs;
  const { row: rowOf, kind } = index.keys.columns;
  const rows: number[] = [];
  const leaving: number[] = [];
  for (let at = shared.start[i] as number; at < (shared.start[i + 1] as number); at++) {
    const key = shared.keys[at] as number;
    if (kind[key] !== wanted) continue;
    const row = rowOf[key] as number;
    const leg = facts.legOfRow[row] as number;
    rows.push(row);
    if (facts.first[leg] === row && !hasParent[leg]) leaving.push(leg);
  }
  if (rows.length < 2 || leaving.length === 0) return;
  const arrivals = rows.length <= FEW ? null : byHost(legs, rows);
  const crowded = wanted === CALLED ? pairs.crowdedCalled : pairs.crowdedCalling;
  for (const leg of leaving) {
    const list = arrivals ? (arrivals.get(facts.fromHost[leg] as number) ?? []) : rows;
    if (!take(legs, leg, list, arrivals !== null, pairs)) crowded[leg] = 1;
  }
}

/** Rows by the host that they arrive at, each list in order of time. */
function byHost({ index, facts }: Legs, all: readonly number[]): Map<number, number[]> {
  const { time, to } = index.columns;
  const lists = new Map<number, number[]>();
  for (const row of all) {
    const host = facts.hosts[to[row] as number] as number;
    const list = lists.get(host);
    if (list) list.push(row);
    else lists.set(host, [row]);
  }
  for (const list of lists.values()) {
    const isInOrder = list.every(
      (row, i) => i === 0 || (time[list[i - 1] as number] as number) <= (time[row] as number),
    );
    if (!isInOrder) list.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
  }
  return lists;
}

/** Notes the legs of a list that may be parents of one leg; false when there are too many. */
function take(legs: Legs, leg: number, list: readonly number[], sorted: boolean, pairs: Pairs): boolean {
  const { index, facts } = legs;
  const { to } = index.columns;
  const host = facts.fromHost[leg] as number;
  const found: number[] = [];
  for (let i = sorted ? lastBefore(legs, list, leg) : list.length - 1; i >= 0; i--) {
    const row = list[i] as number;
    const parent = facts.legOfRow[row] as number;
    if (parent === leg) continue;
    const before = distance(legs, row, leg);
    if (sorted && before > WINDOW) break;
    if (facts.hosts[to[row] as number] !== host || !(before >= 0 && before <= WINDOW)) continue;
    if ((facts.end[parent] as number) < (facts.start[leg] as number) || found.includes(parent)) continue;
    if (found.length === MOST) return false;
    found.push(parent);
  }
  for (const parent of found) {
    pairs.leg.push(leg);
    pairs.parent.push(parent);
  }
  return true;
}

/** Microseconds from a row to the first INVITE of a leg; NaN where they cannot be compared. */
function distance({ index, facts }: Legs, row: number, leg: number): number {
  const own = facts.first[leg] as number;
  const { time, source } = index.columns;
  const apart = (time[own] as number) - (time[row] as number);
  if (apart === 0 && source[own] === source[row]) return row < own ? 0 : -1;
  if (!Number.isNaN(apart)) return eraOf(time[own] as number) === eraOf(time[row] as number) ? apart : Number.NaN;
  // Without a clock the order of reading is all there is: ten milliseconds a row.
  return source[own] === source[row] ? (own - row) * 10_000 : Number.NaN;
}

/** Position of the last row of a list in order of time that does not come after the leg began. */
function lastBefore(legs: Legs, list: readonly number[], leg: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distance(legs, list[middle] as number, leg) < 0) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** Sorts the pairs by leg, each once, and keeps those of the greatest agreement. */
function bestOf(legs: Legs, pairs: Pairs): Origins {
  const { count } = legs.facts;
  const ends = new Uint32Array(count + 1);
  for (const leg of pairs.leg) ends[leg + 1] = (ends[leg + 1] as number) + 1;
  for (let i = 1; i <= count; i++) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
  const sorted = new Uint32Array(pairs.leg.length);
  const next = ends.slice();
  for (let i = 0; i < pairs.leg.length; i++) {
    const leg = pairs.leg[i] as number;
    sorted[next[leg] as number] = pairs.parent[i] as number;
    next[leg] = (next[leg] as number) + 1;
  }
  const best = emptyOrigins(count, pairs.leg.length);
  for (let leg = 0; leg < count; leg++) {
    const from = best.start[leg] as number;
    const hasPairs = ends[leg] !== ends[leg + 1];
    const to = hasPairs ? addBest(legs, leg, sorted.subarray(ends[leg], ends[leg + 1]), best, from) : from;
    best.start[leg + 1] = to;
    const called = pairs.crowdedCalled[leg] as number;
    const calling = pairs.crowdedCalling[leg] as number;
    // Where both numbers agree, one complete list holds all such candidates.
    best.crowded[leg] = to > from && best.shared[from] === BOTH ? called & calling : called | calling;
  }
  return { ...best, count: best.start[count] as number };
}

function emptyOrigins(legs: number, pairs: number): Omit<Origins, 'count'> {
  return {
    start: new Uint32Array(legs + 1),
    leg: new Uint32Array(pairs),
    parent: new Uint32Array(pairs),
    shared: new Uint8Array(pairs),
    crowded: new Uint8Array(legs),
  };
}

/** Writes the best candidates of one leg from `from` on; returns the position behind them. */
function addBest(legs: Legs, leg: number, parents: Uint32Array, best: Omit<Origins, 'count'>, from: number): number {
  let to = from;
  for (let i = 0; i < parents.length; i++) {
    const parent = parents[i] as number;
    let before = 0;
    while (parents[before] !== parent) before++;
    if (before < i) continue;
    const shared = sharedNumbers(legs, parent, leg);
    if (to > from && best.shared[from] === BOTH && shared !== BOTH) continue;
    if (shared === BOTH && best.shared[from] !== BOTH) to = from;
    best.leg[to] = leg;
    best.parent[to] = parent;
    best.shared[to] = shared;
    to++;
  }
  return to;
}
