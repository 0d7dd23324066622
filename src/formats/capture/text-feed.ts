import { Chunks } from '../../base/chunks.ts';
import type { Feed } from './feed.ts';

/** Whether these first bytes may be a log: no zero byte, unless they begin like UTF-16. */
export function isText(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return head.length > 0 && (isUtf16 || !head.includes(0));
}

/** Gathers a text that is unpacked piece by piece. */
export class TextFeed implements Feed {
  readonly #roomFor: (bytes: Uint8Array) => number;
  readonly #take: (text: Chunks) => void;
  #text = new Chunks();
  isDone = false;

  /** @param roomFor how many of these bytes may be kept @param take takes the whole text at its end */
  constructor(roomFor: (bytes: Uint8Array) => number, take: (text: Chunks) => void) {
    this.#roomFor = roomFor;
    this.#take = take;
  }

  push(bytes: Uint8Array): void {
    const room = this.#roomFor(bytes);
    this.#text.add(bytes.subarray(0, room));
    this.isDone = room < bytes.length;
  }

  end(): void {
    const text = this.#text;
    this.#text = new Chunks();
    this.#take(text);
  }
}
