import type { Origins } from './join-numbers.ts';
import { areRivals, type Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import { contradicts, isClear, type Mirror, mirrorOf } from './mirror.ts';

/** What choosing among the legs that others may come from works with. */
export interface Choice {
  readonly legs: Legs;
  readonly origins: Origins;
  /** Candidates by parent: those of parent i are of[start[i]] … of[start[i + 1] - 1]. */
  readonly claims: { readonly start: Uint32Array; readonly of: Uint32Array };
  /** Legs that keys have tied to a parent, by parent. */
  readonly children: ReadonlyMap<number, readonly number[]>;
  /** By leg: SAME_CALLED, SAME_CALLING where calls nearby that have nothing to do with it carry its number. */
  readonly common: Uint8Array;
}

/** Whether candidate `i` holds by itself: one whose number no other call nearby carries may mirror roughly, another must clearly. */
export function stands({ legs, origins, common }: Choice, i: number): boolean {
  const leg = origins.leg[i] as number;
  const parent = origins.parent[i] as number;
  const mirror = mirrorOf(legs.facts, parent, leg);
  if (contradicts(mirror)) return false;
  const own = (origins.shared[i] as number) & ~((common[leg] as number) | (common[parent] as number));
  return own !== 0 || isClear(mirror);
}

/**
 * The candidate of a leg that stands alone or mirrors far better than all others, and that no other leg has a better claim
 * to; -1 for none. Calls side by side carry its numbers, so only what they did can tell.
 */
export function winnerOf(choice: Choice, leg: number): number {
  const { legs, origins, claims, children } = choice;
  const from = origins.start[leg] as number;
  const to = origins.start[leg + 1] as number;
  let winner = from;
  for (let i = from + 1; i < to; i++) if (beats(choice, i, winner)) winner = i;
  for (let i = from; i < to; i++) if (i !== winner && !beats(choice, winner, i)) return -1;
  const parent = origins.parent[winner] as number;
  if (!isClear(mirrorOf(legs.facts, parent, leg))) return -1;
  for (let at = claims.start[parent] as number; at < (claims.start[parent + 1] as number); at++) {
    const claim = claims.of[at] as number;
    const other = origins.leg[claim] as number;
    if (other === leg || !areRivals(legs, leg, other)) continue;
    if (!outranks(origins, winner, claim) && !beats(choice, winner, claim)) return -1;
  }
  return children.get(parent)?.some((child) => areRivals(legs, leg, child)) ? -1 : winner;
}

function outranks({ shared }: Origins, one: number, other: number): boolean {
  return shared[one] === (SAME_CALLED | SAME_CALLING) && shared[other] !== shared[one];
}

/** Microseconds. */
const MARGIN = 150_000;
const PARTS = ['rang', 'answered', 'ended'] as const satisfies readonly (keyof Mirror)[];

/**
 * Whether one pair mirrors far better than another: it rings, is answered and ends promptly, and the other one is far off
 * in two of the three, or was answered at another time altogether. Clocks of two sources may differ by what is compared
 * here, so such pairs are never told apart.
 */
function beats({ legs, origins }: Choice, one: number, other: number): boolean {
  if (!sameClock(legs, origins, one) || !sameClock(legs, origins, other)) return false;
  const near = mirrorAt(legs, origins, one);
  if (!isClear(near)) return false;
  const far = mirrorAt(legs, origins, other);
  let better = 0;
  for (const part of PARTS) {
    const isOff = far[part] >= near[part] * 4 + MARGIN;
    if (isOff || (part === 'answered' && near[part] >= 0 && Number.isNaN(far[part]))) better++;
  }
  return better >= 2;
}

function mirrorAt({ facts }: Legs, { leg, parent }: Origins, i: number): Mirror {
  return mirrorOf(facts, parent[i] as number, leg[i] as number);
}

function sameClock({ index, facts }: Legs, { leg, parent }: Origins, i: number): boolean {
  const { source } = index.columns;
  return source[facts.first[leg[i] as number] as number] === source[facts.first[parent[i] as number] as number];
}
