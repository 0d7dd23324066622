import type { Value } from './table.ts';

/** How the values of one side lie beside those of the other; -1 where one has no counterpart. */
export interface Pair {
  readonly before: number;
  readonly after: number;
  /** Both stand there, in another order than the rest. */
  readonly moved: boolean;
}

/** More values than this on a side are compared place by place. */
const MOST = 400;

/**
 * Pairs values that mean the same, then those of which one became the other, in the order of `after`; what was taken away
 * stands behind what preceded it.
 */
export function align(before: readonly Value[], after: readonly Value[]): Pair[] {
  const partner = new Int32Array(after.length).fill(-1);
  const taken = new Uint8Array(before.length);
  const take = (a: number, b: number) => {
    partner[b] = a;
    taken[a] = 1;
  };
  pairEqual(before, after, taken, take);
  pairKin(before, after, partner, taken, take);
  const stays = inOrder(partner);
  const pairs: Pair[] = [];
  let next = 0;
  const takenAway = (until: number) => {
    for (; next < until; next++) if (!taken[next]) pairs.push({ before: next, after: -1, moved: false });
  };
  for (let b = 0; b < after.length; b++) {
    const a = partner[b] as number;
    if (a >= 0 && stays.has(b)) takenAway(a);
    pairs.push({ before: a, after: b, moved: a >= 0 && !stays.has(b) });
  }
  takenAway(before.length);
  return pairs;
}

type Take = (a: number, b: number) => void;

/** The n-th value of a meaning on one side with the n-th on the other. */
function pairEqual(before: readonly Value[], after: readonly Value[], taken: Uint8Array, take: Take): void {
  const places = new Map<string, number[]>();
  for (const [a, { key }] of before.entries()) {
    const known = places.get(key);
    if (known) known.push(a);
    else places.set(key, [a]);
  }
  for (const list of places.values()) list.reverse();
  for (const [b, { key }] of after.entries()) {
    const a = places.get(key)?.pop();
    if (a !== undefined && !taken[a]) take(a, b);
  }
}

function pairKin(
  before: readonly Value[],
  after: readonly Value[],
  partner: Int32Array,
  taken: Uint8Array,
  take: Take,
): void {
  const free = new Map<string, number[]>();
  for (let a = before.length - 1; a >= 0; a--) {
    if (taken[a]) continue;
    const { identity } = before[a] as Value;
    const known = free.get(identity);
    if (known) known.push(a);
    else free.set(identity, [a]);
  }
  for (const [b, { identity }] of after.entries()) {
    if ((partner[b] as number) >= 0) continue;
    const a = free.get(identity)?.pop();
    if (a !== undefined) take(a, b);
  }
}

/** Values of `after` that keep the order of their partners: a longest rising run, the rest was moved. */
function inOrder(partner: Int32Array): ReadonlySet<number> {
  const paired = Array.from(partner.keys()).filter((b) => (partner[b] as number) >= 0);
  return paired.length > MOST ? risingFromLeft(paired, partner) : longestRising(paired, partner);
}

function risingFromLeft(paired: readonly number[], partner: Int32Array): ReadonlySet<number> {
  let last = -1;
  return new Set(
    paired.filter((b) => {
      const a = partner[b] as number;
      if (a < last) return false;
      last = a;
      return true;
    }),
  );
}

function longestRising(paired: readonly number[], partner: Int32Array): ReadonlySet<number> {
  const length = new Int32Array(paired.length).fill(1);
  const previous = new Int32Array(paired.length).fill(-1);
  let best = -1;
  for (let i = 0; i < paired.length; i++) {
    for (let j = 0; j < i; j++) {
      const rises = (partner[paired[j] as number] as number) < (partner[paired[i] as number] as number);
      if (!rises || (length[j] as number) + 1 <= (length[i] as number)) continue;
      length[i] = (length[j] as number) + 1;
      previous[i] = j;
    }
    if (best < 0 || (length[i] as number) > (length[best] as number)) best = i;
  }
  const stays = new Set<number>();
  for (let i = best; i >= 0; i = previous[i] as number) stays.add(paired[i] as number);
  return stays;
}
