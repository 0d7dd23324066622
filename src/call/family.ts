import {
  areParallel,
  arrivesAt,
  bothTalk,
  isOneStretch,
  type Legs,
  sharedNumbers,
  shareTarget,
} from './leg-relations.ts';
import { SAME_CALLING } from './link.ts';

/** A value that more legs carry than this singles out no call. */
const MOST_LEGS = 512;
/** Branches of one fork leave within two seconds. Microseconds. */
const FORK = 2_000_000;

/**
 * Whether legs that carry one value can be one call, and how it went through them: for each leg (sorted by start in
 * place) the position of the one that it comes from, -1 for the first. Null when the value singles out no call: the legs
 * lie apart in time, or calls side by side carry it, as they do a constant.
 */
export function familyOf(legs: Legs, members: number[], strong: boolean): number[] | null {
  if (members.length > MOST_LEGS) return null;
  const { facts } = legs;
  members.sort((a, b) => (facts.start[a] as number) - (facts.start[b] as number) || a - b);
  if (!isOneStretch(facts, members)) return null;
  const parents = members.map((leg, i) => parentOf(legs, members, leg, i));
  const roots = members.filter((_, i) => parents[i] === -1);
  if (roots.length > 1 && !areOneStart(legs, roots, strong)) return null;
  if (strong && hasParallels(legs, members)) return null;
  for (let i = 1; i < parents.length; i++) if (parents[i] === -1) parents[i] = 0;
  return parents;
}

/** Position of the latest leg before that arrived where this one leaves; -1 without. */
function parentOf(legs: Legs, members: readonly number[], leg: number, i: number): number {
  const host = legs.facts.fromHost[leg] as number;
  for (let j = i - 1; j >= 0; j--) if (arrivesAt(legs, members[j] as number, host)) return j;
  return -1;
}

/**
 * Whether legs that come from none of the others can still be one call: branches of a fork whose own leg was not seen, or
 * the two sides of a box with an address for each. Whatever leaves one host several times, or arrives at one host
 * several times, is several calls.
 */
function areOneStart(legs: Legs, roots: readonly number[], strong: boolean): boolean {
  for (const [i, a] of roots.entries()) {
    for (const b of roots.slice(i + 1)) {
      const host = legs.facts.fromHost[a];
      if (host === -1 || legs.facts.fromHost[b] === -1) continue;
      if (host === legs.facts.fromHost[b]) {
        if (strong || !areFork(legs, a, b)) return false;
      } else if (shareTarget(legs, a, b) || (strong && sharedNumbers(legs, a, b) === 0)) return false;
    }
  }
  return true;
}

function areFork(legs: Legs, a: number, b: number): boolean {
  const { start } = legs.facts;
  const apart = Math.abs((start[a] as number) - (start[b] as number));
  return apart <= FORK && !bothTalk(legs.facts, a, b) && sharedNumbers(legs, a, b) === SAME_CALLING;
}

function hasParallels(legs: Legs, members: readonly number[]): boolean {
  return members.some((a, i) => members.slice(i + 1).some((b) => areParallel(legs, a, b)));
}
