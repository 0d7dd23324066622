import { Decompress } from 'fzstd';
import { joined } from '../../base/joined.ts';

/** Window that a decoder must be able to hold (RFC 8878 §3.1.1.1.2 recommends 8 MB; `zstd --long` makes 128). Bytes. */
const LARGEST_WINDOW = 1 << 27;
const LONGEST_HEADER = 18;
const LONGEST_BLOCK = 1 << 17;

/** Whether a frame of zstd begins here, or one that decoders step over (RFC 8878 §3.1). */
export function isZstd(head: Uint8Array): boolean {
  const isSkippable = ((head[0] ?? 0) & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return isSkippable || (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd);
}

type Expects = 'frame' | 'block';

/** Unpacks zstd piece by piece; refuses what would take too much memory before it is taken. */
export class Unzstd {
  readonly #decoder: Decompress;
  /** Bytes of a header that are not all there. */
  #head = new Uint8Array(0);
  #expects: Expects = 'frame';
  /** Bytes to step over before the next header. */
  #skip = 0;
  #hasChecksum = false;
  /** Bytes of those in hand that stand before the header in hand. */
  #sound = 0;

  constructor(take: (bytes: Uint8Array) => void) {
    this.#decoder = new Decompress((bytes) => take(bytes));
  }

  /** Throws when the data are damaged, or need a window that is too large. */
  push(bytes: Uint8Array, isLast = false): void {
    try {
      this.#check(bytes);
    } catch (error) {
      this.#decoder.push(bytes.slice(0, this.#sound), false);
      throw error;
    }
    // It keeps what it is given.
    this.#decoder.push(bytes.slice(), isLast);
  }

  /** Steps from header to header: each frame says how large its window is. */
  #check(bytes: Uint8Array): void {
    let at = Math.min(this.#skip, bytes.length);
    this.#skip -= at;
    while (at < bytes.length) {
      this.#sound = at;
      const before = this.#head.length;
      this.#head = joined(this.#head, bytes.subarray(at, at + LONGEST_HEADER - before));
      const used = this.#expects === 'frame' ? this.#frame(this.#head) : this.#block(this.#head);
      if (used === 0) {
        at = bytes.length;
        continue;
      }
      this.#head = new Uint8Array(0);
      const next = at + used - before;
      this.#skip = Math.max(0, next - bytes.length);
      at = Math.min(next, bytes.length);
    }
  }

  /** Bytes up to what follows the header of a frame; 0 when it is not all there. */
  #frame(head: Uint8Array): number {
    if (head.length < 8) return 0;
    const view = new DataView(head.buffer);
    if (!isZstd(head)) throw new Error('no frame of zstd where one should begin');
    if (head[0] !== 0x28) return 8 + view.getUint32(4, true);
    const descriptor = head[4] as number;
    const isSingle = (descriptor & 32) !== 0;
    const sizeBytes = descriptor >> 6 === 0 ? Number(isSingle) : 1 << (descriptor >> 6);
    const length = 5 + Number(!isSingle) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes;
    if (head.length < length) return 0;
    const window = isSingle ? sizeAt(view, length - sizeBytes, sizeBytes) : windowOf(head[5] as number);
    if (window > LARGEST_WINDOW) throw new Error('it needs more than 128 MB of memory to be unpacked');
    this.#hasChecksum = (descriptor & 4) !== 0;
    this.#expects = 'block';
    return length;
  }

  #block(head: Uint8Array): number {
    if (head.length < 3) return 0;
    const [a = 0, b = 0, c = 0] = head;
    const size = ((a | (b << 8) | (c << 16)) >>> 3) & 0x1fffff;
    if (size > LONGEST_BLOCK) throw new Error('a block of zstd is too long');
    const isLast = (a & 1) !== 0;
    const isRun = ((a >> 1) & 3) === 1;
    if (isLast) this.#expects = 'frame';
    return 3 + (isRun ? 1 : size) + (isLast && this.#hasChecksum ? 4 : 0);
  }
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function sizeAt(view: DataView, at: number, length: number): number {
  if (length === 1) return view.getUint8(at);
  if (length === 2) return view.getUint16(at, true) + 256;
  const low = view.getUint32(at, true);
  return length === 4 ? low : low + view.getUint32(at + 4, true) * 4294967296;
}
