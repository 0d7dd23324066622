import { Interner } from '../base/interner.ts';

/** Bytes of one text that are kept at most. */
const LONGEST = 8192;
const encoder = new TextEncoder();

/** Texts beside some messages of an index, by row: nothing is held until the first one comes. */
export class RowTexts {
  #ids = new Int32Array(0);
  readonly #texts = new Interner(16);

  /** Keeps a text for a row, in place of the one that is there. */
  set(row: number, text: string): void {
    const bytes = encoder.encode(text);
    if (row >= this.#ids.length) this.#grow(row);
    this.#ids[row] = this.#texts.id(bytes, 0, Math.min(bytes.length, LONGEST));
  }

  /** '' when the row has none. */
  get(row: number): string {
    return this.#texts.text(this.#ids[row] ?? -1);
  }

  /** So many texts were told apart: their ids are smaller. */
  get count(): number {
    return this.#texts.count;
  }

  /** Id of the text of a row, -1 when it has none. */
  idOf(row: number): number {
    return this.#ids[row] ?? -1;
  }

  textOf(id: number): string {
    return this.#texts.text(id);
  }

  /** A view that is valid until the next text is kept. */
  bytesOf(id: number): Uint8Array {
    return this.#texts.bytesOf(id);
  }

  /** Forgets what was kept for a row that is no more. */
  remove(row: number): void {
    if (row < this.#ids.length) this.#ids[row] = -1;
  }

  /** Rows that have a text, in order. */
  *rows(): Generator<number> {
    for (const [row, id] of this.#ids.entries()) if (id >= 0) yield row;
  }

  #grow(row: number): void {
    const ids = new Int32Array(Math.max(row + 1, this.#ids.length * 2)).fill(-1);
    ids.set(this.#ids);
    this.#ids = ids;
  }
}
