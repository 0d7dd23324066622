interface Known<T> {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly made: T;
}

/** What was made of bytes, by those bytes: most header lines and session descriptions stand in several messages of a call. */
export class KnownBytes<T> {
  /** One for each number; another one with the same number takes its place. */
  readonly #known = new Map<number, Known<T>>();
  readonly #telling: number;

  /** @param telling bytes at the end by which they are looked up; equal are those alone that are equal in all */
  constructor(telling: number) {
    this.#telling = telling;
  }

  /** What was made of bytes[start, end); null when nothing is kept. */
  find(bytes: Uint8Array, start: number, end: number): T | null {
    const known = this.#known.get(this.#number(bytes, start, end));
    return known && isSame(known, bytes, start, end) ? known.made : null;
  }

  /** Keeps what was made of bytes[start, end), which are not to be changed any more. */
  keep(bytes: Uint8Array, start: number, end: number, made: T): void {
    this.#known.set(this.#number(bytes, start, end), { bytes, start, end, made });
  }

  #number(bytes: Uint8Array, start: number, end: number): number {
    let number = end - start;
    for (let at = Math.max(start, end - this.#telling); at < end; at++)
      number = Math.imul(number ^ (bytes[at] as number), PRIME);
    return number ^ (bytes[start] as number);
  }
}

/** Of the hash FNV-1a. */
const PRIME = 0x01000193;

function isSame({ bytes: own, start: from, end: to }: Known<unknown>, bytes: Uint8Array, start: number, end: number) {
  const length = end - start;
  if (to - from !== length) return false;
  for (let at = 0; at < length; at++) if (own[from + at] !== bytes[start + at]) return false;
  return true;
}
