import { type CommonNumbers, ownNumbers } from './common-numbers.ts';
import type { Origins } from './join-numbers.ts';
import { areRivals, type Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import { contradicts, isClear, isFarOff, type Mirrors } from './mirror.ts';

/** What choosing among the legs that others may come from works with. */
export interface Choice {
  readonly legs: Legs;
  readonly origins: Origins;
  /** What both legs of each candidate did. */
  readonly mirrors: Mirrors;
  /** Candidates by parent: those of parent i are of[start[i]] … of[start[i + 1] - 1]. */
  readonly claims: { readonly start: Uint32Array; readonly of: Uint32Array };
  /** Legs that keys have tied to a parent, by parent. */
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** Numbers that calls nearby carry too which have nothing to do with their leg. */
  readonly common: CommonNumbers;
}

/** Whether candidate `i` holds by itself: one whose number no other call nearby carries may mirror roughly, another must clearly. */
export function stands({ legs, origins, mirrors, common }: Choice, i: number): boolean {
  if (contradicts(mirrors, i)) return false;
  return ownNumbers(legs, common, origins.parent[i] as number, origins.leg[i] as number) !== 0 || isClear(mirrors, i);
}

/**
 * The candidate of a leg that stands alone or mirrors far better than all others, and that no other leg has a better claim
 * to; -1 for none. Calls side by side carry its numbers, so only what they did can tell.
 */
export function winnerOf(choice: Choice, leg: number): number {
  const { legs, origins, mirrors, claims, children } = choice;
  const from = origins.start[leg] as number;
  const to = origins.start[leg + 1] as number;
  let winner = -1;
  for (let i = from; i < to; i++) {
    if (!isClear(mirrors, i)) continue;
    if (winner >= 0) return -1;
    winner = i;
  }
  if (winner < 0) return -1;
  for (let i = from; i < to; i++) if (i !== winner && !beats(choice, winner, i)) return -1;
  const parent = origins.parent[winner] as number;
  for (let at = claims.start[parent] as number; at < (claims.start[parent + 1] as number); at++) {
    const claim = claims.of[at] as number;
    if (claim === winner || outranks(origins, winner, claim) || beats(choice, winner, claim)) continue;
    if (areRivals(legs, leg, origins.leg[claim] as number)) return -1;
  }
  return children.get(parent)?.some((child) => areRivals(legs, leg, child)) ? -1 : winner;
}

function outranks({ shared }: Origins, one: number, other: number): boolean {
  return shared[one] === (SAME_CALLED | SAME_CALLING) && shared[other] !== shared[one];
}

/**
 * Whether a pair that mirrors clearly does so far better than another. Clocks of two sources may differ by what is
 * compared here, so such pairs are never told apart.
 */
function beats({ legs, origins, mirrors }: Choice, one: number, other: number): boolean {
  return isFarOff(mirrors, one, other) && sameClock(legs, origins, one) && sameClock(legs, origins, other);
}

function sameClock({ index, facts }: Legs, { leg, parent }: Origins, i: number): boolean {
  const { source } = index.columns;
  return source[facts.first[leg[i] as number] as number] === source[facts.first[parent[i] as number] as number];
}
