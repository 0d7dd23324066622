import { LF } from '../../sip/bytes.ts';
import { skipLostColour } from './clean.ts';

/** Bytes that ask for a closer look at a line, as bits of what is seen in it. */
export const UNCLEAN = 1;
export const DAMAGE = 2;
/** A colour of a terminal that lost its ESC: `[1;36m`. */
export const LOST_COLOUR = 4;
/** Ends the line. */
const LINE_END = 128;

/** What each byte says; 0 for nearly all. */
const MARKS = new Uint8Array(256);
MARKS[LF] = LINE_END;
// ESC, NUL and backspace: unwrap/clean.ts.
MARKS[27] = MARKS[0] = MARKS[8] = UNCLEAN;
// `&`, `^` and the first byte of curly quotes: unwrap/damage.ts.
MARKS[38] = MARKS[94] = MARKS[0xe2] = DAMAGE;
// `[`, where a colour follows.
MARKS[91] = LOST_COLOUR;

/** What was seen by the last `findLineEnd`. */
export let seenMarks = 0;

export const BAR = 124;
const SPACE = 32;

/** Where a line ends without the empty columns ` | |` that tables of web pages leave behind it. */
export function cutColumns(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  if (bytes[at - 1] !== BAR || bytes[at - 2] !== SPACE || bytes[at - 3] !== BAR) return end;
  while (
    at > start &&
    (bytes[at - 1] === BAR || bytes[at - 1] === SPACE) &&
    (bytes[at - 1] !== bytes[at - 2] || bytes[at - 1] === SPACE)
  )
    at--;
  return at;
}

/** Position of the line feed at or behind `at`, `end` without one; `seenMarks` tells what stands before it. */
export function findLineEnd(bytes: Uint8Array, at: number, end: number): number {
  const last = end - 4;
  let seen = 0;
  for (;;) {
    while (at <= last && !isMarked(bytes, at)) at += 4;
    for (const stop = at <= last ? at + 4 : end; at < stop; at++) {
      const mark = MARKS[bytes[at] as number] as number;
      if (mark === 0) continue;
      if (mark === LINE_END) {
        seenMarks = seen;
        return at;
      }
      if (mark !== LOST_COLOUR || skipLostColour(bytes, at, end) > at) seen |= mark;
    }
    if (at >= end) {
      seenMarks = seen;
      return end;
    }
  }
}

/** One of the four bytes at `at` has a mark: four at a time take three quarters of what each alone takes. */
function isMarked(bytes: Uint8Array, at: number): boolean {
  const first = MARKS[bytes[at] as number] as number;
  const second = MARKS[bytes[at + 1] as number] as number;
  const third = MARKS[bytes[at + 2] as number] as number;
  return (first | second | third | (MARKS[bytes[at + 3] as number] as number)) !== 0;
}
