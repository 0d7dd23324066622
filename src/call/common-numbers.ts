import { CALLED, CALLING } from '../sip/key-table.ts';
import { eraOf, type LegFacts } from './leg-facts.ts';
import type { Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { SharedKeys } from './shared-keys.ts';
import type { Union } from './union.ts';

/** Calls of one number that begin this close together may be taken for each other. Microseconds. */
const NEARBY = 600_000_000;

/**
 * By key of the first INVITE of a leg: 1 where another call that carries the same number begins nearby: a number that so
 * tells little, as a leg of either may be missing in the trace. `rough` has together whatever may be one call.
 */
export function findCommonNumbers(legs: Legs, shared: SharedKeys, rough: Union): Uint8Array {
  const common = new Uint8Array(legs.index.keys.count);
  for (let i = 0; i < shared.count; i++) {
    const kinds = shared.kinds[i] as number;
    for (const kind of [CALLED, CALLING]) {
      if (kinds & (1 << kind))
        mark(legs, carriers(legs, shared, i, kind), rough, { kind, value: shared.value[i] as number }, common);
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

/** A number as one side of a call has it. */
interface Side {
  readonly kind: number;
  readonly value: number;
}

function mark(legs: Legs, sorted: readonly number[], rough: Union, side: Side, common: Uint8Array): void {
  let before = -1;
  for (let i = 1; i < sorted.length; i++) {
    const leg = sorted[i] as number;
    // The latest leg of another call: the one before, or what stood before all of this call.
    if (rough.find(sorted[i - 1] as number) !== rough.find(leg)) before = sorted[i - 1] as number;
    if (before < 0 || rough.find(before) === rough.find(leg) || !isNearby(legs.facts, before, leg)) continue;
    flag(legs, leg, side, common);
    flag(legs, before, side, common);
  }
}

function flag({ index, firstKey }: Legs, leg: number, side: Side, common: Uint8Array): void {
  const { row, kind, value } = index.keys.columns;
  const from = firstKey[leg] as number;
  for (let i = from; i >= 0 && i < common.length && row[i] === row[from]; i++) {
    if (kind[i] === side.kind && value[i] === side.value) common[i] = 1;
  }
}

function isNearby({ start }: LegFacts, a: number, b: number): boolean {
  const one = start[a] as number;
  const other = start[b] as number;
  return eraOf(one) === eraOf(other) && Math.abs(one - other) <= NEARBY;
}
