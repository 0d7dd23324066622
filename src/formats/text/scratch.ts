import { CR, LF } from '../../sip/bytes.ts';

const NONE = new Uint8Array(0);
/** Most scratches of a short text are never written to: only then is there memory for so many bytes. */
const LEAST = 4096;

/** Bytes that grow: where messages are put together whose bytes do not stand in one piece. Reused for a whole pass. */
export class Scratch {
  bytes: Uint8Array = NONE;
  length = 0;

  /** Appends from[start, end). */
  add(from: Uint8Array, start: number, end: number): void {
    const length = this.length + end - start;
    if (length > this.bytes.length) this.#grow(length);
    // Lines are short: a loop beats `set` with a view.
    const { bytes } = this;
    let to = this.length;
    for (let at = start; at < end; at++) bytes[to++] = from[at] as number;
    this.length = to;
  }

  /** Appends from[start, end) as a line of SIP. */
  addLine(from: Uint8Array, start: number, end: number): void {
    const length = this.length + end - start + 2;
    if (length > this.bytes.length) this.#grow(length);
    const { bytes } = this;
    let to = this.length;
    for (let at = start; at < end; at++) bytes[to++] = from[at] as number;
    bytes[to] = CR;
    bytes[to + 1] = LF;
    this.length = length;
  }

  addByte(byte: number): void {
    if (this.length === this.bytes.length) this.#grow(this.length + 1);
    this.bytes[this.length++] = byte;
  }

  /** Appends a text of characters below 256. */
  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.addByte(text.charCodeAt(i));
  }

  #grow(length: number): void {
    const bytes = new Uint8Array(Math.max(LEAST, Math.ceil(length * 1.6)));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }
}
