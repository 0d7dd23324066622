import { CALLED, CALLING } from '../sip/key-table.ts';
import { eraOf, type LegFacts } from './leg-facts.ts';
import type { Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';
import type { Union } from './union.ts';

/** Calls of one number that begin this close together may be taken for each other. Microseconds. */
const NEARBY = 600_000_000;

/**
 * By leg: SAME_CALLED, SAME_CALLING where another call that carries the same number begins nearby: a number that so tells
 * little, as a leg of either may be missing in the trace. `rough` has together whatever may be one call.
 */
export function findCommonNumbers(legs: Legs, shared: SharedKeys, rough: Union): Uint8Array {
  const common = new Uint8Array(legs.facts.count);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    if (kinds & (1 << CALLED)) mark(legs.facts, carriers(legs, shared, i, CALLED), rough, SAME_CALLED, common);
    if (kinds & (1 << CALLING)) mark(legs.facts, carriers(legs, shared, i, CALLING), rough, SAME_CALLING, common);
  }
  return common;
}

/** Legs that carry number `i`, in order of their start. */
function carriers({ index, facts }: Legs, shared: SharedKeys, i: number, wanted: number): number[] {
  const { row, kind } = index.keys.columns;
  const found: number[] = [];
  let sorted = true;
  for (let at = shared.start[i] as number; at < (shared.start[i + 1] as number); at++) {
    const key = shared.keys[at] as number;
    const leg = facts.legOfRow[row[key] as number] as number;
    const last = found.at(-1);
    if (kind[key] !== wanted || leg === last) continue;
    if (last !== undefined && (facts.start[leg] as number) < (facts.start[last] as number)) sorted = false;
    found.push(leg);
  }
  return sorted ? found : found.sort((a, b) => (facts.start[a] as number) - (facts.start[b] as number));
}

function mark(facts: LegFacts, sorted: readonly number[], rough: Union, bit: number, common: Uint8Array): void {
  let before = -1;
  for (let i = 1; i < sorted.length; i++) {
    const leg = sorted[i] as number;
    // The latest leg of another call: the one before, or what stood before all of this call.
    if (rough.find(sorted[i - 1] as number) !== rough.find(leg)) before = sorted[i - 1] as number;
    if (before < 0 || rough.find(before) === rough.find(leg) || !isNearby(facts, before, leg)) continue;
    common[leg] = (common[leg] as number) | bit;
    common[before] = (common[before] as number) | bit;
  }
}

function isNearby({ start }: LegFacts, a: number, b: number): boolean {
  const one = start[a] as number;
  const other = start[b] as number;
  return eraOf(one) === eraOf(other) && Math.abs(one - other) <= NEARBY;
}
