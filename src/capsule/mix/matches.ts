import type { Context } from './context.ts';

/** Ways in which an earlier place is found: same place in the same line, the same last 8 bytes, the same last 16. */
export const MATCHES = 3;
const LEAST = [1, 8, 16] as const;
const LONGEST = 300;
const TABLE_BITS = 16;
const LENGTHS = 32;
const CELLS = MATCHES * LENGTHS * 2;

/** Where the text was like this before, and what that foretells. */
export interface Matches {
  readonly text: Uint8Array;
  count: number;
  /** The byte that each match foretells, and the length of each in bytes, 0 = none. */
  readonly places: Int32Array;
  readonly lengths: Int32Array;
  readonly tables: readonly Int32Array[];
  /** The bit that each foretells, -1 = none, and how sure that is. */
  readonly bits: Int8Array;
  readonly sure: Float64Array;
  /** By kind of match, length and part of the line: how often such a match was right, and of how many times. */
  readonly right: Float64Array;
  readonly seen: Uint16Array;
  readonly cells: Int32Array;
}

/** @param room bytes that will come at most */
export function makeMatches(room: number): Matches {
  return {
    text: new Uint8Array(room + 1),
    count: 0,
    places: new Int32Array(MATCHES),
    lengths: new Int32Array(MATCHES),
    tables: Array.from({ length: MATCHES }, () => new Int32Array(2 ** TABLE_BITS)),
    bits: new Int8Array(MATCHES),
    sure: new Float64Array(MATCHES),
    right: new Float64Array(CELLS).fill(0.85),
    seen: new Uint16Array(CELLS),
    cells: new Int32Array(MATCHES),
  };
}

/** Looks up the places again after a byte. */
export function addToMatches(matches: Matches, byte: number, context: Context): void {
  const { text, places, lengths } = matches;
  text[matches.count++] = byte;
  for (let i = 0; i < MATCHES; i++) {
    const hash = i === 0 ? context.column : (context.orders[LEAST[i] as number] as number);
    const table = matches.tables[i] as Int32Array;
    const cell = Math.imul(hash, 0x9e3779b1) >>> (32 - TABLE_BITS);
    if ((lengths[i] as number) > 0 && text[places[i] as number] === byte) {
      places[i] = (places[i] as number) + 1;
      lengths[i] = (lengths[i] as number) + 1;
    } else find(matches, i, table[cell] as number);
    table[cell] = matches.count;
  }
}

/** Says for each match which bit comes next, when `node` (a 1 and the `done` bits of this byte so far) is on its way. */
export function foretell(matches: Matches, node: number, done: number, inValue: number): void {
  const { lengths, bits } = matches;
  for (let i = 0; i < MATCHES; i++) {
    const length = lengths[i] as number;
    const byte = (matches.text[matches.places[i] as number] as number) | 256;
    if (length === 0 || byte >> (8 - done) !== node) {
      lengths[i] = 0;
      bits[i] = -1;
      continue;
    }
    const cell = (i * LENGTHS + lengthClass(length)) * 2 + inValue;
    matches.cells[i] = cell;
    bits[i] = (byte >> (7 - done)) & 1;
    matches.sure[i] = matches.right[cell] as number;
  }
}

/** Learns from the bit that came. */
export function teachMatches({ bits, cells, right, seen, lengths }: Matches, bit: number): void {
  for (let i = 0; i < MATCHES; i++) {
    const foretold = bits[i] as number;
    if (foretold < 0) continue;
    const cell = cells[i] as number;
    const times = seen[cell] as number;
    right[cell] = (right[cell] as number) + ((foretold === bit ? 1 : 0) - (right[cell] as number)) / (times + 4);
    if (times < 400) seen[cell] = times + 1;
    if (foretold !== bit) lengths[i] = 0;
  }
}

function find({ text, count, lengths, places }: Matches, i: number, place: number): void {
  let length = 0;
  while (length < LONGEST && length < place && text[place - 1 - length] === text[count - 1 - length]) length++;
  lengths[i] = length >= (LEAST[i] as number) ? length : 0;
  places[i] = place;
}

/** Lengths in 32 classes, the longer the coarser. */
function lengthClass(length: number): number {
  if (length < 16) return length;
  if (length < 32) return 16 + ((length - 16) >> 2);
  if (length < 64) return 20 + ((length - 32) >> 3);
  return length < 256 ? 24 + ((length - 64) >> 5) : 31;
}
