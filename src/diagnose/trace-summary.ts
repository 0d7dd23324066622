import { type Performance, performanceOf } from '../call/performance.ts';
import { rowsOf } from '../call/table.ts';
import { type CallTable, KINDS, OUTCOMES, type Outcome } from '../call/types.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { type Entries, entriesOf } from './entries.ts';
import { verdictAt } from './verdict.ts';

/** How many calls came out one way. */
export interface OutcomeCount {
  readonly outcome: Outcome;
  readonly calls: number;
}

/** How often a host gave a failure that decided a call. */
export interface FailureCount {
  readonly status: number;
  /** Address or name of the host that wrote the response, as far as the trace shows. */
  readonly host: string;
  readonly calls: number;
}

/** What calls began in a stretch of time. */
export interface Arrival {
  /** Microseconds; it lasts as long as `step` says. */
  readonly from: number;
  readonly calls: number;
  readonly failed: number;
}

/** What a whole trace comes to. */
export interface TraceSummary extends Entries {
  /** Calls and other exchanges that failed, as the list counts them. */
  readonly failed: number;
  /** Of calls. */
  readonly outcomes: readonly OutcomeCount[];
  /** Of calls and other exchanges. */
  readonly failures: readonly FailureCount[];
  /** Stretches of time from the first call to the last, those without a call included; empty without a clock. */
  readonly arrivals: readonly Arrival[];
  /** Length of each, microseconds. */
  readonly step: number;
  readonly performance: Performance;
}

/** Sums up all calls of a table. */
export function summariseTrace(index: MessageIndex, table: CallTable): TraceSummary {
  const outcomes = new Map<Outcome, number>();
  const failures = new Map<string, FailureCount>();
  let failed = 0;
  for (let call = 0; call < table.count; call++) {
    const failure = failureOf(index, table, call);
    if (failure) {
      const key = `${failure.status} ${failure.host}`;
      failures.set(key, { ...failure, calls: (failures.get(key)?.calls ?? 0) + 1 });
    }
    if (verdictAt(table, call) === 'failed') failed++;
    const outcome = OUTCOMES[table.outcome[call] as number];
    if (outcome) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const { arrivals, step } = arrivalsOf(table);
  return {
    ...entriesOf(table),
    failed,
    outcomes: [...outcomes]
      .map(([outcome, count]) => ({ outcome, calls: count }))
      .sort((a, b) => b.calls - a.calls || OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome)),
    failures: [...failures.values()].sort((a, b) => b.calls - a.calls || a.status - b.status),
    arrivals,
    step,
    performance: performanceOf(index, table),
  };
}

function isCall(table: CallTable, call: number): boolean {
  return KINDS[table.kind[call] as number] === 'call';
}

/** The failure that decided a call or other exchange, and who wrote it; null for one that none decided. */
export function failureOf(index: MessageIndex, table: CallTable, call: number): Omit<FailureCount, 'calls'> | null {
  const decided = table.decidedBy[call] as number;
  const { status, viaCount, cseq, from, callId } = index.columns;
  const code = decided < 0 ? 0 : (status[decided] as number);
  if (code < 300) return null;
  // Each proxy takes one Via off: the copy with the most of them is nearest to where it was written.
  let origin = decided;
  for (const row of rowsOf(table, call)) {
    const isCopy = status[row] === code && cseq[row] === cseq[decided] && callId[row] === callId[decided];
    if (isCopy && (viaCount[row] as number) > (viaCount[origin] as number)) origin = row;
  }
  const { kind, address } = index.endpoints.get(from[origin] as number);
  return { status: code, host: address === '' ? (kind === 'self' ? 'this system' : 'unknown') : address };
}

/** Lengths that people think in: seconds, minutes, hours, days; microseconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800].map(
  (seconds) => seconds * 1e6,
);
/** A chart shows no more stretches than this. */
const MOST_STEPS = 60;

function arrivalsOf(table: CallTable): { readonly arrivals: Arrival[]; readonly step: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let call = 0; call < table.count; call++) {
    const start = table.start[call] as number;
    if (!isCall(table, call) || Number.isNaN(start)) continue;
    first = Math.min(first, start);
    last = Math.max(last, start);
  }
  if (!(first <= last)) return { arrivals: [], step: 0 };
  const step = STEPS.find((length) => countOf(first, last, length) <= MOST_STEPS) ?? (last - first) / (MOST_STEPS - 1);
  const begin = Math.floor(first / step) * step;
  const bins = Array.from({ length: countOf(first, last, step) }, () => ({ calls: 0, failed: 0 }));
  for (let call = 0; call < table.count; call++) {
    const bin = isCall(table, call) ? bins[Math.floor(((table.start[call] as number) - begin) / step)] : undefined;
    if (!bin) continue;
    bin.calls++;
    if (verdictAt(table, call) === 'failed') bin.failed++;
  }
  return { arrivals: bins.map((bin, i) => ({ from: begin + i * step, ...bin })), step };
}

function countOf(first: number, last: number, step: number): number {
  return Math.floor(last / step) - Math.floor(first / step) + 1;
}
