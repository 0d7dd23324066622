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

/** A leg that another one may come from: an INVITE with a number of it arrived where this one leaves, just before. */
export interface Origin {
  readonly leg: number;
  readonly parent: number;
  /** SAME_CALLED, SAME_CALLING. */
  readonly shared: number;
}

/** Candidates by leg; only those of the greatest agreement, as two numbers tell more than one. */
export interface Origins {
  readonly of: ReadonlyMap<number, readonly Origin[]>;
  /** Legs with more candidates than can be told apart. */
  readonly crowded: ReadonlySet<number>;
}

/** Finds for each leg that has no parent yet the legs that it may come from by number and time. */
export function findOrigins(legs: Legs, shared: SharedKeys, hasParent: Uint8Array): Origins {
  const pairs: Pairs = { leg: [], parent: [], crowded: [new Set(), new Set()] };
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if (kinds & (1 << CALLED)) pairsOf(legs, shared, i, CALLED, hasParent, pairs);
    if (kinds & (1 << CALLING)) pairsOf(legs, shared, i, CALLING, hasParent, pairs);
  }
  return best(legs, pairs);
}

interface Pairs {
  readonly leg: number[];
  readonly parent: number[];
  /** Legs whose list is not complete, by called and by calling number. */
  readonly crowded: readonly [Set<number>, Set<number>];
}

function pairsOf(legs: Legs, shared: SharedKeys, i: number, wanted: number, hasParent: Uint8Array, pairs: Pairs): void {
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
  for (const leg of leaving) {
    const list = arrivals ? (arrivals.get(facts.fromHost[leg] as number) ?? []) : rows;
    if (!take(legs, leg, list, arrivals !== null, pairs)) pairs.crowded[wanted === CALLED ? 0 : 1].add(leg);
  }
}

/** Rows by the host that they arrive at, each list in order of time. */
function byHost({ index, facts }: Legs, rows: readonly number[]): Map<number, number[]> {
  const { time, to } = index.columns;
  const lists = new Map<number, number[]>();
  for (const row of rows) {
    const host = facts.hosts[to[row] as number] as number;
    const list = lists.get(host);
    if (list) list.push(row);
    else lists.set(host, [row]);
  }
  for (const list of lists.values()) list.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
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
    const before = distance(legs, row, leg);
    if (sorted && before > WINDOW) break;
    const parent = facts.legOfRow[row] as number;
    if (!(before >= 0 && before <= WINDOW) || parent === leg || found.includes(parent)) continue;
    if (facts.hosts[to[row] as number] !== host || (facts.end[parent] as number) < (facts.start[leg] as number))
      continue;
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

const BOTH = SAME_CALLED | SAME_CALLING;

function best(legs: Legs, { leg: legList, parent: parentList, crowded }: Pairs): Origins {
  const of = new Map<number, Origin[]>();
  for (let i = 0; i < legList.length; i++) {
    const leg = legList[i] as number;
    const parent = parentList[i] as number;
    const known = of.get(leg);
    if (known?.some((other) => other.parent === parent)) continue;
    const origin = { leg, parent, shared: sharedNumbers(legs, parent, leg) };
    if (!known) of.set(leg, [origin]);
    else if (origin.shared === BOTH && known[0]?.shared !== BOTH) of.set(leg, [origin]);
    else if (origin.shared === BOTH || known[0]?.shared !== BOTH) known.push(origin);
  }
  const tooMany = new Set<number>();
  for (const list of crowded) for (const leg of list) tooMany.add(leg);
  // Where both numbers agree, one complete list holds all such candidates.
  for (const [leg, list] of of)
    if (list[0]?.shared === BOTH && !crowded.every((all) => all.has(leg))) tooMany.delete(leg);
  return { of, crowded: tooMany };
}
