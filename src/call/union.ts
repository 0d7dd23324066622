/** Sets that grow together (union-find with path halving): which numbers below a limit are one. */
export class Union {
  readonly #parent: Uint32Array;

  /** @param from how many numbers, each alone, or sets to start from */
  constructor(from: number | Union) {
    this.#parent = typeof from === 'number' ? new Uint32Array(from) : from.#parent.slice();
    if (typeof from === 'number') for (let i = 0; i < from; i++) this.#parent[i] = i;
  }

  /** The number that stands for the set of `i`. */
  find(i: number): number {
    const parent = this.#parent;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  }

  /** Makes the sets of both one. */
  join(a: number, b: number): void {
    this.#parent[this.find(a)] = this.find(b);
  }
}
