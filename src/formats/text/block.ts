import { type Prefix, prefixOf } from '../unwrap/prefix.ts';
import type { Frame } from './frame.ts';
import type { LineReader } from './line-reader.ts';
import { lineText } from './line-text.ts';
import type { Scratch } from './scratch.ts';
import type { Stamp } from './stamp.ts';

/** Characters of a line that a block sees. */
const LONGEST_LINE = 1 << 20;

interface BlockMark {
  readonly at: number;
  readonly lines: number;
}

/** What a format found in a block, in its order. */
export type BlockItem =
  /** One message that it put together; `cut`: why it is known to be cut. */
  | { readonly kind: 'message'; readonly bytes: Uint8Array; readonly frame: Frame; readonly cut: string | null }
  /** Text that holds messages of one frame. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array; readonly frame: Frame }
  /** A frame of a network, with the code of its link type in pcap's list. */
  | { readonly kind: 'packet'; readonly bytes: Uint8Array; readonly linkType: number; readonly stamp: Stamp | null };

/**
 * The lines behind a framing line, for formats that print messages in a way of their own. What stands before the framing
 * line in its line is taken for a logger's prefix and cut off where the next lines have it, too. One object is reused.
 */
export class Block {
  readonly items: BlockItem[] = [];
  readonly #reader: LineReader;
  #buffer: Uint8Array = new Uint8Array(0);
  #lineStart = 0;
  #lineEnd = 0;
  #before: BlockMark = { at: 0, lines: 0 };

  constructor(reader: LineReader) {
    this.#reader = reader;
  }

  /** Begins anew behind the framing line buffer[lineStart, lineEnd), whose text begins at `column`; the reader stands there. */
  open(buffer: Uint8Array, lineStart: number, lineEnd: number, column: number): void {
    const reader = this.#reader;
    if (this.items.length > 0) this.items.length = 0;
    this.#buffer = buffer;
    this.#lineStart = lineStart + column;
    this.#lineEnd = lineEnd;
    this.#before = { at: reader.at, lines: reader.lines };
    const prefix: Prefix | null = column > 0 ? prefixOf(buffer, lineStart, lineStart + column) : null;
    reader.prefix = prefix;
  }

  /** Text of the framing line, without prefix. */
  get line(): string {
    return lineText(this.#buffer, this.#lineStart, this.#lineEnd, LONGEST_LINE);
  }

  /** Text of the next line without prefix, one character a byte; null at the end. */
  next(): string | null {
    const reader = this.#reader;
    this.#before = { at: reader.at, lines: reader.lines };
    return reader.read() ? lineText(reader.buffer, reader.start, reader.end, LONGEST_LINE) : null;
  }

  /** Appends the bytes of the next line without prefix to `out`; how many they are, -1 at the end. */
  addNext(out: Scratch): number {
    const reader = this.#reader;
    this.#before = { at: reader.at, lines: reader.lines };
    if (!reader.read()) return -1;
    const length = Math.min(reader.end - reader.start, LONGEST_LINE);
    out.add(reader.buffer, reader.start, reader.start + length);
    return length;
  }

  /** The last line ended in a carriage return. */
  get hadCr(): boolean {
    return this.#reader.hadCr;
  }

  /** Gives the last line back. */
  back(): void {
    this.#reader.rewind(this.#before.at, this.#before.lines);
  }

  /** Where the block stands: to look ahead and come back. */
  mark(): BlockMark {
    return { at: this.#reader.at, lines: this.#reader.lines };
  }

  reset({ at, lines }: BlockMark): void {
    this.#reader.rewind(at, lines);
  }

  /** Adds a message. */
  message(bytes: Uint8Array, frame: Frame, cut: string | null = null): void {
    this.items.push({ kind: 'message', bytes, frame, cut });
  }

  /** Adds text that holds messages. */
  text(bytes: Uint8Array, frame: Frame): void {
    this.items.push({ kind: 'text', bytes, frame });
  }

  /** Adds a packet. */
  packet(bytes: Uint8Array, linkType: number, stamp: Stamp | null): void {
    this.items.push({ kind: 'packet', bytes, linkType, stamp });
  }
}
