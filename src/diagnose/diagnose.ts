import { describeCall } from '../call/describe.ts';
import { rowsOf } from '../call/table.ts';
import type { CallDetail, CallTable } from '../call/types.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './findings.ts';
import { splitLegs } from './legs.ts';
import { sceneOf } from './scene.ts';
import { type SourceFacts, type TraceFacts, type Traffic, traceFacts } from './trace-facts.ts';

/** The part of a trace that a diagnosis needs. */
export interface Diagnosable {
  readonly index: MessageIndex;
  readonly calls: CallTable;
  /** Bytes of one message by row. */
  readonly readBytes: (row: number) => Promise<Uint8Array>;
  /** The same for many rows in one go, where that is cheaper. */
  readonly readMany?: (rows: readonly number[]) => Promise<ReadonlyMap<number, Uint8Array>>;
  /** By source; what is left out counts as a capture of packets with a clock. */
  readonly sources?: readonly SourceFacts[];
  /** What the capture shows beside SIP; rules that need it are silent without. */
  readonly traffic?: Traffic;
  /** What people call an endpoint, '' when they call it nothing. */
  readonly nameOf?: (endpoint: number) => string;
}

const known = new WeakMap<MessageIndex, { readonly calls: CallTable; readonly facts: TraceFacts }>();

/** The facts of a trace, read once for each table of calls. */
function factsOf({ index, calls, sources, traffic }: Diagnosable): TraceFacts {
  const before = known.get(index);
  if (before?.calls === calls) return before.facts;
  const facts = traceFacts(index, calls, sources, traffic);
  known.set(index, { calls, facts });
  return facts;
}

/** Messages of one call that are read for its rules; the rest of a call longer than this is judged by the index alone. */
const MOST_MESSAGES = 2000;

/** What went wrong in one call of a trace, the headline first. Rejects only when the bytes cannot be had any more. */
export async function diagnoseCall(trace: Diagnosable, call: number): Promise<Finding[]> {
  if (!(call >= 0 && call < trace.calls.count)) return [];
  return diagnose(trace, describeCall(trace.index, trace.calls, call));
}

/** The same for a call that was opened already. */
export async function diagnose(trace: Diagnosable, whole: CallDetail): Promise<Finding[]> {
  const rows = whole.messages.slice(0, MOST_MESSAGES).map(({ row }) => row);
  return judge(trace, whole, await readRows(trace, rows));
}

function judge(trace: Diagnosable, whole: CallDetail, bytes: ReadonlyMap<number, Uint8Array>): Finding[] {
  const { nameOf } = trace;
  const facts = factsOf(trace);
  const rest = { whole, trace: facts, bytes: (row: number) => bytes.get(row) ?? null, ...(nameOf && { nameOf }) };
  return findingsOf(splitLegs(whole).map((call) => sceneOf({ call, ...rest })));
}

async function readRows({ readMany, readBytes }: Diagnosable, rows: readonly number[]) {
  if (readMany) return readMany(rows);
  const read = await Promise.all(rows.map((row) => readBytes(row)));
  return new Map(rows.map((row, i) => [row, read[i] ?? new Uint8Array(0)]));
}

/** The findings of some calls, in the order in which they were asked for: their messages are read in one go. */
export async function diagnoseSome(trace: Diagnosable, calls: readonly number[]): Promise<Finding[][]> {
  const { calls: table, index } = trace;
  const rows = calls.flatMap((call) => [...rowsOf(table, call).subarray(0, MOST_MESSAGES)]);
  const bytes = await readRows(trace, rows);
  return calls.map((call) => judge(trace, describeCall(index, table, call), bytes));
}

/** Findings of some calls, and how many calls are done. */
export interface BatchStep {
  readonly done: number;
  readonly total: number;
  readonly findings: readonly Finding[];
}

/**
 * Diagnoses many calls, those named first, and reports after each `step` calls, so that the caller may show, breathe or
 * stop (by leaving the loop).
 */
export async function* diagnoseCalls(
  trace: Diagnosable,
  order: Iterable<number> = Array(trace.calls.count).keys(),
  step = 100,
): AsyncGenerator<BatchStep, void, void> {
  const calls = [...order];
  for (let done = 0; done < calls.length; done += step) {
    const part = calls.slice(done, done + step);
    const findings = await diagnoseSome(trace, part);
    yield { done: done + part.length, total: calls.length, findings: findings.flat() };
  }
}
