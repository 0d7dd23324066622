import { type Columns, makeColumns, resizeColumns } from '../base/column.ts';
import { CALLED } from '../sip/key-table.ts';
import { eraOf, mayComeFromAnother, SEVERAL_HOSTS } from './leg-facts.ts';
import { type Legs, sharedNumbers } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { NumberGroups } from './number-groups.ts';

/** A box sends its INVITE within two seconds of the one it got. Microseconds. */
const WINDOW = 2_000_000;
/** More calls of one number in the window than this are not told apart. */
const MOST = 32;
/** So many legs of one number are looked at for each; where more began within reach, they are not told apart either. */
const LOOKS = 256;
/** A leg that began earlier than this before another one, however often it asked again, is not looked at. Microseconds. */
const REACH = 12_000_000;
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
export function findOrigins(legs: Legs, groups: NumberGroups, hasParent: Uint8Array): Origins {
  const { count } = legs.facts;
  const pairs: Pairs = {
    count: 0,
    columns: makeColumns(PAIR, 1024),
    crowdedCalled: new Uint8Array(count),
    crowdedCalling: new Uint8Array(count),
  };
  for (let i = 0; i < groups.count; i++) addGroup(legs, groups, i, hasParent, pairs);
  return bestOf(legs, pairs);
}

const PAIR = { leg: 'u32', parent: 'u32' } as const;

interface Pairs {
  count: number;
  columns: Columns<typeof PAIR>;
  /** By leg: 1 where the list of candidates by that number is not complete. */
  readonly crowdedCalled: Uint8Array;
  readonly crowdedCalling: Uint8Array;
}

/** Notes for each leg of group `i` those that it may come from. */
function addGroup(legs: Legs, groups: NumberGroups, i: number, hasParent: Uint8Array, pairs: Pairs): void {
  const { start, lastInvite } = legs.facts;
  const crowded = groups.kind[i] === CALLED ? pairs.crowdedCalled : pairs.crowdedCalling;
  const stop = groups.start[i + 1] as number;
  let from = groups.start[i] as number;
  for (let at = from; at < stop; at++) {
    const leg = groups.legs[at] as number;
    if (hasParent[leg] || !mayComeFromAnother(legs.facts, leg)) continue;
    const begin = start[leg] as number;
    // What asked last before the window, or began out of reach, is so for all legs that follow.
    for (; from < at; from++) {
      const other = groups.legs[from] as number;
      if ((start[other] as number) >= begin - REACH && (lastInvite[other] as number) >= begin - WINDOW) break;
    }
    const last = lastOfMoment(legs, groups, at, Math.min(stop, at + LOOKS));
    const isMany =
      last - LOOKS >= (groups.start[i] as number) &&
      (start[groups.legs[last - LOOKS] as number] as number) >= begin - REACH;
    if (isMany || !addPairs(legs, groups, leg, from, last, pairs)) crowded[leg] = 1;
  }
}

/** Position of the last leg before `stop` that began in the same moment as the one at `at`. */
function lastOfMoment({ facts: { start } }: Legs, groups: NumberGroups, at: number, stop: number): number {
  const begin = start[groups.legs[at] as number];
  let last = at;
  while (last + 1 < stop && start[groups.legs[last + 1] as number] === begin) last++;
  return last;
}

/** Notes the legs at positions `from` to `last` that a leg may come from, the latest first. False when there are too many. */
function addPairs(legs: Legs, groups: NumberGroups, leg: number, from: number, last: number, pairs: Pairs): boolean {
  const { start, end, toHost, fromHost } = legs.facts;
  const host = fromHost[leg] as number;
  const begin = start[leg] as number;
  const already = pairs.count;
  for (let at = last; at >= from; at--) {
    const parent = groups.legs[at] as number;
    // Most are told by a look at one host.
    if (toHost[parent] !== host && toHost[parent] !== SEVERAL_HOSTS) continue;
    if (parent === leg || (end[parent] as number) < begin || !arrivesBefore(legs, parent, leg)) continue;
    if (pairs.count - already === MOST) {
      pairs.count = already;
      return false;
    }
    if (pairs.count >= pairs.columns.leg.length) pairs.columns = resizeColumns(PAIR, pairs.columns, 2 * pairs.count);
    pairs.columns.leg[pairs.count] = leg;
    pairs.columns.parent[pairs.count] = parent;
    pairs.count++;
  }
  return true;
}

/** Whether an INVITE of the one arrived where the other leaves, within the window before. */
function arrivesBefore(legs: Legs, parent: number, leg: number): boolean {
  const { inviteStart, invites, hosts, fromHost } = legs.facts;
  const { to } = legs.index.columns;
  for (let i = inviteStart[parent] as number; i < (inviteStart[parent + 1] as number); i++) {
    const row = invites[i] as number;
    if (hosts[to[row] as number] !== fromHost[leg]) continue;
    const before = distance(legs, row, leg);
    if (before >= 0 && before <= WINDOW) return true;
  }
  return false;
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

/** Sorts the pairs by leg, each once, and keeps those of the greatest agreement. */
function bestOf(legs: Legs, pairs: Pairs): Origins {
  const { count } = legs.facts;
  const { start, parents } = sortByLeg(pairs, count);
  const best = emptyOrigins(count, parents.length);
  for (let leg = 0; leg < count; leg++) {
    const from = best.start[leg] as number;
    const to = addBest(legs, leg, parents, start[leg] as number, start[leg + 1] as number, best);
    best.start[leg + 1] = to;
    const called = pairs.crowdedCalled[leg] as number;
    const calling = pairs.crowdedCalling[leg] as number;
    // Where both numbers agree, one complete list holds all such candidates.
    best.crowded[leg] = to > from && best.shared[from] === BOTH ? called & calling : called | calling;
  }
  return { ...best, count: best.start[count] as number };
}

/** A counting sort: the parents of leg i are parents[start[i]] … parents[start[i + 1] - 1], in order of finding. */
function sortByLeg({ columns, count }: Pairs, legs: number): { start: Uint32Array; parents: Uint32Array } {
  const { leg, parent } = columns;
  const start = new Uint32Array(legs + 1);
  for (let i = 0; i < count; i++) start[leg[i] as number] = (start[leg[i] as number] as number) + 1;
  let end = 0;
  for (let i = 0; i <= legs; i++) {
    end += start[i] as number;
    start[i] = end;
  }
  const parents = new Uint32Array(count);
  // From the back, so that each start moves to where its leg begins.
  for (let i = count - 1; i >= 0; i--) {
    const at = (start[leg[i] as number] as number) - 1;
    start[leg[i] as number] = at;
    parents[at] = parent[i] as number;
  }
  return { start, parents };
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

/** Writes the best of the candidates parents[from, to) of one leg; returns the position behind them. */
function addBest(
  legs: Legs,
  leg: number,
  parents: Uint32Array,
  from: number,
  to: number,
  best: Omit<Origins, 'count'>,
): number {
  const first = best.start[leg] as number;
  let end = first;
  for (let i = from; i < to; i++) {
    const parent = parents[i] as number;
    let before = from;
    while (parents[before] !== parent) before++;
    if (before < i) continue;
    const shared = sharedNumbers(legs, parent, leg);
    if (end > first && best.shared[first] === BOTH && shared !== BOTH) continue;
    if (shared === BOTH && best.shared[first] !== BOTH) end = first;
    best.leg[end] = leg;
    best.parent[end] = parent;
    best.shared[end] = shared;
    end++;
  }
  return end;
}
