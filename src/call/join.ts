import type { MessageIndex } from '../sip/message-index.ts';
import { linksByKey } from './join-keys.ts';
import { linksByNumber } from './join-likely.ts';
import { collectLegFacts } from './leg-facts.ts';
import type { LegLink } from './link.ts';
import type { CallTable } from './types.ts';

/** Pairs of Call-IDs that a person joined or cut: they stand for their legs, whatever the evidence. */
export interface JoinDecisions {
  readonly joined: readonly (readonly [string, string])[];
  readonly cut: readonly (readonly [string, string])[];
}

/** Which legs are one call, and why. */
export interface Joined {
  /** For each leg the leg that began the call. */
  readonly leader: Uint32Array<ArrayBuffer>;
  /** Links that hold, in order of their later leg. */
  readonly links: readonly LegLink[];
  /** Likely links that exclude each other: for a person to choose. */
  readonly offered: readonly LegLink[];
}

/**
 * Joins legs into calls by weighted evidence: certain and strong keys first, then numbers and time. The result does not
 * depend on the order of messages, and is transitive. Costs grow with the number of calls, not its square.
 */
export function joinLegs(index: MessageIndex, table: CallTable, decisions?: JoinDecisions): Joined {
  const facts = collectLegFacts(index, table);
  const isCut = cutter(table, decisions);
  const union = new Union(table.count);
  const links: LegLink[] = [];
  const take = (link: LegLink) => {
    if (isCut(link.a, link.b)) return;
    links.push(link);
    union.join(link.a, link.b);
  };
  for (const link of byHand(table, decisions)) take(link);
  for (const link of linksByKey(index, facts)) take(link);
  const likely = linksByNumber(index, facts, (a, b) => union.find(a) !== union.find(b));
  for (const link of likely.links) take(link);
  links.sort((one, other) => one.b - other.b || one.a - other.a);
  return {
    leader: leaders(table, union),
    links,
    offered: likely.offered.filter(({ a, b }) => union.find(a) !== union.find(b)),
  };
}

/** Union-find with path halving. */
class Union {
  readonly #parent: Uint32Array;

  constructor(count: number) {
    this.#parent = Uint32Array.from({ length: count }, (_, i) => i);
  }

  find(i: number): number {
    const parent = this.#parent;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i] as number] as number;
      i = parent[i] as number;
    }
    return i;
  }

  join(a: number, b: number): void {
    this.#parent[this.find(a)] = this.find(b);
  }
}

/** The leg that began first speaks for its call; without a clock, the one read first. */
function leaders(table: CallTable, union: Union): Uint32Array<ArrayBuffer> {
  const first = new Map<number, number>();
  for (let leg = 0; leg < table.count; leg++) {
    const root = union.find(leg);
    const known = first.get(root);
    if (known === undefined || (table.start[leg] as number) < (table.start[known] as number)) first.set(root, leg);
  }
  return Uint32Array.from({ length: table.count }, (_, leg) => first.get(union.find(leg)) ?? leg);
}

function legsByCallId(table: CallTable): (callId: string) => number {
  const bytes = (id: number) => table.callIds.arena.subarray(table.callIds.at[id], table.callIds.at[id + 1]);
  const legs = new Map<string, number>();
  return (callId) => {
    if (legs.size === 0) {
      const decoder = new TextDecoder();
      for (let leg = 0; leg < table.count; leg++) {
        const id = table.callId[leg] as number;
        if (id >= 0) legs.set(decoder.decode(bytes(id)), leg);
      }
    }
    return legs.get(callId) ?? -1;
  };
}

function cutter(table: CallTable, decisions: JoinDecisions | undefined): (a: number, b: number) => boolean {
  if (!decisions || decisions.cut.length === 0) return () => false;
  const legOf = legsByCallId(table);
  const cut = new Set(decisions.cut.map(([one, other]) => pairKey(legOf(one), legOf(other))));
  return (a, b) => cut.has(pairKey(a, b));
}

function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 0x4000000 + Math.max(a, b);
}

function byHand(table: CallTable, decisions: JoinDecisions | undefined): LegLink[] {
  if (!decisions || decisions.joined.length === 0) return [];
  const legOf = legsByCallId(table);
  return decisions.joined.flatMap(([one, other]) => {
    const a = legOf(one);
    const b = legOf(other);
    return a < 0 || b < 0 || a === b
      ? []
      : [{ a, b, evidence: 'by-hand', confidence: 'by-hand', value: '', apart: Number.NaN } as const];
  });
}
