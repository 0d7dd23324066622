import { ownNumbers } from './common-numbers.ts';
import { eraOf, SEVERAL_HOSTS } from './leg-facts.ts';
import { areRivals, arrivesAt, type Legs } from './leg-relations.ts';
import { evidenceCode, LinkList } from './link.ts';
import { contradicts, mirrorsOf } from './mirror.ts';
import type { NumberGroups } from './number-groups.ts';

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
 * @param isPlaced by leg: 1 for one that comes from somewhere, and is passed over
 */
export function findWaiting(legs: Legs, groups: NumberGroups, isPlaced: Uint8Array): Int32Array {
  const waiting = new Int32Array(legs.facts.count).fill(-1);
  for (let i = 0; i < groups.count; i++) {
    const from = groups.start[i] as number;
    for (let at = from + 1; at < (groups.start[i + 1] as number); at++) {
      const leg = groups.legs[at] as number;
      if (!isPlaced[leg] && (legs.facts.first[leg] as number) >= 0) noteWaiting(legs, groups, from, at, waiting);
    }
  }
  for (let leg = 0; leg < waiting.length; leg++) if (waiting[leg] === SEVERAL) waiting[leg] = -1;
  return waiting;
}

const SEVERAL = -2;

function noteWaiting(legs: Legs, groups: NumberGroups, from: number, at: number, waiting: Int32Array): void {
  const { start } = legs.facts;
  const leg = groups.legs[at] as number;
  const stop = Math.max(from, at - MOST);
  for (let i = at - 1; i >= stop && waiting[leg] !== SEVERAL; i--) {
    const other = groups.legs[i] as number;
    if (!((start[leg] as number) - (start[other] as number) <= PATIENCE)) break;
    if (waiting[leg] !== other && waitsAt(legs, other, leg)) waiting[leg] = waiting[leg] === -1 ? other : SEVERAL;
  }
}

/** Whether a call arrived where the leg leaves, and was neither answered nor over when the leg began. */
function waitsAt(legs: Legs, call: number, leg: number): boolean {
  const { start, answered, over, fromHost, toHost } = legs.facts;
  if (toHost[call] !== fromHost[leg] && toHost[call] !== SEVERAL_HOSTS) return false;
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
