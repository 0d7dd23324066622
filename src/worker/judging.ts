import { bytesOfMany, type Trace } from '../analyse.ts';
import type { CallTable } from '../call/types.ts';
import { diagnoseSome } from '../diagnose/diagnose.ts';
import { FoundTable, ruleTitles } from '../diagnose/found.ts';
import { diagnosable } from '../export/open-call.ts';
import { openTrace } from '../open-trace.ts';
import type { FoundPart, FoundQuestion } from './protocol.ts';

/** Milliseconds of work for one question: other questions have to wait no longer than this. */
const SLICE = 50;
/** Calls that are read and judged at once. */
const AT_ONCE = 16;

const tables = new WeakMap<CallTable, { readonly found: FoundTable; next: number }>();

/** What was found so far in the calls of a trace. */
export function foundIn({ calls }: Trace): FoundTable {
  return stateOf(calls).found;
}

function stateOf(calls: CallTable) {
  const state = tables.get(calls) ?? { found: new FoundTable(calls.count), next: 0 };
  tables.set(calls, state);
  return state;
}

/**
 * Judges some more calls, those that are wanted first, for a moment; answers with all that was found beyond what the page
 * has. The page asks again until all are done.
 */
export async function judgeSome(trace: Trace | null, { first, have }: FoundQuestion): Promise<FoundPart> {
  if (!trace) return partOf(new FoundTable(0), 0);
  const state = stateOf(trace.calls);
  const judged = { ...diagnosable(openTrace(trace)), readMany: (rows: readonly number[]) => bytesOfMany(trace, rows) };
  const end = performance.now() + SLICE;
  let wanted = first;
  do {
    const calls = nextCalls(state, wanted);
    wanted = wanted.slice(AT_ONCE);
    if (calls.length === 0) break;
    const findings = await diagnoseSome(judged, calls);
    for (const [i, call] of calls.entries()) state.found.add(call, findings[i] ?? []);
  } while (performance.now() < end);
  return partOf(state.found, have);
}

/** The next calls that were not judged yet: of those wanted, then of all in their order. */
function nextCalls(state: { readonly found: FoundTable; next: number }, wanted: readonly number[]): number[] {
  const { found } = state;
  const picked = wanted.slice(0, AT_ONCE).filter((call) => call < found.total && !found.isJudged(call));
  while (picked.length === 0 && state.next < found.total) {
    for (; picked.length < AT_ONCE && state.next < found.total; state.next++) {
      if (!found.isJudged(state.next)) picked.push(state.next);
    }
  }
  return picked;
}

function partOf({ total, done, order, errors, warnings, headline }: FoundTable, have: number): FoundPart {
  const calls = order.slice(have, done);
  return {
    total,
    done,
    calls,
    errors: Uint8Array.from(calls, (call) => errors[call] as number),
    warnings: Uint8Array.from(calls, (call) => warnings[call] as number),
    headline: Uint16Array.from(calls, (call) => headline[call] as number),
    titles: have === 0 ? ruleTitles() : [],
  };
}
