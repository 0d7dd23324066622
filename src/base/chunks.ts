import type { Source } from './source.ts';

/** Bytes that are kept in one piece. */
const CHUNK = 1 << 22;

/** Bytes that come bit by bit and are kept once, in chunks of one length: no copy of the whole is ever made. */
export class Chunks {
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const place = this.#size % CHUNK;
      if (place === 0) this.#chunks.push(new Uint8Array(CHUNK));
      const part = bytes.subarray(at, at + CHUNK - place);
      this.#chunks.at(-1)?.set(part, place);
      this.#size += part.length;
      at += part.length;
    }
  }

  /** The bytes [start, end), clamped; a copy only where they stand in several chunks. */
  read(start: number, end: number): Uint8Array {
    const from = Math.max(0, start);
    const to = Math.max(from, Math.min(end, this.#size));
    const first = Math.floor(from / CHUNK);
    const chunk = this.#chunks[first];
    if (chunk && to <= (first + 1) * CHUNK) return chunk.subarray(from % CHUNK, to - first * CHUNK);
    const bytes = new Uint8Array(to - from);
    for (let at = from; at < to; ) {
      const part = this.read(at, Math.min(to, (Math.floor(at / CHUNK) + 1) * CHUNK));
      bytes.set(part, at - from);
      at += part.length;
    }
    return bytes;
  }

  /** These bytes as a source; none may be added any more. */
  source(name: string): Source {
    const rest = this.#size % CHUNK;
    if (rest > 0) this.#chunks.push(this.#chunks.pop()?.slice(0, rest) as Uint8Array);
    return { name, size: this.#size, read: (start, end) => Promise.resolve(this.read(start, end)) };
  }
}
