import { isBlank } from './bytes.ts';

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
/** Letters of the names, and for each shape the position of the one name that has it, from 1. */
const LETTERS: readonly Uint8Array[] = SCANNED.map(([name]) => Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
const IDS = Uint8Array.from(SCANNED, ([, id]) => id);
/** By length, first and last letter: one name at most, so a header line costs one comparison. */
const BY_SHAPE = new Uint8Array(16 * 1024);
for (const [i, [name]] of SCANNED.entries())
  BY_SHAPE[shapeOf(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1))] = i + 1;

function shapeOf(length: number, first: number, last: number): number {
  return length * 1024 + (first & 31) * 32 + (last & 31);
}

/** What the header is whose name stands in bytes[start, colon), with white space before the colon (RFC 3261 §7.3.1); 0 for others. */
export function headerId(bytes: Uint8Array, start: number, colon: number): number {
  let end = colon;
  while (end > start && isBlank(bytes[end - 1])) end--;
  const length = end - start;
  if (length > 15 || length < 1) return 0;
  const position = BY_SHAPE[shapeOf(length, bytes[start] as number, bytes[end - 1] as number)] as number;
  if (position === 0) return 0;
  const letters = LETTERS[position - 1] as Uint8Array;
  for (let i = 0; i < length; i++) {
    const byte = bytes[start + i] as number;
    const letter = letters[i] as number;
    // Names hold letters and hyphens; only letters have two cases.
    if (byte !== letter && (byte < 65 || (byte | 32) !== letter)) return 0;
  }
  return IDS[position - 1] as number;
}
