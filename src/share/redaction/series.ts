/** How the pseudonyms of one kind are counted. */
export interface Counting {
  /** The pseudonym of number n, from 1. */
  readonly write: (n: number) => string;
  /** Its number, -1 for a text that is no pseudonym of this kind. */
  readonly read: (text: string) => number;
  /** How many there are; without, as many as wanted. */
  readonly cap?: number;
  /** Values look like pseudonyms by chance: only numbers without big gaps count as redacted before. */
  readonly tight?: boolean;
  /** When more are wanted than half of `cap`: any numbering of all that there is. */
  readonly full?: (n: number) => string;
}

/**
 * Gives out pseudonyms in the order in which values appeared. Values that are such a series already keep their names, so
 * that redacting again changes nothing; else no pseudonym is a value of the trace, so that a leak cannot look like one.
 */
export class Series {
  readonly #values = new Map<string, string>();
  readonly #counting: Counting;
  readonly #taken: ReadonlySet<string>;
  #done = false;

  /** @param taken texts in lower case that are nobody's pseudonym */
  constructor(counting: Counting, taken: ReadonlySet<string> = new Set()) {
    this.#counting = counting;
    this.#taken = taken;
  }

  add(value: string): void {
    if (!this.#values.has(value)) this.#values.set(value, value);
  }

  /** Pseudonym of a value that was added; to be asked once all are. */
  get(value: string): string {
    if (!this.#done) this.#giveOut();
    return this.#values.get(value) ?? '';
  }

  #giveOut(): void {
    this.#done = true;
    const values = [...this.#values.keys()];
    const { cap = Number.POSITIVE_INFINITY, write, full = write } = this.#counting;
    if (values.length * 2 > cap) {
      for (const [i, value] of values.entries()) this.#values.set(value, full((i % cap) + 1));
      return;
    }
    if (this.#isSeries(values)) return;
    const own = new Set(values);
    let n = 0;
    for (const value of values) {
      let text = write(++n);
      while (n < cap && (own.has(text) || this.#taken.has(text.toLowerCase()))) text = write(++n);
      this.#values.set(value, text);
    }
  }

  #isSeries(values: readonly string[]): boolean {
    const { read, tight = false } = this.#counting;
    let last = 0;
    for (const value of values) {
      const n = read(value);
      if (n <= last) return false;
      last = n;
    }
    // As many numbers again may have been left out, because values of the trace stood there.
    return !tight || last <= values.length * 2;
  }
}

/** `u1`, `u2`, …; `width` digits at least. */
export function counted(prefix: string, width = 1, suffix = ''): Counting {
  return {
    write: (n) => `${prefix}${String(n).padStart(width, '0')}${suffix}`,
    read: (text) => {
      if (!text.startsWith(prefix) || !text.endsWith(suffix)) return -1;
      const digits = text.slice(prefix.length, text.length - suffix.length);
      if (!/^\d{1,9}$/.test(digits) || digits !== String(Number(digits)).padStart(width, '0')) return -1;
      return Number(digits) || -1;
    },
  };
}
