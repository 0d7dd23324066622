import type { JoinDecisions } from '../call/link.ts';
import { rowsOf } from '../call/table.ts';
import type { CallTable } from '../call/types.ts';
import type { Capsule, CapsuleMessage, CapsuleSource } from '../capsule/capsule.ts';
import { withUsedEndpoints } from '../capsule/members.ts';
import { socketText } from '../diagnose/party.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { laneDecisionsOf } from '../view/lanes.ts';
import { EMPTY_VIEW, type View } from '../view/view.ts';

/** Calls of a trace that are to be shared. */
export interface TracePart {
  readonly index: MessageIndex;
  readonly calls: CallTable;
  /** Positions in the call table, in rising order. */
  readonly chosen: readonly number[];
  /** Rows of theirs that stay at home. */
  readonly without?: ReadonlySet<number>;
  /** All sources of the trace. */
  readonly sources: readonly CapsuleSource[];
  readonly readBytes: (row: number) => Promise<Uint8Array>;
}

/** A part of a trace, with everything that stands in it: not what leaves (outgoing.ts). */
export interface Packed {
  readonly capsule: Capsule;
  /** Rows of the index in the order of the messages. */
  readonly rows: readonly number[];
}

/** The chosen calls as they were captured, and the view as it is of them alone. */
export async function packPart(part: TracePart, view: View | null): Promise<Packed> {
  const rows = rowsOfPart(part);
  const sources = new Map<number, number>();
  for (const row of rows) {
    const source = part.index.columns.source[row] ?? 0;
    if (!sources.has(source)) sources.set(source, sources.size);
  }
  const messages = await Promise.all(
    rows.map(async (row) => messageOf(part.index, row, sources, await part.readBytes(row))),
  );
  const endpoints = part.index.endpoints.list();
  const isJoined = part.chosen.some(
    (call) => (part.calls.legStart[call + 1] ?? 0) - (part.calls.legStart[call] ?? 0) > 1,
  );
  const shown = view ?? (isJoined ? EMPTY_VIEW : null);
  const capsule = withUsedEndpoints({
    redacted: false,
    shown: [],
    sources: [...sources.keys()].map((source) => sourceOf(part.sources[source])),
    endpoints,
    messages,
    view: shown && {
      ...viewOf(shown, rows, part, endpoints.filter(isNamedBy(messages)).map(socketText)),
      clocks: clocksOf(shown, sources),
    },
  });
  return { capsule, rows };
}

/** Rows that go along, in rising order. */
export function rowsOfPart({ calls, chosen, without }: TracePart): number[] {
  const all = new Set(chosen.flatMap((call) => [...rowsOf(calls, call)]));
  return [...all].filter((row) => without?.has(row) !== true).sort((a, b) => a - b);
}

/** Sources are counted anew. */
function clocksOf({ clocks }: View, sources: ReadonlyMap<number, number>): View['clocks'] {
  return new Map([...sources].flatMap(([source, at]) => (clocks.has(source) ? [[at, clocks.get(source) ?? 0]] : [])));
}

/** In which folder a file lay is nobody's business. */
function sourceOf(
  { name, clock, packets, zoneless = false }: CapsuleSource = { name: '', clock: 'none', packets: false },
): CapsuleSource {
  return { name: name.replace(/^.*[\\/]/s, ''), clock, packets, ...(zoneless && { zoneless }) };
}

function messageOf(
  { columns, wireSizes }: MessageIndex,
  row: number,
  sources: ReadonlyMap<number, number>,
  bytes: Uint8Array,
): CapsuleMessage {
  return {
    source: sources.get(columns.source[row] ?? 0) ?? 0,
    from: columns.from[row] ?? 0,
    to: columns.to[row] ?? 0,
    time: columns.time[row] ?? Number.NaN,
    transport: columns.transport[row] ?? 0,
    flags: columns.flags[row] ?? 0,
    sequence: columns.sequence[row] ?? 0,
    bytes,
    size: wireSizes.get(row) ?? bytes.length,
  };
}

function isNamedBy(messages: readonly CapsuleMessage[]): (endpoint: { readonly id: number }) => boolean {
  const named = new Set(messages.flatMap(({ from, to }) => [from, to]));
  return ({ id }) => named.has(id);
}

/** Rows and calls are counted anew; what was decided about lanes that are not in the part stays at home. */
function viewOf(view: View, rows: readonly number[], part: TracePart, sockets: readonly string[]): View {
  const { chosen } = part;
  const row = view.row === null ? -1 : rows.indexOf(view.row);
  const call = view.call === null ? -1 : chosen.indexOf(view.call);
  return {
    ...view,
    row: row < 0 ? null : row,
    call: call < 0 ? null : call,
    together: view.together.map((one) => chosen.indexOf(one)).filter((at) => at >= 0),
    lanes: laneDecisionsOf(view.lanes, new Set(sockets)),
    legs: legsOf(view.legs, rows, part),
    notes: new Map(rows.flatMap((row, i) => (view.notes.has(row) ? [[i, view.notes.get(row) ?? ''] as const] : []))),
  };
}

/**
 * Which legs are one call, so that the part alone shows the same calls: evidence may have been taken out of it, and what
 * told calls apart may stay at home.
 */
function legsOf({ joined, cut }: JoinDecisions, rows: readonly number[], { calls, chosen }: TracePart): JoinDecisions {
  const at = new Map(rows.map((row, i) => [row, i] as const));
  const here = (pairs: JoinDecisions['joined']) =>
    pairs.flatMap(([one, other]): [number, number][] => {
      const a = at.get(one);
      const b = at.get(other);
      return a === undefined || b === undefined ? [] : [[a, b]];
    });
  const byCall = chosen.map((call) => firstRows(calls, call));
  const rowOf = new Map(byCall.flat().map(({ leg, row }) => [leg, row] as const));
  const one = tiesOf(calls, byCall);
  const { a, b } = calls.offered;
  const apart = Array.from(a, (leg, i) => [rowOf.get(leg) ?? -1, rowOf.get(b[i] ?? -1) ?? -1] as const);
  return { joined: once(here([...joined, ...one])), cut: here([...cut, ...apart]) };
}

/** Pairs, each once, whichever way round. */
function once(pairs: readonly (readonly [number, number])[]): [number, number][] {
  const byKey = new Map(
    pairs.map(([a, b]): [string, [number, number]] => [`${Math.min(a, b)} ${Math.max(a, b)}`, [a, b]]),
  );
  return [...byKey.values()];
}

type LegRow = { readonly leg: number; readonly row: number };

/**
 * Pairs of rows that hold the legs of each call together: along what ties them, so that whoever cuts such a link later
 * cuts the call where it says; what nothing ties is tied to the first leg.
 */
function tiesOf({ links }: CallTable, byCall: readonly (readonly LegRow[])[]): (readonly [number, number])[] {
  const legs = byCall.flat();
  const rowOf = new Map(legs.map(({ leg, row }) => [leg, row] as const));
  const tied = new Map(legs.map(({ leg }): [number, readonly number[]] => [leg, [leg]]));
  const ties: (readonly [number, number])[] = [];
  const tie = (a: number, b: number) => {
    const [one, other] = [tied.get(a) ?? [], tied.get(b) ?? []];
    if (one === other) return;
    ties.push([rowOf.get(a) ?? -1, rowOf.get(b) ?? -1]);
    const all = [...one, ...other];
    for (const leg of all) tied.set(leg, all);
  };
  for (let i = 0; i < links.count; i++) {
    const [a, b] = [links.a[i] as number, links.b[i] as number];
    if (rowOf.has(a) && rowOf.has(b)) tie(a, b);
  }
  for (const [first, ...others] of byCall) for (const { leg } of others) tie(first?.leg ?? leg, leg);
  return ties;
}

/** The legs of a call, each with the first of its rows. */
function firstRows(calls: CallTable, call: number): LegRow[] {
  const legs = calls.legs.subarray(calls.legStart[call], calls.legStart[call + 1]);
  const from = calls.rowStart[call] ?? 0;
  const parts = calls.rowLeg.subarray(from, calls.rowStart[call + 1]);
  return Array.from(legs, (leg, i) => ({ leg, row: calls.rows[from + parts.indexOf(i)] ?? -1 }));
}
