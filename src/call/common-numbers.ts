import { CALLED, TARGET } from '../sip/key-table.ts';
import { eraOf, type LegFacts } from './leg-facts.ts';
import type { Legs } from './leg-relations.ts';
import { SAME_CALLED, SAME_CALLING } from './link.ts';
import type { NumberGroups } from './number-groups.ts';
import type { Union } from './union.ts';

/** Calls of one number that begin this close together may be taken for each other. Microseconds. */
const NEARBY = 600_000_000;

/** Which numbers of a leg tell little: found when somebody asks, as most traces hold legs that are linked otherwise. */
export class CommonNumbers {
  readonly #legs: Legs;
  readonly #groups: NumberGroups;
  readonly #nearby: () => Union;
  #flags: Uint8Array | null = null;

  /** @param nearby makes the sets that have together whatever may be one call */
  constructor(legs: Legs, groups: NumberGroups, nearby: () => Union) {
    this.#legs = legs;
    this.#groups = groups;
    this.#nearby = nearby;
  }

  /**
   * By number of a leg, as Legs.numbers has them: 1 where another call that carries the same number begins nearby: a number
   * that so tells little, as a leg of either may be missing in the trace.
   */
  get flags(): Uint8Array {
    this.#flags ??= findCommonNumbers(this.#legs, this.#groups, this.#nearby());
    return this.#flags;
  }
}

function findCommonNumbers(legs: Legs, groups: NumberGroups, rough: Union): Uint8Array {
  const common = new Uint8Array(legs.numbers.value.length);
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
export function ownNumbers({ numbers }: Legs, common: CommonNumbers, a: number, b: number): number {
  const { from, to, kind, value } = numbers;
  const { flags } = common;
  let own = 0;
  for (let i = from[a] as number; i < (to[a] as number); i++) {
    if (flags[i] || kind[i] === TARGET) continue;
    for (let j = from[b] as number; j < (to[b] as number); j++) {
      if (value[i] === value[j] && kind[i] === kind[j] && !flags[j])
        own |= kind[i] === CALLED ? SAME_CALLED : SAME_CALLING;
    }
  }
  return own;
}

/** Marks the number of group `i` where a leg carries it. */
function flag({ numbers }: Legs, leg: number, groups: NumberGroups, i: number, common: Uint8Array): void {
  const { from, to, kind, value } = numbers;
  for (let at = from[leg] as number; at < (to[leg] as number); at++) {
    if (value[at] === groups.value[i] && kind[at] === groups.kind[i]) common[at] = 1;
  }
}

function isNearby({ start }: LegFacts, a: number, b: number): boolean {
  const one = start[a] as number;
  const other = start[b] as number;
  return eraOf(one) === eraOf(other) && Math.abs(one - other) <= NEARBY;
}
