import { CR, LF } from '../../sip/bytes.ts';
import { cleanLine } from '../unwrap/clean.ts';
import type { LineView } from './frame.ts';
import { lineText } from './line-text.ts';
import { Scratch } from './scratch.ts';

/** Lines that a format may look around for. */
const FARTHEST = 100;
/** Bytes of a line before that are looked at. */
const LONGEST_BEFORE = 2048;

/** A line of a text and its neighbours, decoded when asked for. */
export class Lookaround implements LineView {
  /** A neighbour was asked for whose bytes are not there yet. */
  starved = false;
  #bytes: Uint8Array = new Uint8Array(0);
  #eof = true;
  #start = 0;
  #text: string | null = null;
  #buffer: Uint8Array = this.#bytes;
  #bufferStart = 0;
  #bufferEnd = 0;
  readonly #scratch = new Scratch();

  /** Looks at the line that begins at `start` of `bytes` and reads buffer[bufferStart, bufferEnd). */
  open(
    bytes: Uint8Array,
    eof: boolean,
    start: number,
    buffer: Uint8Array,
    bufferStart: number,
    bufferEnd: number,
  ): void {
    this.#bytes = bytes;
    this.#eof = eof;
    this.#start = start;
    this.#buffer = buffer;
    this.#bufferStart = bufferStart;
    this.#bufferEnd = bufferEnd;
    this.#text = null;
    this.starved = false;
  }

  get text(): string {
    this.#text ??= lineText(this.#buffer, this.#bufferStart, this.#bufferEnd);
    return this.#text;
  }

  line(n: number): string | null {
    if (n === 0) return this.text;
    if (n > FARTHEST || n < -FARTHEST) return null;
    return n > 0 ? this.#behind(n) : this.#before(-n);
  }

  #behind(n: number): string | null {
    let at = this.#start;
    for (let i = 0; i < n; i++) {
      const lf = this.#bytes.indexOf(LF, at);
      if (lf < 0) return this.#missing();
      at = lf + 1;
    }
    const lf = this.#bytes.indexOf(LF, at);
    if (lf < 0 && !this.#eof) return this.#missing();
    if (lf < 0 && at >= this.#bytes.length) return null;
    return this.#textOf(at, lf < 0 ? this.#bytes.length : lf);
  }

  #missing(): null {
    this.starved ||= !this.#eof;
    return null;
  }

  #before(n: number): string | null {
    let end = this.#start - 1;
    for (let i = 1; i < n && end > 0; i++) end = this.#bytes.lastIndexOf(LF, end - 1);
    if (end <= 0) return null;
    // The end of a line before is what frames: progress is shown over and over at its beginning.
    return this.#textOf(Math.max(this.#bytes.lastIndexOf(LF, end - 1) + 1, end - LONGEST_BEFORE), end);
  }

  #textOf(start: number, end: number): string {
    let stop = end;
    while (stop > start && this.#bytes[stop - 1] === CR) stop--;
    const text = lineText(this.#bytes, start, stop);
    if (!text.includes('\x1b') && !text.includes('\b')) return text;
    const out = this.#scratch;
    out.length = 0;
    cleanLine(this.#bytes, start, stop, out);
    return lineText(out.bytes, 0, out.length);
  }
}
