import { spells } from './bytes.ts';

/** Finds header names in bytes, in any case, without decoding them: by length, first and last letter, then letter by letter. */
export class NameTable<T> {
  readonly #shapes = new Map<number, (readonly [string, T])[]>();

  /** @param entries lower-case names and what they stand for */
  constructor(entries: Iterable<readonly [string, T]>) {
    for (const entry of entries) {
      const name = entry[0];
      const shape = shapeOf(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1));
      this.#shapes.set(shape, [...(this.#shapes.get(shape) ?? []), entry]);
    }
  }

  /** What the name in bytes[start, end) stands for. */
  find(bytes: Uint8Array, start: number, end: number): T | undefined {
    if (end <= start) return undefined;
    const shape = this.#shapes.get(shapeOf(end - start, bytes[start] as number, bytes[end - 1] as number));
    if (!shape) return undefined;
    for (const [name, value] of shape) if (spells(bytes, start, end, name)) return value;
    return undefined;
  }
}

function shapeOf(length: number, first: number, last: number): number {
  return (length * 32 + (first & 31)) * 32 + (last & 31);
}
