import { eraOf, type LegFacts, mayComeFromAnother, SEVERAL_HOSTS } from './leg-facts.ts';
import { arrivesAt, type Legs } from './leg-relations.ts';
import type { NumberGroups } from './number-groups.ts';

/** A call waits for its answer so long at most (timer C, RFC 3261 §16.6). Microseconds. */
const PATIENCE = 180_000_000;
/** Calls of one number that are looked at, the latest first. */
const MOST = 64;
const SEVERAL = -2;

/**
 * For each leg that comes from nowhere the one call that waits for an answer where it leaves, and shares a number with it;
 * -1 for none, and where several do.
 * @param isPlaced by leg: 1 for one that comes from somewhere, and is passed over
 */
export function findWaiting(legs: Legs, groups: NumberGroups, isPlaced: Uint8Array): Int32Array {
  const { count, fromHost, toHost } = legs.facts;
  const waiting = new Int32Array(count).fill(-1);
  const arrivals = makeArrivals(legs.facts, groups);
  for (let i = 0; i < groups.count; i++) {
    const from = groups.start[i] as number;
    for (let at = from; at < (groups.start[i + 1] as number); at++) {
      const leg = groups.legs[at] as number;
      if (!isPlaced[leg] && mayComeFromAnother(legs.facts, leg)) {
        const stop = Math.max(from, at - MOST);
        noteWaiting(legs, groups, arrivals, fromHost[leg] as number, stop, leg, waiting);
        noteWaiting(legs, groups, arrivals, SEVERAL_HOSTS, stop, leg, waiting);
      }
      const list = listOf(toHost[leg] as number);
      arrivals.before[at] = arrivals.latest[list] as number;
      arrivals.latest[list] = at;
    }
  }
  for (let leg = 0; leg < count; leg++) if (waiting[leg] === SEVERAL) waiting[leg] = -1;
  return waiting;
}

/** Calls of one number by the host where they arrived: linked lists of their positions in the groups, the latest first. */
interface Arrivals {
  readonly latest: Int32Array;
  readonly before: Int32Array;
}

function makeArrivals({ hosts }: LegFacts, groups: NumberGroups): Arrivals {
  // There are no more hosts than endpoints.
  return { latest: new Int32Array(listOf(hosts.length)).fill(-1), before: new Int32Array(groups.legs.length) };
}

/** Which list holds calls that arrived at a host, as toHost has it. */
function listOf(host: number): number {
  return host - SEVERAL_HOSTS;
}

/** Notes the calls of one list that wait where the leg leaves, and takes out of it those that wait no more. */
function noteWaiting(
  legs: Legs,
  groups: NumberGroups,
  { latest, before }: Arrivals,
  host: number,
  stop: number,
  leg: number,
  waiting: Int32Array,
): void {
  const { start, fromHost } = legs.facts;
  const list = listOf(host);
  const begin = start[leg] as number;
  let later = -1;
  // Positions below `stop` are of other groups, or too many calls ago.
  for (let at = latest[list] as number; at >= stop && waiting[leg] !== SEVERAL; at = before[at] as number) {
    const call = groups.legs[at] as number;
    if (begin - (start[call] as number) > PATIENCE) break;
    if (!waitsAt(legs.facts, call, begin)) {
      // Neither does it for the legs that follow, as they begin later.
      if (later < 0) latest[list] = before[at] as number;
      else before[later] = before[at] as number;
      continue;
    }
    later = at;
    if (waiting[leg] !== call && arrivesAt(legs, call, fromHost[leg] as number))
      waiting[leg] = waiting[leg] === -1 ? call : SEVERAL;
  }
}

/** Whether a call was neither answered nor over at a moment after its start. */
function waitsAt({ start, answered, over }: LegFacts, call: number, moment: number): boolean {
  if ((answered[call] as number) < moment || (over[call] as number) < moment) return false;
  return eraOf(moment) === eraOf(start[call] as number);
}
