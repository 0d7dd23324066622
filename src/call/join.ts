import type { MessageIndex } from '../sip/message-index.ts';
import { linksByKey } from './join-keys.ts';
import { linksByNumber } from './join-likely.ts';
import { collectLegFacts } from './leg-facts.ts';
import { legsOf } from './leg-relations.ts';
import { evidenceCode, type JoinDecisions, type Link } from './link.ts';
import type { CallTable } from './types.ts';
import { Union } from './union.ts';

/** Which legs are one call, and why. */
export interface Joined {
  /** For each leg a number of the call that it belongs to: equal numbers, one call. */
  readonly call: Uint32Array;
  /** Links that hold. */
  readonly links: readonly Link[];
  /** Likely links that exclude each other: for a person to choose. */
  readonly offered: readonly Link[];
}

/**
 * Joins legs into calls by weighted evidence: what people decided, then certain and strong keys, then numbers and time. The
 * result does not depend on the order of messages, and is transitive. Costs grow with the number of legs, not its square.
 */
export function joinLegs(index: MessageIndex, table: CallTable, decisions: JoinDecisions): Joined {
  const facts = collectLegFacts(index, table);
  const legs = legsOf(index, facts);
  const cut = cutPairs(table, decisions);
  const union = new Union(table.count);
  const links: Link[] = [];
  const take = (link: Link) => {
    if (link.a === link.b || isCut(cut, union, link)) return;
    links.push(ordered(link, facts.start));
    union.join(link.a, link.b);
  };
  for (const link of byHand(table, decisions)) take(link);
  const { links: byKey, shared } = linksByKey(legs);
  for (const link of byKey) take(link);
  const likely = linksByNumber(legs, shared, links, union);
  for (const link of likely.links) take(link);
  return {
    call: Uint32Array.from({ length: table.count }, (_, leg) => union.find(leg)),
    links,
    offered: likely.offered.filter(({ a, b }) => union.find(a) !== union.find(b)),
  };
}

function ordered(link: Link, start: Float64Array): Link {
  return (start[link.b] as number) < (start[link.a] as number) ? { ...link, a: link.b, b: link.a } : link;
}

type Pair = readonly [number, number];

/** Whether a link would bring legs together that a person told apart. */
function isCut(cut: readonly Pair[], union: Union, { a, b }: Link): boolean {
  if (cut.length === 0) return false;
  const one = union.find(a);
  const other = union.find(b);
  return cut.some(([x, y]) => {
    const first = union.find(x);
    const second = union.find(y);
    return (first === one && second === other) || (first === other && second === one);
  });
}

function cutPairs(table: CallTable, { cut }: JoinDecisions): Pair[] {
  if (cut.length === 0) return [];
  const legs = legsByCallId(table);
  return cut.flatMap(([one, other]) => {
    const others = legs.get(other) ?? [];
    return (legs.get(one) ?? []).flatMap((a) => others.map((b) => [a, b] as const));
  });
}

const BY_HAND = evidenceCode('by-hand');

function byHand(table: CallTable, { joined }: JoinDecisions): Link[] {
  if (joined.length === 0) return [];
  const legs = legsByCallId(table);
  return joined.flatMap(([one, other]) => {
    const [a] = legs.get(one) ?? [];
    const [b] = legs.get(other) ?? [];
    return a === undefined || b === undefined ? [] : [{ a, b, evidence: BY_HAND, support: 0, value: -1 }];
  });
}

/** Legs by the text of their Call-ID: several where a Call-ID was used again. */
function legsByCallId(table: CallTable): Map<string, number[]> {
  const { at, arena } = table.callIds;
  const decoder = new TextDecoder();
  const legs = new Map<string, number[]>();
  for (let leg = 0; leg < table.count; leg++) {
    const id = table.callId[leg] as number;
    if (id < 0) continue;
    const callId = decoder.decode(arena.subarray(at[id], at[id + 1]));
    const known = legs.get(callId);
    if (known) known.push(leg);
    else legs.set(callId, [leg]);
  }
  return legs;
}
