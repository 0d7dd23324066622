import { CR, HTAB, LF, QUOTE } from '../../sip/bytes.ts';
import { Scratch } from '../text/scratch.ts';

const COMMA = 44;
const SEMICOLON = 59;
/** Bytes of a field that are looked through for its end. */
const LONGEST = 65536;

/** A row of a table with a message in one of its quoted fields (RFC 4180). */
export interface QuotedField {
  /** The other columns as one line, then the message. */
  readonly bytes: Uint8Array;
  /** Behind the row. */
  readonly behind: number;
  /** Lines that the row runs over. */
  readonly lines: number;
}

/** Whether the quote at `at` of a line that begins at `lineStart` opens a field. */
export function opensField(bytes: Uint8Array, lineStart: number, at: number): boolean {
  return bytes[at] === QUOTE && (at === lineStart || isSeparator(bytes[at - 1]));
}

/**
 * Reads the field that begins at `start`, of a row that begins at `rowStart`. Null when it has no end near by, starved when
 * its end may come with more bytes.
 */
export function readQuotedField(
  bytes: Uint8Array,
  rowStart: number,
  start: number,
  eof: boolean,
): QuotedField | 'starved' | null {
  const end = closingQuote(bytes, start);
  const lf = end < 0 ? -1 : bytes.indexOf(LF, end);
  if (lf < 0 && !eof && bytes.length - start < LONGEST) return 'starved';
  if (end < 0) return null;
  const rowEnd = lf < 0 ? bytes.length : lf;
  const out = new Scratch();
  out.add(bytes, rowStart, start);
  out.add(bytes, end, rowEnd);
  out.addByte(LF);
  for (let at = start; at < end; at++) {
    out.addByte(bytes[at] as number);
    // A quote is written twice.
    if (bytes[at] === QUOTE) at++;
  }
  out.addByte(LF);
  let lines = lf < 0 ? 0 : 1;
  for (let at = start; at < rowEnd; at++) if (bytes[at] === LF) lines++;
  return { bytes: out.bytes.subarray(0, out.length), behind: lf < 0 ? rowEnd : lf + 1, lines };
}

/** Position of the quote that closes a field: not written twice, with a separator or the end of the row behind it. */
function closingQuote(bytes: Uint8Array, start: number): number {
  const stop = Math.min(bytes.length, start + LONGEST);
  for (let at = start; at < stop; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] === QUOTE) at++;
    else return at + 1 >= bytes.length || isSeparator(bytes[at + 1]) || isLineEnd(bytes[at + 1]) ? at : -1;
  }
  return -1;
}

function isSeparator(byte: number | undefined): boolean {
  return byte === COMMA || byte === SEMICOLON || byte === HTAB;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
