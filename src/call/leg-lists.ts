/** Legs by a number such as an interned id, in the order in which they came: linked lists, as most ids have none or one. */
export class LegLists {
  /** The numbers that have legs, in the order of their first. */
  readonly values: number[] = [];
  /** The last leg of a value, and behind each leg the next one of its value; the last is followed by the first. */
  readonly #last: Int32Array;
  readonly #next: Int32Array;

  constructor(values: number, legs: number) {
    this.#last = new Int32Array(values).fill(-1);
    this.#next = new Int32Array(legs);
  }

  /** Adds a leg, which stands in one list at most. */
  add(value: number, leg: number): void {
    const last = this.#last[value] as number;
    if (last < 0) {
      this.values.push(value);
      this.#next[leg] = leg;
    } else {
      this.#next[leg] = this.#next[last] as number;
      this.#next[last] = leg;
    }
    this.#last[value] = leg;
  }

  /** A leg and behind it those of a value that has some. */
  of(value: number, first: number): number[] {
    const last = this.#last[value] as number;
    let leg = this.#next[last] as number;
    const legs = [first, leg];
    while (leg !== last) {
      leg = this.#next[leg] as number;
      legs.push(leg);
    }
    return legs;
  }
}
