import {
  areParallel,
  arrivesAt,
  bothTalk,
  isOneStretch,
  type Legs,
  sharedNumbers,
  shareTarget,
} from './leg-relations.ts';
import { type LinkSink, SAME_CALLING } from './link.ts';

/** A value that more legs carry than this singles out no call. */
export const MOST_LEGS = 256;
/** Branches of one fork leave within two seconds. Microseconds. */
const FORK = 2_000_000;

/** What ties the legs of a family. */
export interface Tie {
  readonly evidence: number;
  readonly strong: boolean;
}

/** Links the legs that carry one value, if they can be one call; sorts `members` by start. */
export function linkFamily(
  legs: Legs,
  members: number[],
  { evidence, strong }: Tie,
  value: number,
  links: LinkSink,
): void {
  const parents = parentsOf(legs, members, strong);
  for (let i = 1; i < parents.length; i++)
    links.add(members[parents[i] as number] as number, members[i] as number, evidence, 0, value);
}

const NONE: readonly number[] = [];
const ONE_AND_NEXT: readonly number[] = [0, 0];

/**
 * How a call went through legs that carry one value: for each of `members`, which it sorts by start, the position of the
 * one that it comes from, or of the first. None when the value singles out no call: the legs lie apart in time, or calls
 * side by side carry it, as they do a constant.
 */
export function parentsOf(legs: Legs, members: number[], strong: boolean): readonly number[] {
  if (members.length < 2 || members.length > MOST_LEGS) return NONE;
  const { start, fromHost } = legs.facts;
  sortByStart(members, start);
  if (!isOneStretch(legs.facts, members)) return NONE;
  const [a = 0, b = 0] = members;
  // Most families are a leg and the next one.
  if (members.length === 2 && fromHost[a] !== fromHost[b] && arrivesAt(legs, a, fromHost[b] as number))
    return ONE_AND_NEXT;
  const parents = members.map((leg, i) => parentOf(legs, members, leg, i));
  const roots = members.filter((_, i) => parents[i] === -1);
  if (roots.length > 1 && !areOneStart(legs, roots, strong)) return NONE;
  if (strong && hasParallels(legs, members)) return NONE;
  return parents.map((parent) => Math.max(0, parent));
}

/** Few and nearly in order, so insertion does it. */
function sortByStart(members: number[], start: Float64Array): void {
  for (let i = 1; i < members.length; i++) {
    const leg = members[i] as number;
    let at = i;
    for (; at > 0; at--) {
      const before = members[at - 1] as number;
      const apart = (start[before] as number) - (start[leg] as number);
      if (!(apart > 0 || (apart === 0 && before > leg))) break;
      members[at] = before;
    }
    members[at] = leg;
  }
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
