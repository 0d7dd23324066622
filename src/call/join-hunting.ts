import { CALLED, CALLING } from '../sip/key-table.ts';
import { ownNumbers } from './common-numbers.ts';
import { eraOf } from './leg-facts.ts';
import { areRivals, arrivesAt, type Legs } from './leg-relations.ts';
import { evidenceCode, LinkList } from './link.ts';
import { contradicts, mirrorsOf } from './mirror.ts';
import type { SharedKeys } from './shared-keys.ts';

/** A call waits for its answer so long at most (timer C, RFC 3261 §16.6). Microseconds. */
const PATIENCE = 180_000_000;
/** The next attempt leaves within two seconds of the failure of the one before. Microseconds. */
const AT_ONCE = 2_000_000;
/** It may leave a moment before the failure is acknowledged. Microseconds. */
const SLACK = 100_000;
/** Calls of one number that are looked at, the latest first. */
const MOST = 64;
const NEXT_ATTEMPT = evidenceCode('next-attempt');

/**
 * For each leg that comes from nowhere the one call that waits for an answer where it leaves, and shares a number with it;
 * -1 for none, and where several do.
 * @param isPlaced legs that come from somewhere, which are passed over
 */
export function findWaiting(legs: Legs, shared: SharedKeys, isPlaced: (leg: number) => boolean): Int32Array {
  const waiting = new Int32Array(legs.facts.count).fill(-1);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    for (const kind of [CALLED, CALLING])
      if (kinds & (1 << kind)) noteWaiting(legs, shared, i, kind, isPlaced, waiting);
  }
  for (let leg = 0; leg < waiting.length; leg++) if (waiting[leg] === SEVERAL) waiting[leg] = -1;
  return waiting;
}

const SEVERAL = -2;

function noteWaiting(
  legs: Legs,
  shared: SharedKeys,
  i: number,
  wanted: number,
  isPlaced: (leg: number) => boolean,
  waiting: Int32Array,
): void {
  const { index, facts } = legs;
  const { row: rowOf, kind } = index.keys.columns;
  const { start } = facts;
  const carriers: number[] = [];
  for (let at = shared.start[i] as number; at < (shared.start[i + 1] as number); at++) {
    const key = shared.keys[at] as number;
    const leg = facts.legOfRow[rowOf[key] as number] as number;
    if (kind[key] === wanted && carriers[carriers.length - 1] !== leg) carriers.push(leg);
  }
  carriers.sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  for (let at = 1; at < carriers.length; at++) {
    const leg = carriers[at] as number;
    if (isPlaced(leg) || (facts.first[leg] as number) < 0) continue;
    for (let before = at - 1, steps = 0; before >= 0 && steps < MOST; before--, steps++) {
      const other = carriers[before] as number;
      if (!((start[leg] as number) - (start[other] as number) <= PATIENCE)) break;
      if (other === leg || waiting[leg] === other || !waitsAt(legs, other, leg)) continue;
      waiting[leg] = waiting[leg] === -1 ? other : SEVERAL;
    }
  }
}

/** Whether a call arrived where the leg leaves, and was neither answered nor over when the leg began. */
function waitsAt(legs: Legs, call: number, leg: number): boolean {
  const { start, answered, over, fromHost } = legs.facts;
  const begin = start[leg] as number;
  if (eraOf(begin) !== eraOf(start[call] as number)) return false;
  if ((answered[call] as number) < begin || (over[call] as number) < begin) return false;
  return arrivesAt(legs, call, fromHost[leg] as number);
}

/**
 * Links of legs that follow another one that failed: a box hunts, or goes elsewhere after a refusal or a silence. Only one
 * call may wait there, and a number must agree that no other call nearby carries.
 */
export function linksByHunting(legs: Legs, waiting: Int32Array, common: Uint8Array, known: LinkList): LinkList {
  const { start, over, isAnswered } = legs.facts;
  const found = new LinkList();
  const branches = new Map<number, number[]>();
  const followers: number[] = [];
  for (let leg = 0; leg < waiting.length; leg++) if ((waiting[leg] as number) >= 0) followers.push(leg);
  for (const leg of followers) branches.set(waiting[leg] as number, []);
  for (let i = 0; i < known.count; i++) branches.get(known.columns.a[i] as number)?.push(known.columns.b[i] as number);
  followers.sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
  for (const leg of followers) {
    const call = waiting[leg] as number;
    const begin = start[leg] as number;
    const others = branches.get(call) ?? [];
    const follows = others.some((other) => {
      const since = begin - (over[other] as number);
      return isAnswered[other] === 0 && since >= -SLACK && since <= AT_ONCE;
    });
    const own = ownNumbers(legs, common, call, leg);
    if (!follows || own === 0 || others.some((other) => areRivals(legs, leg, other))) continue;
    if (contradicts(mirrorsOf(legs.facts, Uint32Array.of(call), Uint32Array.of(leg), 1), 0)) continue;
    found.add(call, leg, NEXT_ATTEMPT, own, -1);
    others.push(leg);
  }
  return found;
}
