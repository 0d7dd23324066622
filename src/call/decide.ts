import type { JoinDecisions } from './link.ts';
import { placeOfRow } from './table.ts';
import type { CallTable } from './types.ts';

type Pair = readonly [number, number];

/** One leg of a call: positions in the call table, and in the legs of that call. */
export interface LegPlace {
  readonly call: number;
  readonly leg: number;
}

/** Row by which decisions name a leg: the first one of it. -1 when there is no such leg. */
export function rowOfLeg({ rows, rowLeg, rowStart }: CallTable, { call, leg }: LegPlace): number {
  for (let at = rowStart[call] ?? 0; at < (rowStart[call + 1] ?? 0); at++) {
    if (rowLeg[at] === leg) return rows[at] as number;
  }
  return -1;
}

/** Decisions after which two legs of a call are two calls. @param byHand nothing but a hand had tied them */
export function withCut(decisions: JoinDecisions, table: CallTable, a: LegPlace, b: LegPlace, byHand: boolean) {
  const isBetween = ([one, other]: Pair) => {
    const [x, y] = [placeOfRow(table, one), placeOfRow(table, other)];
    return (isSame(x, a) && isSame(y, b)) || (isSame(x, b) && isSame(y, a));
  };
  const joined = decisions.joined.filter((pair) => !isBetween(pair));
  const pair: Pair = [rowOfLeg(table, a), rowOfLeg(table, b)];
  return { joined, cut: byHand ? decisions.cut : [...decisions.cut, pair] } satisfies JoinDecisions;
}

/** Decisions after which the calls of these legs are one. */
export function withJoined(decisions: JoinDecisions, table: CallTable, [first, ...others]: readonly LegPlace[]) {
  if (!first) return decisions;
  const calls = new Set([first, ...others].map(({ call }) => call));
  const isAmong = (row: number) => calls.has(placeOfRow(table, row).call);
  const pairs = others.map((other): Pair => [rowOfLeg(table, first), rowOfLeg(table, other)]);
  return {
    joined: [...decisions.joined, ...pairs],
    cut: decisions.cut.filter(([one, other]) => !isAmong(one) || !isAmong(other)),
  } satisfies JoinDecisions;
}

function isSame(one: LegPlace, other: LegPlace): boolean {
  return one.call === other.call && one.leg === other.leg;
}

/** The same decisions where rows stand elsewhere: by old row, -1 for one that is no more. */
export function movedPairs({ joined, cut }: JoinDecisions, rows: Int32Array): JoinDecisions {
  const move = (pairs: JoinDecisions['joined']) =>
    pairs.map(([a, b]): Pair => [rows[a] ?? -1, rows[b] ?? -1]).filter(([a, b]) => a >= 0 && b >= 0);
  return { joined: move(joined), cut: move(cut) };
}
