/** Payload types of one flow that are counted one by one. */
const MOST = 6;

/** Packets by payload type, for each flow. */
export class TypeTable {
  #types = new Uint8Array(64 * MOST);
  #counts = new Uint32Array(64 * MOST);

  /** Makes room for a new flow. */
  open(row: number): void {
    const start = row * MOST;
    if (start + MOST > this.#types.length) {
      this.#types = grown(this.#types, new Uint8Array(this.#types.length * 2));
      this.#counts = grown(this.#counts, new Uint32Array(this.#counts.length * 2));
    }
    this.#counts.fill(0, start, start + MOST);
  }

  /** One packet; types beyond the sixth of a flow are not counted. */
  add(row: number, type: number): void {
    const start = row * MOST;
    for (let at = start; at < start + MOST; at++) {
      const count = this.#counts[at] as number;
      if (count > 0 && this.#types[at] !== type) continue;
      this.#types[at] = type;
      this.#counts[at] = count + 1;
      return;
    }
  }

  move(from: number, to: number): void {
    this.#types.copyWithin(to * MOST, from * MOST, (from + 1) * MOST);
    this.#counts.copyWithin(to * MOST, from * MOST, (from + 1) * MOST);
  }

  /** Types of a flow with their packets, in order of appearance. */
  of(row: number): Map<number, number> {
    const found = new Map<number, number>();
    for (let at = row * MOST; at < (row + 1) * MOST; at++) {
      const count = this.#counts[at] as number;
      if (count > 0) found.set(this.#types[at] as number, count);
    }
    return found;
  }
}

function grown<T extends Uint8Array | Uint32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
