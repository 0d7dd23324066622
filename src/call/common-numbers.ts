import { CALLED, CALLING } from '../sip/key-table.ts';
import { eraOf, type LegFacts } from './leg-facts.ts';
import type { Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { NumberGroups } from './number-groups.ts';
import type { Union } from './union.ts';

/** Calls of one number that begin this close together may be taken for each other. Microseconds. */
const NEARBY = 600_000_000;

/**
 * By key of the first INVITE of a leg: 1 where another call that carries the same number begins nearby: a number that so
 * tells little, as a leg of either may be missing in the trace. `rough` has together whatever may be one call.
 */
export function findCommonNumbers(legs: Legs, groups: NumberGroups, rough: Union): Uint8Array {
  const common = new Uint8Array(legs.index.keys.count);
  for (let i = 0; i < groups.count; i++) {
    let before = -1;
    let last = groups.legs[groups.start[i] as number] as number;
    let set = rough.find(last);
    for (let at = (groups.start[i] as number) + 1; at < (groups.start[i + 1] as number); at++) {
      const leg = groups.legs[at] as number;
      const own = rough.find(leg);
      // The latest leg of another call: the one before, or what stood before all of this call.
      if (own !== set) before = last;
      last = leg;
      set = own;
      if (before < 0 || rough.find(before) === own || !isNearby(legs.facts, before, leg)) continue;
      flag(legs, leg, groups, i, common);
      flag(legs, before, groups, i, common);
    }
  }
  return common;
}

/** SAME_CALLED, SAME_CALLING as far as numbers of both legs agree that no other call nearby carries. */
export function ownNumbers({ index, firstKey }: Legs, common: Uint8Array, a: number, b: number): number {
  const { row, kind, value } = index.keys.columns;
  const { count } = index.keys;
  const [from, other] = [firstKey[a] as number, firstKey[b] as number];
  let own = 0;
  for (let i = from; i >= 0 && i < count && row[i] === row[from]; i++) {
    if ((kind[i] !== CALLED && kind[i] !== CALLING) || common[i]) continue;
    for (let j = other; j >= 0 && j < count && row[j] === row[other]; j++) {
      if (kind[i] === kind[j] && value[i] === value[j] && !common[j])
        own |= kind[i] === CALLED ? SAME_CALLED : SAME_CALLING;
    }
  }
  return own;
}

/** Marks the key by which a leg carries the number of group `i`. */
function flag({ index, firstKey }: Legs, leg: number, groups: NumberGroups, i: number, common: Uint8Array): void {
  const { row, kind, value } = index.keys.columns;
  const from = firstKey[leg] as number;
  for (let at = from; at >= 0 && at < common.length && row[at] === row[from]; at++) {
    if (kind[at] === groups.kind[i] && value[at] === groups.value[i]) common[at] = 1;
  }
}

function isNearby({ start }: LegFacts, a: number, b: number): boolean {
  const one = start[a] as number;
  const other = start[b] as number;
  return eraOf(one) === eraOf(other) && Math.abs(one - other) <= NEARBY;
}
