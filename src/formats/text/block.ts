import { type Prefix, prefixOf } from '../unwrap/prefix.ts';
import type { Frame } from './frame.ts';
import type { LineReader } from './line-reader.ts';
import { lineText } from './line-text.ts';

/** Characters of a line that a block sees. */
const LONGEST_LINE = 1 << 20;

/** A message that a format put together itself. */
export interface BlockMessage {
  readonly bytes: Uint8Array;
  readonly frame: Frame;
  /** Why it is known to be cut, null when it is not. */
  readonly cut: string | null;
}

/**
 * The lines behind a framing line, for formats that print messages in a way of their own. What stands before the framing
 * line in its line is taken for a logger's prefix and cut off where the next lines have it, too.
 */
export class Block {
  readonly messages: BlockMessage[] = [];
  /** Text of the framing line, without prefix. */
  readonly line: string;
  readonly #reader: LineReader;
  #before: { at: number; lines: number };

  constructor(reader: LineReader, buffer: Uint8Array, lineStart: number, lineEnd: number, column: number) {
    this.#reader = reader;
    this.#before = { at: reader.at, lines: reader.lines };
    const prefix: Prefix | null = column > 0 ? prefixOf(buffer, lineStart, lineStart + column) : null;
    reader.prefix = prefix;
    this.line = lineText(buffer, lineStart + column, lineEnd, LONGEST_LINE);
  }

  /** Text of the next line without prefix, one character a byte; null at the end. */
  next(): string | null {
    const reader = this.#reader;
    this.#before = { at: reader.at, lines: reader.lines };
    return reader.read() ? lineText(reader.buffer, reader.start, reader.end, LONGEST_LINE) : null;
  }

  /** Gives the last line back. */
  back(): void {
    this.#reader.rewind(this.#before.at, this.#before.lines);
  }

  /** Adds a message. */
  add(bytes: Uint8Array, frame: Frame, cut: string | null = null): void {
    this.messages.push({ bytes, frame, cut });
  }
}
