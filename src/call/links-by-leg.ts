import { rememberingOf } from '../base/memo.ts';
import type { LinkTable } from './link.ts';

/** Positions of the links that touch some of these legs, in order; found once for a table, as each call asks. */
export function linksOfLegs(links: LinkTable, legs: Iterable<number>): number[] {
  if (links.count === 0) return [];
  const byLeg = linksByLeg(links);
  const found = new Set<number>();
  for (const leg of legs) for (const link of byLeg.get(leg) ?? []) found.add(link);
  return [...found].sort((a, b) => a - b);
}

const linksByLeg = rememberingOf(({ a, b, count }: LinkTable): ReadonlyMap<number, readonly number[]> => {
  const byLeg = new Map<number, number[]>();
  const add = (leg: number, link: number) => {
    const list = byLeg.get(leg);
    if (list) list.push(link);
    else byLeg.set(leg, [link]);
  };
  for (let link = 0; link < count; link++) {
    add(a[link] as number, link);
    add(b[link] as number, link);
  }
  return byLeg;
});
