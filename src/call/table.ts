import { internedText } from '../base/interner.ts';
import { CAUSES, type CallSummary, type CallTable, ENDED_BY, KINDS, OUTCOMES, RESULTS, STATES } from './types.ts';

export const PARTIAL = 1;
export const FORWARDED = 2;
/** In columns of small codes: there is none. */
export const NONE = 255;

/** Row `i` of the table as an object for people; undefined when there is no such call. */
export function summaryOf(table: CallTable, i: number): CallSummary | undefined {
  if (!(i >= 0 && i < table.count)) return undefined;
  const flags = table.flags[i] as number;
  return {
    index: i,
    kind: KINDS[table.kind[i] as number] ?? 'other',
    callId: internedText(table.callIds, table.callId[i] as number),
    caller: party(table, table.callerUri[i], table.callerName[i], table.callerEndpoint[i]),
    callee: party(table, table.calleeUri[i], table.calleeName[i], table.calleeEndpoint[i]),
    state: STATES[table.state[i] as number] ?? 'setup',
    outcome: OUTCOMES[table.outcome[i] as number] ?? null,
    cause: CAUSES[table.cause[i] as number] ?? '',
    result: RESULTS[table.result[i] as number] ?? null,
    partial: (flags & PARTIAL) !== 0,
    forwarded: (flags & FORWARDED) !== 0,
    endedBy: ENDED_BY[table.endedBy[i] as number] ?? null,
    status: table.status[i] as number,
    start: table.start[i] as number,
    end: table.end[i] as number,
    postDialDelay: table.postDialDelay[i] as number,
    setup: table.setup[i] as number,
    ringing: table.ringing[i] as number,
    talk: table.talk[i] as number,
    messages: (table.rowStart[i + 1] as number) - (table.rowStart[i] as number),
    decidedBy: table.decidedBy[i] as number,
  };
}

function party(table: CallTable, uri = -1, name = -1, endpoint = -1) {
  return { uri: internedText(table.strings, uri), name: internedText(table.strings, name), endpoint };
}

/** Rows of the message index that call `i` is made of, in order of the ladder; a view. */
export function rowsOf(table: CallTable, i: number): Uint32Array {
  return table.rows.subarray(table.rowStart[i] ?? 0, table.rowStart[i + 1] ?? 0);
}
