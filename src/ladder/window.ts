import type { LadderLayout } from './picture.ts';

/** Positions [first, end) of the rows that touch [top, bottom), found by halving. */
export function rowsIn({ tops, rows }: LadderLayout, top: number, bottom: number): [first: number, end: number] {
  let first = firstAt(tops, top);
  const above = rows[first - 1];
  if (above && above.top + above.height > top) first--;
  return [first, Math.max(first, firstAt(tops, bottom))];
}

/** Position of the first row whose top is at or below `y`. */
function firstAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] as number) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
