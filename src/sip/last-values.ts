import type { Interner } from '../base/interner.ts';

/**
 * The last value of each call. Messages of a call mostly carry the same tags and branch as the one before, and comparing
 * bytes costs a third of hashing them.
 */
export class LastValues {
  #ids = new Int32Array(1024).fill(-1);

  /** Id in `table` of bytes[start, end), a header of a message of `call`; -1 when `start` is -1. */
  id(call: number, table: Interner, bytes: Uint8Array, start: number, end: number): number {
    if (start < 0) return -1;
    if (call < 0) return table.id(bytes, start, end);
    if (call >= this.#ids.length) this.#grow(call);
    const last = this.#ids[call] as number;
    if (last >= 0 && table.equals(last, bytes, start, end)) return last;
    const id = table.id(bytes, start, end);
    this.#ids[call] = id;
    return id;
  }

  #grow(call: number): void {
    const ids = new Int32Array(Math.max(call + 1, this.#ids.length * 2)).fill(-1);
    ids.set(this.#ids);
    this.#ids = ids;
  }
}
