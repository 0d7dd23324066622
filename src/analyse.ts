import { readPieces } from './base/pieces.ts';
import type { Source } from './base/source.ts';
import {
  type ClockDecisions,
  decideClocks,
  estimateClocks,
  measureOf,
  NO_CLOCKS,
  type SourceClock,
  shiftTimes,
} from './call/clocks.ts';
import { describeCall } from './call/describe.ts';
import { joinCalls } from './call/join-calls.ts';
import { type JoinDecisions, NO_JOIN_DECISIONS } from './call/link.ts';
import { summarise } from './call/summarise.ts';
import type { CallDetail, CallTable } from './call/types.ts';
import type { ReadProgress, SourceReport } from './formats/format.ts';
import { type ReadAll, readAll } from './formats/read-all.ts';
import { TrafficTables } from './packets/traffic.ts';
import { MessageIndex } from './sip/message-index.ts';

/** Everything that was read, and what the model makes of it. */
export interface Trace {
  readonly sources: readonly Source[];
  readonly reports: readonly SourceReport[];
  readonly index: MessageIndex;
  /** What captures hold beside SIP: media flows, reports, packet events. */
  readonly traffic: TrafficTables;
  /** What stands under each Call-ID by itself. */
  readonly legs: CallTable;
  /** Legs joined into calls. */
  readonly calls: CallTable;
  /** How the times of each source were moved, so that all are told by one clock. */
  readonly clocks: readonly SourceClock[];
  readonly decisions: Decisions;
}

/** What people decided about the reading itself, and which legs are one call. */
export interface Decisions {
  /** Format id chosen for a source, by position. */
  readonly formats?: ReadonlyMap<number, string>;
  readonly legs?: JoinDecisions;
  /** Offsets of clocks that a person chose, by position of the source. */
  readonly clocks?: ClockDecisions;
  /** Offsets that the times of a source hold already, as those of a shared trace do. */
  readonly included?: ClockDecisions;
}

export interface Progress {
  readonly source: number;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly messages: number;
}

export interface AnalyseOptions {
  readonly decisions?: Decisions;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /**
   * Called now and then while a large source is read, with what there is so far: the first time after some thousand
   * messages, then each time there are four times as many. It may be looked at until the next one comes.
   */
  readonly glimpse?: (trace: Trace) => void;
  /** A random number of this run, so that no trace can be prepared to make hashing slow. */
  readonly salt?: number;
}

/** A first glimpse is worth its time after so many messages, or after so many bytes in which there are any. */
const GLIMPSE_MESSAGES = 5000;
const GLIMPSE_BYTES = 32 << 20;

/** The whole road: sources are recognised and read into one index, and the index becomes calls. Never rejects for what the sources hold. */
export async function analyse(given: readonly Source[], options: AnalyseOptions = {}): Promise<Trace> {
  const { decisions = {}, signal } = options;
  const totalBytes = given.reduce((sum, { size, within }) => sum + (within ? 0 : size), 0);
  const index = new MessageIndex(options.salt, expectedMessages(totalBytes));
  const traffic = new TrafficTables();
  let glimpsed = 0;
  const progress = (source: number, { bytes, messages }: ReadProgress, soFar: ReadAll) => {
    options.progress?.({ source, bytes, totalBytes, messages });
    const { count } = index;
    const isWorth = count >= GLIMPSE_MESSAGES || (count > 0 && bytes >= GLIMPSE_BYTES);
    if (!options.glimpse || !isWorth || count < 4 * glimpsed || bytes >= totalBytes) return;
    glimpsed = count;
    options.glimpse(glimpseOf(index, traffic, soFar, decisions));
  };
  const read = { index, traffic, formats: decisions.formats, progress, ...(signal && { signal }) };
  const { sources, reports } = await readAll(given, read);
  index.trim();
  const clocks = alignClocks(index, reports, decisions);
  const legs = summarise(index);
  const calls = joinCalls(index, legs, decisions.legs ?? NO_JOIN_DECISIONS);
  return { sources, reports, index, traffic, legs, calls, clocks, decisions };
}

/** What was read so far, judged. Nothing is known yet of the source that is being read but its messages. */
function glimpseOf(index: MessageIndex, traffic: TrafficTables, soFar: ReadAll, decisions: Decisions): Trace {
  const sources = [...soFar.sources];
  const reports = sources.map((source, i) => soFar.reports[i] ?? unfinished(source, index));
  const legs = summarise(index);
  const calls = joinCalls(index, legs, decisions.legs ?? NO_JOIN_DECISIONS);
  const clocks = decideClocks(
    sources.map(() => null),
    NO_CLOCKS,
  );
  return { sources, reports, index, traffic, legs, calls, clocks, decisions };
}

/** Microseconds of a day: times of a clock without a date stay below. */
const DAY = 86_400_000_000;

function unfinished({ name, size }: Source, index: MessageIndex): SourceReport {
  const last = index.columns.time[index.count - 1] ?? Number.NaN;
  const counts = { startLines: index.count, messages: index.count, problemsDropped: 0 };
  const lists = { formats: [], skipped: [], problems: [], nearest: [], lookedFor: [] };
  const clock = Number.isNaN(last) ? 'none' : last < 100 * DAY ? 'time-of-day' : 'absolute';
  return { name, size, clock, cancelled: false, ...counts, ...lists };
}

/** Puts all sources on one time line, by the messages that several of them show and by what people chose. */
function alignClocks(index: MessageIndex, reports: readonly SourceReport[], decisions: Decisions): Trace['clocks'] {
  const { clocks: chosen = NO_CLOCKS, included = NO_CLOCKS } = decisions;
  shiftTimes(
    index,
    reports.map((_, source) => -(included.get(source) ?? 0)),
  );
  const estimates = estimateClocks(
    index,
    reports.map(({ clock }) => clock === 'absolute'),
  );
  const clocks = decideClocks(estimates, chosen);
  shiftTimes(
    index,
    clocks.map(({ applied }) => applied),
  );
  return clocks;
}

/** The same trace with other offsets of its clocks: nothing is read again. */
export function retime(trace: Trace, chosen: ClockDecisions): Trace {
  const { index } = trace;
  const estimates = trace.clocks.map(({ estimate }) => estimate);
  const clocks = decideClocks(estimates, chosen);
  shiftTimes(
    index,
    clocks.map(({ applied }, source) => applied - (trace.clocks[source]?.applied ?? 0)),
  );
  const legs = summarise(index);
  const decisions = { ...trace.decisions, clocks: chosen };
  return { ...trace, legs, calls: joinCalls(index, legs, decisions.legs ?? NO_JOIN_DECISIONS), clocks, decisions };
}

/** How the times of a source are to be read once it is on one time line with the others. */
export function clockOf({ reports, clocks }: Pick<Trace, 'reports' | 'clocks'>, source: number): SourceReport['clock'] {
  const own = reports[source]?.clock ?? 'none';
  const measure = measureOf(clocks, source);
  return clocks[source]?.applied === 0 ? own : (reports[measure]?.clock ?? own);
}

/** The same trace with other decisions on which legs are one call: nothing is read again. */
export function rejoin(trace: Trace, legs: JoinDecisions): Trace {
  const calls = joinCalls(trace.index, trace.legs, legs);
  return { ...trace, calls, decisions: { ...trace.decisions, legs } };
}

/** Room for the messages of a signalling capture, so that columns need not grow on the way; given back after reading. */
function expectedMessages(bytes: number): number {
  return Math.min(200_000, Math.max(1024, Math.ceil(bytes / 640)));
}

/** One call in full: messages, transactions, dialogs, attempts, phases. */
export function callOf(trace: Trace, call: number): CallDetail {
  return describeCall(trace.index, trace.calls, call);
}

/** The bytes of one message as captured or as rebuilt from a log. */
export async function bytesOf(trace: Trace, row: number): Promise<Uint8Array> {
  const side = trace.index.sideBytes(row);
  if (side) return side;
  const { source, place, size } = trace.index.columns;
  const start = place[row] as number;
  return (await trace.sources[source[row] as number]?.read(start, start + (size[row] as number))) ?? new Uint8Array(0);
}

/** The bytes of many messages, by row: what lies side by side in a source is read in one go. */
export async function bytesOfMany(trace: Trace, rows: readonly number[]): Promise<Map<number, Uint8Array>> {
  const { source, place, size } = trace.index.columns;
  const found = new Map<number, Uint8Array>();
  const bySource = new Map<number, number[]>();
  for (const row of rows) {
    const side = trace.index.sideBytes(row);
    if (side) found.set(row, side);
    else addTo(bySource, source[row] as number, row);
  }
  for (const [number, own] of bySource) {
    const from = trace.sources[number];
    const pieces = own.map((row) => ({ start: place[row] as number, size: size[row] as number }));
    const read = from ? await readPieces(from, pieces) : [];
    for (const [i, row] of own.entries()) found.set(row, read[i] ?? new Uint8Array(0));
  }
  return found;
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
