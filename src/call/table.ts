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
    callIds: callIdsOf(table, i),
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

/** Rows of one leg of call `i`, in order of the ladder. */
export function legRows(table: CallTable, i: number, leg: number): Uint32Array {
  const rows = rowsOf(table, i);
  const first = table.rowStart[i] ?? 0;
  return rows.filter((_, at) => table.rowLeg[first + at] === leg);
}

/** The call that a leg of the table of legs belongs to, and which of its legs it is; -1, -1 for none. */
export function placeOfLeg(table: CallTable, leg: number): readonly [call: number, at: number] {
  const place = table.legs.indexOf(leg);
  if (place < 0) return [-1, -1];
  const call = partOf(table.legStart, table.count, place);
  return [call, place - (table.legStart[call] as number)];
}

/** The call that a row of the message index belongs to, and which of its legs; -1, -1 for none. */
export function placeOfRow(table: CallTable, row: number): { readonly call: number; readonly leg: number } {
  const place = table.rows.indexOf(row);
  if (place < 0) return { call: -1, leg: -1 };
  return { call: partOf(table.rowStart, table.count, place), leg: table.rowLeg[place] as number };
}

/** The call that each of these rows belongs to. */
export function placesOfRows(table: CallTable, rows: Uint32Array): Uint32Array {
  const wanted = new Map(Array.from(rows, (row, at) => [row, at]));
  const places = new Uint32Array(rows.length);
  let call = 0;
  for (let place = 0; place < table.rows.length; place++) {
    while (place >= (table.rowStart[call + 1] as number)) call++;
    const at = wanted.get(table.rows[place] as number);
    if (at !== undefined) places[at] = call;
  }
  return places;
}

/** Which of the parts that begin at `start` holds a place: found by halving. */
function partOf(start: Uint32Array, count: number, place: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((start[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** Rows of a leg of the table of legs, in order of the ladder. */
export function rowsOfLeg(table: CallTable, leg: number): Uint32Array {
  const [call, at] = placeOfLeg(table, leg);
  return call < 0 ? new Uint32Array(0) : legRows(table, call, at);
}

/** Call-IDs of the legs of call `i`, the caller's first. */
function callIdsOf(table: CallTable, i: number): string[] {
  const texts: string[] = [];
  const end = table.legStart[i + 1] ?? 0;
  for (let leg = table.legStart[i] ?? 0; leg < end; leg++) {
    texts.push(internedText(table.callIds, table.legCallId[leg] as number));
  }
  return texts;
}
