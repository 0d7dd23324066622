import type { Source } from './source.ts';

/** A stretch of bytes of a source. */
export interface Piece {
  readonly start: number;
  readonly size: number;
}

/** Bytes between two pieces that are read along rather than asked for apart, and bytes that are read at once. */
const GAP = 65_536;
const MOST = 4 << 20;

/**
 * Bytes of many pieces of one source, in the order of the pieces: neighbours are read in one go, as each reading of a file
 * has its price. Rejects only when the bytes cannot be had any more.
 */
export async function readPieces(source: Source, pieces: readonly Piece[]): Promise<Uint8Array[]> {
  const order = [...pieces.keys()].sort((a, b) => startOf(pieces, a) - startOf(pieces, b));
  const read: Uint8Array[] = new Array(pieces.length);
  for (let first = 0; first < order.length; ) {
    const from = startOf(pieces, order[first] as number);
    let last = first;
    let end = endOf(pieces, order[first] as number);
    while (last + 1 < order.length) {
      const next = order[last + 1] as number;
      const far = Math.max(end, endOf(pieces, next));
      if (startOf(pieces, next) - end > GAP || far - from > MOST) break;
      end = far;
      last++;
    }
    const bytes = await source.read(from, end);
    for (let at = first; at <= last; at++) {
      const piece = order[at] as number;
      read[piece] = bytes.subarray(startOf(pieces, piece) - from, endOf(pieces, piece) - from);
    }
    first = last + 1;
  }
  return read;
}

function startOf(pieces: readonly Piece[], at: number): number {
  return pieces[at]?.start ?? 0;
}

function endOf(pieces: readonly Piece[], at: number): number {
  const piece = pieces[at];
  return piece ? piece.start + piece.size : 0;
}
