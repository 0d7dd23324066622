/** Bytes that somebody handed in: a pasted text, a file, a sample. Read in slices, never whole. */
export interface Source {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes [start, end), clamped to the source. Rejects only when the bytes cannot be had any more. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** It was unpacked from the source before it, and comes again with that one. */
  readonly within?: boolean;
}

/** A source whose bytes are in memory already. */
export function bytesSource(name: string, bytes: Uint8Array): Source {
  return {
    name,
    size: bytes.length,
    read: (start, end) => Promise.resolve(bytes.subarray(Math.max(0, start), Math.max(0, Math.min(end, bytes.length)))),
  };
}

/** A pasted text as a source: UTF-8 bytes. */
export function textSource(name: string, text: string): Source {
  return bytesSource(name, new TextEncoder().encode(text));
}

/** A file or other Blob: slices are fetched when asked for. */
export function blobSource(name: string, blob: Blob): Source {
  return {
    name,
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(Math.max(0, start), Math.max(0, end)).arrayBuffer()),
  };
}
