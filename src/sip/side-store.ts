const CHUNK = 1 << 20;

/** Bytes of one message that are kept at most. */
export const SIDE_LIMIT = CHUNK;

/**
 * Bytes of messages that do not stand in one piece in their source: reassembled, unwrapped or decrypted. Chunks of 1 MiB,
 * so that growing copies nothing; a message lies in one chunk. A place is chunk × 1 MiB + offset.
 */
export class SideStore {
  readonly #chunks: Uint8Array[] = [];
  #used = CHUNK;

  /** Keeps a copy of bytes[start, end), at most 1 MiB of it, and returns its place. */
  keep(bytes: Uint8Array, start: number, end: number): number {
    const length = Math.min(end - start, CHUNK);
    if (this.#used + length > CHUNK) {
      this.#chunks.push(new Uint8Array(CHUNK));
      this.#used = 0;
    }
    const chunk = this.#chunks.length - 1;
    const at = this.#used;
    this.#chunks[chunk]?.set(bytes.subarray(start, start + length), at);
    this.#used += length;
    return chunk * CHUNK + at;
  }

  /** A view of `size` bytes at a place that `keep` returned. */
  read(place: number, size: number): Uint8Array {
    const chunk = this.#chunks[Math.floor(place / CHUNK)];
    const at = place % CHUNK;
    return chunk ? chunk.subarray(at, Math.min(CHUNK, at + size)) : new Uint8Array(0);
  }

  /** Memory held, bytes. */
  get byteLength(): number {
    return this.#chunks.length * CHUNK;
  }
}
