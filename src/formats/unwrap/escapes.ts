import { BACKSLASH, CR, HTAB, LF, QUOTE } from '../../sip/bytes.ts';
import { findHeaderName } from '../text/header-name.ts';
import { Scratch } from '../text/scratch.ts';
import { unquote } from './quoted.ts';

const APOSTROPHE = 39;
const SMALL_N = 110;
const SMALL_R = 114;
/** Bytes behind a start line in which its line end, written out, is looked for. */
const REACH = 160;

/** How a line end is written out where a whole message stands in one line. */
interface LineEnd {
  readonly literal: string;
  /** backslash: as in a string of a programming language, written once or twice over. */
  readonly kind: 'backslash' | 'twice' | 'octal' | 'decimal' | 'dots';
}

const LINE_ENDS: readonly LineEnd[] = [
  { literal: '\\\\r\\\\n', kind: 'twice' },
  { literal: '\\\\n', kind: 'twice' },
  { literal: '\\r\\n', kind: 'backslash' },
  { literal: '\\n', kind: 'backslash' },
  { literal: '\\x0d\\x0a', kind: 'backslash' },
  { literal: '\\x0D\\x0A', kind: 'backslash' },
  { literal: '\\u000d\\u000a', kind: 'backslash' },
  { literal: '#015#012', kind: 'octal' },
  { literal: '#012', kind: 'octal' },
  { literal: ' #012', kind: 'octal' },
  { literal: '<013><010>', kind: 'decimal' },
  { literal: '<010>', kind: 'decimal' },
  { literal: '..', kind: 'dots' },
];

/** The escape that ends the start line of which bytes[from, …) is the rest, when a header follows; null without. */
export function findEscape(bytes: Uint8Array, from: number, end: number): LineEnd | null {
  const stop = Math.min(end, from + REACH);
  for (let at = from; at < stop; at++) {
    const byte = bytes[at];
    if (byte !== BACKSLASH && byte !== 35 && byte !== 60 && byte !== 46 && byte !== 32) continue;
    for (const lineEnd of LINE_ENDS) {
      if (!isAt(bytes, at, end, lineEnd.literal)) continue;
      const next = at + lineEnd.literal.length;
      const name = findHeaderName(bytes, next, Math.min(end, next + 40));
      if (name >= next && name <= next + 2) return lineEnd;
    }
  }
  return null;
}

function isAt(bytes: Uint8Array, at: number, end: number, literal: string): boolean {
  if (at + literal.length > end) return false;
  for (let i = 0; i < literal.length; i++) if (bytes[at + i] !== literal.charCodeAt(i)) return false;
  return true;
}

/**
 * The line bytes[start, end) as the lines it was: what stands before the message whose start line is at `message`, and the
 * message. `behind` is where the line goes on behind a string that held it.
 */
export function expandLine(
  bytes: Uint8Array,
  start: number,
  message: number,
  end: number,
  lineEnd: LineEnd,
): { bytes: Uint8Array; behind: number } {
  const out = new Scratch();
  const opening = bytes[message - 1];
  const quote = message > start && (opening === QUOTE || opening === APOSTROPHE) ? opening : -1;
  let behind = end;
  addBefore(bytes, start, message, lineEnd.kind, out);
  if (lineEnd.kind === 'twice') {
    const once = unquotedOnce(bytes, message, end);
    unquote(once, 0, once.length, out, quote);
  } else if (lineEnd.kind === 'backslash') behind = Math.min(end, unquote(bytes, message, end, out, quote) + 1);
  else addNumbered(bytes, message, end, lineEnd.kind, out);
  out.addByte(LF);
  return { bytes: out.bytes.subarray(0, out.length), behind };
}

function unquotedOnce(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const once = new Scratch();
  unquote(bytes, start, end, once, -1);
  return once.bytes.subarray(0, once.length);
}

/** What precedes the message: lines of their own, whatever the way they are written in. */
function addBefore(bytes: Uint8Array, start: number, message: number, kind: LineEnd['kind'], out: Scratch): void {
  if (message === start) return;
  if (kind === 'backslash') addBackslashed(bytes, start, message, out);
  else addNumbered(bytes, start, message, 'octal', out);
  out.addByte(LF);
}

/** `#015#012` as rsyslog and `<013><010>` as others write control characters; `..` as ngrep prints them. */
function addNumbered(bytes: Uint8Array, start: number, end: number, kind: LineEnd['kind'], out: Scratch): void {
  const [opening, base, length] = kind === 'octal' ? [35, 8, 4] : kind === 'decimal' ? [60, 10, 5] : [46, 0, 2];
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const code = byte === opening ? escapedAt(bytes, at, end, base, length) : -1;
    if (code < 0) out.addByte(byte);
    else {
      if (kind === 'dots') out.addByte(CR);
      out.addByte(code);
      at += length - 1;
    }
  }
}

/** The same where a line end is a backslash and a letter; other escapes stay, as they are not of a line's end. */
function addBackslashed(bytes: Uint8Array, start: number, end: number, out: Scratch): void {
  for (let at = start; at < end; at++) {
    const letter = bytes[at] === BACKSLASH ? bytes[at + 1] : 0;
    if (letter === SMALL_N || letter === SMALL_R) {
      if (letter === SMALL_N) out.addByte(LF);
      at++;
    } else out.addByte(bytes[at] as number);
  }
}

function escapedAt(bytes: Uint8Array, at: number, end: number, base: number, length: number): number {
  if (at + length > end) return -1;
  if (base === 0) return bytes[at + 1] === 46 ? LF : -1;
  const code = Number.parseInt(String.fromCharCode(...bytes.subarray(at + 1, at + 4)), base);
  return code === CR || code === LF || code === HTAB ? code : -1;
}
