import type { Feed } from './feed.ts';

/** Whether these first bytes may be a log: no zero byte, unless they begin like UTF-16. */
export function isText(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return head.length > 0 && (isUtf16 || !head.includes(0));
}

/** Gathers a text that is unpacked piece by piece. */
export class TextFeed implements Feed {
  readonly #roomFor: (bytes: Uint8Array) => number;
  readonly #take: (bytes: Uint8Array) => void;
  #parts: Uint8Array[] = [];

  /** @param roomFor how many of these bytes may be kept @param take takes the whole text at its end */
  constructor(roomFor: (bytes: Uint8Array) => number, take: (bytes: Uint8Array) => void) {
    this.#roomFor = roomFor;
    this.#take = take;
  }

  push(bytes: Uint8Array): void {
    const room = this.#roomFor(bytes);
    if (room > 0) this.#parts.push(bytes.slice(0, room));
  }

  end(): void {
    const whole = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#take(whole);
  }
}
