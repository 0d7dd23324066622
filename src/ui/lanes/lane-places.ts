import { KEEPALIVES } from '../../ladder/lanes.ts';
import type { LadderLayout } from '../../ladder/picture.ts';

/** Where the head of a lane can be taken hold of, CSS pixels of the ladder. */
export interface HeadPlace {
  readonly left: number;
  readonly width: number;
}

/** Half of the widest head. */
const REACH = 90;

/** The ground of each head: half way to its neighbours. */
export function headPlaces({ lanes, width }: LadderLayout): readonly HeadPlace[] {
  return lanes.map(({ x }, at) => {
    const before = lanes[at - 1]?.x;
    const after = lanes[at + 1]?.x;
    const left = Math.max(2, x - REACH, before === undefined ? 2 : (before + x) / 2 + 2);
    const right = Math.min(width - 2, x + REACH, after === undefined ? width - 2 : (x + after) / 2 - 2);
    return { left, width: Math.max(20, right - left) };
  });
}

/** What would become of a lane that is let go at a place. */
export interface Drop {
  /** Position of the lane that it is dropped at. */
  readonly at: number;
  readonly how: 'before' | 'after' | 'merge';
}

/** Near its middle a lane takes another one in, beside it the other one finds its place. */
const MERGE_SHARE = 0.22;

/** What letting lane `from` go at `x` would do; null for nothing. */
export function dropAt({ lanes }: LadderLayout, from: number, x: number): Drop | null {
  let at = 0;
  for (const [i, lane] of lanes.entries()) {
    if (Math.abs(lane.x - x) < Math.abs((lanes[at]?.x ?? 0) - x)) at = i;
  }
  const here = lanes[at];
  if (!here || lanes.length < 2) return null;
  const step = Math.abs((lanes[1]?.x ?? 0) - (lanes[0]?.x ?? 0));
  const off = x - here.x;
  if (Math.abs(off) < step * MERGE_SHARE) return at === from || here.key === KEEPALIVES ? null : { at, how: 'merge' };
  const how = off < 0 ? 'before' : 'after';
  const isWhereItIs = at === from || (how === 'before' ? at === from + 1 : at === from - 1);
  return isWhereItIs ? null : { at, how };
}

/** Between which lanes the mark of a drop stands, CSS pixels. */
export function markAt({ lanes }: LadderLayout, { at, how }: Drop): number {
  const x = lanes[at]?.x ?? 0;
  if (how === 'merge') return x;
  const neighbour = lanes[how === 'before' ? at - 1 : at + 1]?.x;
  if (neighbour !== undefined) return (x + neighbour) / 2;
  const step = Math.abs((lanes[1]?.x ?? x) - (lanes[0]?.x ?? x));
  return how === 'before' ? Math.max(4, x - step / 2) : x + step / 2;
}
