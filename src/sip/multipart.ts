import { CR, isBlank, LF, nextLine } from './bytes.ts';
import type { Span } from './message.ts';

const HYPHEN = 45;
const encoder = new TextEncoder();

/** Parts of a multipart body (RFC 2046 §5.1), and whether the closing boundary was there. */
export interface Parts {
  /** Each with its headers, the line end that belongs to the next boundary left out. */
  readonly parts: readonly Span[];
  readonly closed: boolean;
}

/** Splits bytes of `span` at lines that are `--boundary`, `most` parts at most. What stands before the first is preamble. */
export function splitParts(bytes: Uint8Array, span: Span, boundary: string, most: number): Parts {
  const delimiter = encoder.encode(`--${boundary}`);
  const parts: Span[] = [];
  let start = -1;
  for (let at = span.start; at < span.end; at = nextLine(bytes, at, span.end)) {
    const after = delimiterEnd(bytes, at, span.end, delimiter);
    if (after < 0) continue;
    if (start >= 0) parts.push({ start, end: lineBefore(bytes, at, start) });
    const last = bytes[after] === HYPHEN && bytes[after + 1] === HYPHEN && after + 2 <= span.end;
    if (last || parts.length >= most) return { parts, closed: last };
    start = nextLine(bytes, at, span.end);
  }
  if (start >= 0) parts.push({ start, end: span.end });
  return { parts, closed: false };
}

/** Position behind the delimiter when the line at `at` is one, else -1: a longer boundary that begins alike is another. */
function delimiterEnd(bytes: Uint8Array, at: number, end: number, delimiter: Uint8Array): number {
  const after = at + delimiter.length;
  if (after > end) return -1;
  for (let i = 0; i < delimiter.length; i++) if (bytes[at + i] !== delimiter[i]) return -1;
  let rest = after;
  if (bytes[rest] === HYPHEN && bytes[rest + 1] === HYPHEN && rest + 2 <= end) rest += 2;
  while (rest < end && isBlank(bytes[rest])) rest++;
  return rest >= end || bytes[rest] === CR || bytes[rest] === LF ? after : -1;
}

/** RFC 2046 §5.1.1: the line end before a delimiter belongs to the delimiter. */
function lineBefore(bytes: Uint8Array, at: number, start: number): number {
  if (at > start && bytes[at - 1] === LF) at--;
  if (at > start && bytes[at - 1] === CR) at--;
  return at;
}
