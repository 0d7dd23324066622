import { CR, LF } from '../../sip/bytes.ts';
import { EntityDecoder, isAllEntities } from './entities.ts';

/** How the bytes of a text are written, where they are not simply lines of UTF-8 or Latin-1. */
export type Encoding = 'bytes' | 'utf-16le' | 'utf-16be' | 'cr' | 'entities';

export interface Detected {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly skip: number;
}

/** Bytes at the start of a source that tell. */
export const HEAD = 65536;

/** Tells how a text is written from its first bytes. */
export function detectEncoding(head: Uint8Array): Detected {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const zeros = [countZeros(head, 0), countZeros(head, 1)];
  const half = Math.min(head.length, 4096) / 2;
  if (half >= 8 && (zeros[1] ?? 0) > half * 0.7 && (zeros[0] ?? 0) < half * 0.1) return { encoding: 'utf-16le', skip };
  if (half >= 8 && (zeros[0] ?? 0) > half * 0.7 && (zeros[1] ?? 0) < half * 0.1) return { encoding: 'utf-16be', skip };
  if (head.includes(CR) && !head.includes(LF)) return { encoding: 'cr', skip };
  return { encoding: isAllEntities(head) ? 'entities' : 'bytes', skip };
}

/** Zero bytes at even (0) or odd (1) places of the first 4 KiB. */
function countZeros(head: Uint8Array, from: 0 | 1): number {
  let count = 0;
  for (let at = from; at < Math.min(head.length, 4096); at += 2) if (head[at] === 0) count++;
  return count;
}

/** Turns slices of a text, one after another, into lines of UTF-8; it is told when a slice is the last. */
export type Decode = (slice: Uint8Array, last: boolean) => Uint8Array;

/** What turns a text written in `encoding` into lines of UTF-8; null when it is that already. */
export function makeDecoder(encoding: Encoding): Decode | null {
  if (encoding === 'bytes') return null;
  if (encoding === 'cr') return (slice) => slice.map((byte) => (byte === CR ? LF : byte));
  if (encoding === 'entities') {
    const entities = new EntityDecoder();
    return (slice, last) => entities.decode(slice, last);
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (slice, last) => encoder.encode(decoder.decode(slice, { stream: !last }));
}
