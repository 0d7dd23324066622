import type { Scratch } from '../text/scratch.ts';

const BACKSPACE = 8;
const ESC = 27;
const LEFT_BRACKET = 91;
const SMALL_M = 109;

/**
 * Appends bytes[start, end) to `out` without terminal control sequences (ECMA-48), NULs, and what was wiped out with
 * backspaces, as ` --More-- ` is.
 */
export function cleanLine(bytes: Uint8Array, start: number, end: number, out: Scratch): void {
  const first = out.length;
  let kept = start;
  for (let at = start; at < end; ) {
    const byte = bytes[at];
    const isAlone = byte === 0 || byte === BACKSPACE;
    const behind = byte === ESC ? skipSequence(bytes, at, end) : isAlone ? at + 1 : at;
    if (behind > at) {
      out.add(bytes, kept, at);
      if (byte === BACKSPACE) out.length = Math.max(first, out.length - 1);
      kept = at = behind;
    } else at++;
  }
  out.add(bytes, kept, end);
}

/** Position behind the sequence that the ESC at `at` opens. */
function skipSequence(bytes: Uint8Array, at: number, end: number): number {
  const kind = bytes[at + 1];
  if (at + 1 >= end) return end;
  // ESC ( B and its like choose a character set.
  if (kind === 40 || kind === 41) return Math.min(end, at + 3);
  if (kind !== LEFT_BRACKET) return at + 1;
  return skipParameters(bytes, at + 2, end) ?? at + 2;
}

/** Position behind the final byte of a control sequence whose parameters begin at `at`; null when it has none. */
function skipParameters(bytes: Uint8Array, at: number, end: number): number | null {
  while (at < end && isIn(bytes[at], 48, 63)) at++;
  while (at < end && isIn(bytes[at], 32, 47)) at++;
  return at < end && isIn(bytes[at], 64, 126) ? at + 1 : null;
}

/** Appends bytes[start, end) to `out` without colours that lost their ESC on the way (`[1;36m`), as browsers show them. */
export function dropLostColours(bytes: Uint8Array, start: number, end: number, out: Scratch): void {
  let kept = start;
  for (let at = start; at < end; at++) {
    const behind = bytes[at] === LEFT_BRACKET ? skipLostColour(bytes, at, end) : at;
    if (behind === at) continue;
    out.add(bytes, kept, at);
    kept = behind;
    at = behind - 1;
  }
  out.add(bytes, kept, end);
}

/** Position behind the colour whose bracket stands at `at`; `at` when it is none. */
export function skipLostColour(bytes: Uint8Array, at: number, end: number): number {
  let behind = at + 1;
  while (behind < end && behind < at + 12 && isIn(bytes[behind], 48, 59)) behind++;
  return behind < end && bytes[behind] === SMALL_M ? behind + 1 : at;
}

function isIn(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}
