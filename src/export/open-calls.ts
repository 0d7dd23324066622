import { describeCall } from '../call/describe.ts';
import { mergeCalls } from '../call/merge-calls.ts';
import { placesOfRows } from '../call/table.ts';
import type { CallSummary } from '../call/types.ts';
import type { LaneFacts } from '../ladder/input.ts';
import { laneFacts } from '../ladder/lane-facts.ts';
import { type Sieve, type Sorts, sift, sortsOf } from '../ladder/sieve.ts';
import { mediaTogether } from './media-together.ts';
import { captureOf, type OpenCall, openCall } from './open-call.ts';
import type { OpenTrace } from './open-trace.ts';
import { traceNames } from './trace-names.ts';

/** Several calls on one time line. */
export interface Together {
  /** Those that have messages in the part that is shown, in the order of their numbers, which count from 1. */
  readonly calls: readonly { readonly summary: CallSummary; readonly sentence: string }[];
  /** Number of the call of each message, by row. */
  readonly numbers: ReadonlyMap<number, number>;
  /** How many calls were chosen. */
  readonly chosen: number;
  readonly sorts: Sorts;
  /** Messages that pass the sieve, and the first of those that are shown. */
  readonly messages: number;
  readonly from: number;
  /** So many are shown at once. */
  readonly most: number;
  /** Why findings and media are not told; '' where they are. */
  readonly untold: string;
}

export interface OpenCalls extends OpenCall {
  readonly together: Together;
}

/** So many messages are shown at once: what a page lays out without a pause. */
const MOST_TOGETHER = 3000;
/** So many calls are diagnosed and told; of more there is only the ladder. */
const MOST_TOLD = 50;

export interface Choice {
  readonly calls: readonly number[];
  readonly sieve: Sieve;
  /** Messages to pass over. */
  readonly from: number;
}

/** Several calls opened as one ladder; null when the sieve lets nothing pass. Rejects only when bytes cannot be had any more. */
export async function openCalls(trace: OpenTrace, { calls, sieve, from }: Choice): Promise<OpenCalls | null> {
  const { index, calls: table } = trace;
  const rows = sift(index, table, calls, sieve);
  const start = Math.max(0, Math.min(from, rows.length - 1));
  const shown = rows.subarray(start, start + MOST_TOGETHER);
  const places = placesOfRows(table, shown);
  const order = [...new Set(places)];
  const numberOf = new Map(order.map((call, at) => [call, at + 1]));
  const opened = order.length <= MOST_TOLD ? await eachOf(order, (call) => openCall(trace, call)) : null;
  const details = opened?.map(({ detail }) => detail) ?? order.map((call) => describeCall(index, table, call));
  const [first] = details;
  if (!first) return null;
  const detail = mergeCalls(details, shown);
  const numbers = new Map(Array.from(shown, (row, at) => [row, numberOf.get(places[at] as number) ?? 0]));
  const isShown = (row: number) => numbers.has(row);
  const names = traceNames(trace);
  return {
    detail,
    lanes: lanesOf(details.map((one, at) => opened?.[at]?.lanes ?? laneFacts(index, one, names))),
    clock: trace.sources[detail.messages[0]?.source ?? 0]?.clock ?? 'none',
    zoneless: trace.sources[detail.messages[0]?.source ?? 0]?.zoneless ?? false,
    capture: captureOf(trace),
    story: (opened?.[0] ?? (await openCall(trace, first.summary.index))).story,
    findings: opened?.flatMap(({ findings }) => findings.filter(({ messages }) => messages.some(isShown))) ?? [],
    ...(opened && { media: mediaTogether(opened, index, { sieve, rows, shown }) }),
    together: {
      calls: details.map(({ summary }, at) => ({ summary, sentence: opened?.[at]?.story.sentence ?? '' })),
      numbers,
      chosen: calls.length,
      sorts: sortsOf(index, table, calls),
      messages: rows.length,
      from: start,
      most: MOST_TOGETHER,
      untold: opened
        ? ''
        : `Findings and media are told of up to ${MOST_TOLD} calls together: choose fewer to see them.`,
    },
  };
}

async function eachOf<T>(calls: readonly number[], open: (call: number) => Promise<T>): Promise<T[]> {
  const opened: T[] = [];
  for (const call of calls) opened.push(await open(call));
  return opened;
}

/** The first call that knows a name for a lane gives it. */
function lanesOf(all: readonly ReadonlyMap<number, LaneFacts>[]): ReadonlyMap<number, LaneFacts> {
  const lanes = new Map<number, LaneFacts>();
  for (const own of all) {
    for (const [id, facts] of own) {
      const known = lanes.get(id);
      if (!known || (known.name === '' && facts.name !== '')) lanes.set(id, facts);
    }
  }
  return lanes;
}
