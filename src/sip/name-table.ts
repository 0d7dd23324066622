/** Bits of a length that tell shapes apart. */
const LENGTHS = 31;

/** Finds header names in bytes, in any case, without decoding them: by length, first and last letter, then letter by letter. */
export class NameTable<T> {
  readonly #letters: Uint8Array[] = [];
  readonly #values: T[] = [];
  /** By shape: the position of the first name of that shape from 1, and behind each name that of the next; 0 without. */
  readonly #first = new Uint16Array((LENGTHS + 1) * 1024);
  readonly #next: number[] = [0];

  /** @param entries lower-case names and what they stand for; of two that are alike the last one counts */
  constructor(entries: Iterable<readonly [string, T]>) {
    for (const [name, value] of entries) {
      const shape = shapeOf(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1));
      this.#values.push(value);
      this.#next.push(this.#first[shape] as number);
      this.#first[shape] = this.#letters.push(Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
    }
  }

  /** What the name in bytes[start, end) stands for. */
  find(bytes: Uint8Array, start: number, end: number): T | undefined {
    if (end <= start) return undefined;
    let position = this.#first[shapeOf(end - start, bytes[start] as number, bytes[end - 1] as number)] as number;
    while (position > 0) {
      if (isName(bytes, start, end, this.#letters[position - 1] as Uint8Array)) return this.#values[position - 1];
      position = this.#next[position] as number;
    }
    return undefined;
  }
}

function shapeOf(length: number, first: number, last: number): number {
  return (length & LENGTHS) * 1024 + (first & 31) * 32 + (last & 31);
}

/** Whether bytes[start, end) are those letters in any case. */
function isName(bytes: Uint8Array, start: number, end: number, letters: Uint8Array): boolean {
  if (letters.length !== end - start) return false;
  for (let i = 0; i < letters.length; i++) {
    const byte = bytes[start + i] as number;
    const letter = letters[i] as number;
    // Names hold letters, hyphens and dots; only letters have two cases.
    if (byte !== letter && (byte < 65 || (byte | 32) !== letter)) return false;
  }
  return true;
}
