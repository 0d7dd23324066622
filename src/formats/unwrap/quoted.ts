import { BACKSLASH, CR, HTAB, LF, QUOTE } from '../../sip/bytes.ts';
import type { Scratch } from '../text/scratch.ts';

/** What stands for a control character behind a backslash. */
const PLAIN = new Map<number, number>([
  [110, LF],
  [114, CR],
  [116, HTAB],
  [98, 8],
  [102, 12],
]);

/**
 * Appends the text of a string literal (JSON, Python, C) whose first character is at `at`, up to the closing `quote`, and
 * returns the position of that quote, or `end` when it never comes.
 */
export function unquote(bytes: Uint8Array, at: number, end: number, out: Scratch, quote = QUOTE): number {
  while (at < end && bytes[at] !== quote) {
    if (bytes[at] === BACKSLASH && at + 1 < end) at = readEscape(bytes, at + 1, end, out);
    else out.addByte(bytes[at++] as number);
  }
  return at;
}

/** Appends what the escape behind a backslash at `at` stands for and returns the position behind it. */
function readEscape(bytes: Uint8Array, at: number, end: number, out: Scratch): number {
  const letter = bytes[at] as number;
  const digits = letter === 117 ? 4 : letter === 120 ? 2 : 0;
  if (digits === 0 || at + digits >= end) {
    out.addByte(PLAIN.get(letter) ?? letter);
    return at + 1;
  }
  const code = Number.parseInt(String.fromCharCode(...bytes.subarray(at + 1, at + 1 + digits)), 16);
  if (Number.isNaN(code)) out.addByte(letter);
  else if (code < 256 && (digits === 2 || code < 128)) out.addByte(code);
  else addCodePoint(code, out);
  return Number.isNaN(code) ? at + 1 : at + 1 + digits;
}

/** UTF-8 (RFC 3629); a lone surrogate becomes three bytes, as it was two characters to begin with. */
function addCodePoint(code: number, out: Scratch): void {
  if (code < 0x800) out.addByte(0xc0 | (code >> 6));
  else {
    out.addByte(0xe0 | (code >> 12));
    out.addByte(0x80 | ((code >> 6) & 63));
  }
  out.addByte(0x80 | (code & 63));
}
