const FEW = 48;

/**
 * Key to number, the last one set; emptied for each call. Calls are mostly short, and looking through a short list is
 * several times faster than hashing; long ones get a Map.
 */
export class Latest {
  readonly #keys = new Float64Array(FEW);
  readonly #values = new Int32Array(FEW);
  readonly #map = new Map<number, number>();
  #count = 0;
  #many = false;

  /** @param size how often `set` may be called */
  reset(size: number): void {
    this.#count = 0;
    this.#many = size > FEW;
    if (this.#map.size > 0) this.#map.clear();
  }

  /** -1 for a key that was not set. */
  get(key: number): number {
    if (this.#many) return this.#map.get(key) ?? -1;
    const at = this.#find(key);
    return at < 0 ? -1 : (this.#values[at] as number);
  }

  set(key: number, value: number): void {
    if (this.#many) {
      this.#map.set(key, value);
      return;
    }
    const known = this.#find(key);
    const at = known < 0 ? this.#count++ : known;
    this.#keys[at] = key;
    this.#values[at] = value;
  }

  #find(key: number): number {
    const keys = this.#keys;
    for (let at = this.#count - 1; at >= 0; at--) if (keys[at] === key) return at;
    return -1;
  }
}
