/** RFC 1951, by the engine itself: pages, workers and Node have it. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const { chunks } = await pass(new CompressionStream('deflate-raw'), bytes, Number.POSITIVE_INFINITY);
  return joined(chunks);
}

/** Undoes `deflate`, and stops as soon as there is more than `length`. Null unless exactly `length` bytes come out. */
export async function inflate(bytes: Uint8Array, length: number): Promise<Uint8Array | null> {
  try {
    const { chunks, size } = await pass(new DecompressionStream('deflate-raw'), bytes, length);
    return size === length ? joined(chunks) : null;
  } catch {
    return null;
  }
}

interface Passed {
  readonly chunks: readonly Uint8Array[];
  readonly size: number;
}

async function pass(stream: CompressionStream | DecompressionStream, bytes: Uint8Array, most: number): Promise<Passed> {
  const writer = stream.writable.getWriter();
  const written = writer.write(new Uint8Array(bytes)).then(() => writer.close());
  // What goes wrong is told by the reading side.
  written.catch(() => {});
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= most) {
    const { done, value } = await reader.read();
    if (done) return { chunks, size };
    chunks.push(value);
    size += value.length;
  }
  await reader.cancel();
  return { chunks, size };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
