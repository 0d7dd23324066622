import type { MessageIndex } from '../sip/message-index.ts';
import { linksByHunting } from './join-hunting.ts';
import { linkByKey } from './join-keys.ts';
import { findLikely, linkLikely, offersOf } from './join-likely.ts';
import { collectLegFacts, type LegFacts } from './leg-facts.ts';
import { legsOf } from './leg-relations.ts';
import { evidenceCode, type JoinDecisions, LinkList, type LinkSink, type LinkTable } from './link.ts';
import { findSharedKeys } from './shared-keys.ts';
import type { CallTable } from './types.ts';
import { Union } from './union.ts';

/** Which legs are one call, and why. */
export interface Joined {
  /** For each leg a number of the call that it belongs to: equal numbers, one call. */
  readonly call: Uint32Array;
  /** Links that hold; the leg that began first stands first. */
  readonly links: LinkTable;
  /** Likely links that exclude each other: for a person to choose. */
  readonly offered: LinkTable;
}

/**
 * Joins legs into calls by weighted evidence: what people decided, then certain and strong keys, then numbers and time. The
 * result does not depend on the order of messages, and is transitive. Costs grow with the number of legs, not its square.
 */
export function joinLegs(index: MessageIndex, table: CallTable, decisions: JoinDecisions): Joined {
  const facts = collectLegFacts(index, table);
  const legs = legsOf(index, facts, table.callIds);
  const held = new HeldLinks(facts, legPairs(facts, decisions.cut));
  for (const [a, b] of legPairs(facts, decisions.joined)) held.add(a, b, BY_HAND, 0, -1);
  const shared = findSharedKeys(legs);
  linkByKey(legs, shared, held);
  const likely = findLikely(legs, shared, held.links, held.union);
  linkLikely(likely, held);
  held.take(linksByHunting(legs, likely.waiting, likely.choice.common, held.links));
  const call = new Uint32Array(table.count);
  for (let leg = 0; leg < call.length; leg++) call[leg] = held.union.find(leg);
  return { call, links: held.links.table(), offered: offersOf(likely, call) };
}

/** Links that hold, and which legs they make one: all but those that bring together what a person told apart. */
class HeldLinks implements LinkSink {
  readonly links = new LinkList();
  readonly union: Union;
  readonly #start: Float64Array;
  readonly #cut: readonly Pair[];

  constructor({ count, start }: LegFacts, cut: readonly Pair[]) {
    this.union = new Union(count);
    this.#start = start;
    this.#cut = cut;
  }

  /** Adds a link, with the leg that began first before the other. */
  add(a: number, b: number, evidence: number, support: number, value: number): void {
    if (this.#cut.length > 0 && isCut(this.#cut, this.union, a, b)) return;
    if ((this.#start[b] as number) < (this.#start[a] as number)) this.links.add(b, a, evidence, support, value);
    else this.links.add(a, b, evidence, support, value);
    this.union.join(a, b);
  }

  take(found: LinkList): void {
    for (let i = 0; i < found.count; i++) found.give(i, this);
  }
}

const BY_HAND = evidenceCode('by-hand');

type Pair = readonly [number, number];

/** Whether a link would bring legs together that a person told apart. */
function isCut(cut: readonly Pair[], union: Union, a: number, b: number): boolean {
  const one = union.find(a);
  const other = union.find(b);
  return cut.some(([x, y]) => {
    const first = union.find(x);
    const second = union.find(y);
    return (first === one && second === other) || (first === other && second === one);
  });
}

/** Pairs of rows as pairs of legs; rows that are not there name none. */
function legPairs({ legOfRow }: LegFacts, rows: JoinDecisions['cut']): Pair[] {
  return rows.flatMap(([one, other]) => {
    const a = legOfRow[one] ?? -1;
    const b = legOfRow[other] ?? -1;
    return a < 0 || b < 0 || a === b ? [] : [[a, b] as const];
  });
}
