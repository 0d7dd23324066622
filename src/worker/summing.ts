import type { Trace } from '../analyse.ts';
import type { CallTable } from '../call/types.ts';
import { summariseTrace, type TraceSummary } from '../diagnose/trace-summary.ts';
import { foundIn } from './judging.ts';
import type { Summed } from './protocol.ts';

const known = new WeakMap<CallTable, TraceSummary>();

/** What a trace comes to, counted once, and what was found in it so far. */
export function sumUp(trace: Trace): Summed {
  const summary = known.get(trace.calls) ?? summariseTrace(trace.index, trace.calls);
  known.set(trace.calls, summary);
  const found = foundIn(trace);
  const calls = Array.from({ length: trace.calls.count }, (_, call) => call);
  return { summary, kinds: found.kinds(calls), problems: calls.filter((call) => found.isProblem(call)).length };
}
