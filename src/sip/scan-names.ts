import { isBlank } from './bytes.ts';
import { NameTable } from './name-table.ts';

export const VIA = 1;
export const FROM = 2;
export const TO = 3;
export const CALL_ID = 4;
export const CSEQ = 5;
export const CONTENT_LENGTH = 6;
export const CONTENT_TYPE = 7;
export const ROUTE = 8;
export const CONTACT = 9;
export const REASON = 10;
export const USER_AGENT = 11;
export const SERVER = 12;
export const SESSION_EXPIRES = 13;
export const P_EARLY_MEDIA = 14;
export const RSEQ = 15;
export const RECORD_ROUTE = 16;

/** Lower-case names of the headers that an index takes something from, compact forms too, and what each stands for. */
export const SCANNED: readonly (readonly [string, number])[] = [
  ['via', VIA],
  ['v', VIA],
  ['from', FROM],
  ['f', FROM],
  ['to', TO],
  ['t', TO],
  ['call-id', CALL_ID],
  ['i', CALL_ID],
  ['cseq', CSEQ],
  ['content-length', CONTENT_LENGTH],
  ['l', CONTENT_LENGTH],
  ['content-type', CONTENT_TYPE],
  ['c', CONTENT_TYPE],
  ['route', ROUTE],
  ['contact', CONTACT],
  ['m', CONTACT],
  ['reason', REASON],
  ['user-agent', USER_AGENT],
  ['server', SERVER],
  ['session-expires', SESSION_EXPIRES],
  ['x', SESSION_EXPIRES],
  ['p-early-media', P_EARLY_MEDIA],
  ['rseq', RSEQ],
  ['record-route', RECORD_ROUTE],
];
const IDS = new NameTable(SCANNED);

/** What the header is whose name stands in bytes[start, colon), with white space before the colon (RFC 3261 §7.3.1); 0 for others. */
export function headerId(bytes: Uint8Array, start: number, colon: number): number {
  let end = colon;
  while (end > start && isBlank(bytes[end - 1])) end--;
  return IDS.find(bytes, start, end) ?? 0;
}
