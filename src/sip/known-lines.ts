import type { HeaderLine } from './header-line.ts';

interface Known {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: HeaderLine;
}

/** Bytes at the end of a line, where branches, tags and numbers stand, by which it is looked up. */
const TELLING = 24;

/** Header lines by their bytes: most of them stand in several messages of a call, and are read once. */
export class KnownLines {
  /** One line for each number; another one with the same number takes its place. */
  readonly #lines = new Map<number, Known>();

  /** The line that bytes[start, end) are; null when it was not kept. */
  find(bytes: Uint8Array, start: number, end: number): HeaderLine | null {
    const known = this.#lines.get(numberOf(bytes, start, end));
    return known && isSame(known, bytes, start, end) ? known.line : null;
  }

  /** Keeps the line that bytes[start, end) are. */
  keep(bytes: Uint8Array, start: number, end: number, line: HeaderLine): void {
    this.#lines.set(numberOf(bytes, start, end), { bytes, start, end, line });
  }
}

function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let number = end - start;
  for (let at = Math.max(start, end - TELLING); at < end; at++) number = Math.imul(number ^ (bytes[at] as number), PRIME);
  return number ^ (bytes[start] as number);
}

const PRIME = 0x01000193;

function isSame(known: Known, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (known.end - known.start !== length) return false;
  const { bytes: own, start: from } = known;
  for (let at = 0; at < length; at++) if (own[from + at] !== bytes[start + at]) return false;
  return true;
}
