import { CALLED, CALLING } from '../sip/key-table.ts';
import type { Legs } from './leg-relations.ts';
import type { SharedKeys } from './shared-keys.ts';

/** Numbers that several legs carry, called and calling apart, each with its legs. */
export interface NumberGroups {
  readonly count: number;
  /** Legs of group i are legs[start[i]] … legs[start[i + 1] - 1], each once, in order of their start. */
  readonly start: Uint32Array;
  readonly legs: Uint32Array;
  /** CALLED or CALLING, and the id of the number. */
  readonly kind: Uint8Array;
  readonly value: Uint32Array;
}

/** Finds the numbers that several legs carry. */
export function findNumberGroups(legs: Legs, shared: SharedKeys): NumberGroups {
  const most = 2 * shared.count;
  const start = new Uint32Array(most + 1);
  const members = new Uint32Array(2 * shared.keys.length);
  const kind = new Uint8Array(most);
  const value = new Uint32Array(most);
  const seen = new Uint32Array(legs.facts.count);
  let count = 0;
  let round = 0;
  for (let i = 0; i < shared.count; i++) {
    for (let wanted = CALLED; wanted <= CALLING; wanted++) {
      if (!((shared.kinds[i] as number) & (1 << wanted))) continue;
      const from = start[count] as number;
      const to = gather(legs, shared, i, wanted, members, from, seen, ++round);
      if (to - from < 2) continue;
      sortByStart(members, from, to, legs.facts.start);
      kind[count] = wanted;
      value[count] = shared.value[i] as number;
      start[++count] = to;
    }
  }
  return { count, start, legs: members, kind, value };
}

/** Writes the legs whose keys of one kind carry value `i`, from `end` on; returns where they end. */
function gather(
  { index, facts }: Legs,
  shared: SharedKeys,
  i: number,
  wanted: number,
  members: Uint32Array,
  end: number,
  seen: Uint32Array,
  round: number,
): number {
  const { row, kind } = index.keys.columns;
  let to = end;
  for (let at = shared.start[i] as number; at < (shared.start[i + 1] as number); at++) {
    const key = shared.keys[at] as number;
    if (kind[key] !== wanted) continue;
    const leg = facts.legOfRow[row[key] as number] as number;
    if (seen[leg] === round) continue;
    seen[leg] = round;
    members[to++] = leg;
  }
  return to;
}

/** Sorts legs[from, to): they mostly stand in order already. */
function sortByStart(legs: Uint32Array, from: number, to: number, start: Float64Array): void {
  for (let i = from + 1; i < to; i++) {
    if ((start[legs[i - 1] as number] as number) <= (start[legs[i] as number] as number)) continue;
    legs.subarray(from, to).sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
    return;
  }
}
