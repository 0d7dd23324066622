import { joined } from '../../base/joined.ts';
import type { Feed } from './feed.ts';

const BLOCK = 512;
const decoder = new TextDecoder();

interface Entry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly isFile: boolean;
}

/** Whether a tar archive begins with these bytes: POSIX and GNU write `ustar` at 257. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && decoder.decode(head.subarray(257, 262)) === 'ustar';
}

/** The entry whose header stands at `at`; null for the zero blocks at the end and for damage. */
export function tarEntry(bytes: Uint8Array, at: number): Entry | null {
  if (!isTar(bytes.subarray(at, at + BLOCK))) return null;
  const field = (from: number, length: number) =>
    decoder.decode(bytes.subarray(at + from, at + from + length)).replace(/\0.*$/s, '');
  const size = Number.parseInt(field(124, 12).trim() || '0', 8);
  if (!Number.isSafeInteger(size) || size < 0) return null;
  const type = field(156, 1);
  return { name: field(0, 100), size, isFile: type === '' || type === '0' || type === '7' };
}

/** Unpacks the files of a tar archive, each into a feed of its own. */
export class TarFeed implements Feed {
  readonly #open: (name: string) => Feed;
  #head = new Uint8Array(0);
  #file: Feed | null = null;
  /** Bytes of the file in hand, and of it with its padding, that are still to come. */
  #size = 0;
  #padded = 0;

  constructor(open: (name: string) => Feed) {
    this.#open = open;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#padded > 0) at += this.#body(bytes.subarray(at));
      else {
        const taken = Math.min(BLOCK - this.#head.length, bytes.length - at);
        this.#head = joined(this.#head, bytes.subarray(at, at + taken));
        at += taken;
        if (this.#head.length === BLOCK) this.#header();
      }
    }
  }

  end(): void {
    this.#file?.end();
    this.#file = null;
  }

  #header(): void {
    const entry = tarEntry(this.#head, 0);
    this.#head = new Uint8Array(0);
    if (!entry) return;
    this.#size = entry.size;
    this.#padded = Math.ceil(entry.size / BLOCK) * BLOCK;
    this.#file = entry.isFile && entry.size > 0 ? this.#open(entry.name) : null;
  }

  #body(bytes: Uint8Array): number {
    const taken = Math.min(this.#padded, bytes.length);
    const data = Math.min(this.#size, taken);
    if (data > 0) this.#file?.push(bytes.subarray(0, data));
    this.#size -= data;
    this.#padded -= taken;
    if (this.#padded === 0) this.end();
    return taken;
  }
}
