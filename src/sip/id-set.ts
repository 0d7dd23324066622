/** A set of small numbers, such as ids that an Interner gives. */
export class IdSet {
  #bits = new Uint8Array(1024);

  add(id: number): void {
    if (id < 0) return;
    if (id >> 3 >= this.#bits.length) {
      const grown = new Uint8Array(Math.max((id >> 3) + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[id >> 3] = (this.#bits[id >> 3] as number) | (1 << (id & 7));
  }

  has(id: number): boolean {
    return id >= 0 && ((this.#bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }
}
