import type { MessageIndex } from '../sip/message-index.ts';
import { linksByHunting } from './join-hunting.ts';
import { linkByKey } from './join-keys.ts';
import { linksByNumber } from './join-likely.ts';
import { collectLegFacts, type LegFacts } from './leg-facts.ts';
import { legsOf } from './leg-relations.ts';
import { evidenceCode, type JoinDecisions, LinkList, type LinkTable } from './link.ts';
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
  const cut = legPairs(facts, decisions.cut);
  const union = new Union(table.count);
  const links = new LinkList();
  const take = (found: LinkList) => {
    for (let i = 0; i < found.count; i++) {
      const a = found.columns.a[i] as number;
      const b = found.columns.b[i] as number;
      if (cut.length > 0 && isCut(cut, union, a, b)) continue;
      links.addFrom(found, i, (facts.start[b] as number) < (facts.start[a] as number));
      union.join(a, b);
    }
  };
  take(byHand(legPairs(facts, decisions.joined)));
  const shared = findSharedKeys(legs);
  const byKey = new LinkList();
  linkByKey(legs, shared, byKey);
  take(byKey);
  const likely = linksByNumber(legs, shared, links, union);
  take(likely.links);
  take(linksByHunting(legs, likely.waiting, likely.common, links));
  const call = new Uint32Array(table.count);
  for (let leg = 0; leg < call.length; leg++) call[leg] = union.find(leg);
  return { call, links: links.table(), offered: apart(likely.offered, call) };
}

/** Offers between legs that did not become one call in another way. */
function apart(offered: LinkList, call: Uint32Array): LinkTable {
  const left = new LinkList();
  const { a, b } = offered.columns;
  for (let i = 0; i < offered.count; i++) {
    if (call[a[i] as number] !== call[b[i] as number]) left.addFrom(offered, i, false);
  }
  return left.table();
}

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

const BY_HAND = evidenceCode('by-hand');

function byHand(pairs: readonly Pair[]): LinkList {
  const links = new LinkList();
  for (const [a, b] of pairs) links.add(a, b, BY_HAND, 0, -1);
  return links;
}
