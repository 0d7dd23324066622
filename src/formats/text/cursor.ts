import { LF } from '../../sip/bytes.ts';
import { CurrentLine } from './current-line.ts';
import { type Announced, Framing } from './framing.ts';
import { LineReader } from './line-reader.ts';
import type { Session } from './session.ts';

/** A message is not waited for longer than this, bytes. */
export const LONGEST_MESSAGE = 1 << 21;
/** Bytes between messages that are looked at for anything but blanks. */
const FEW = 256;

/** starved: more bytes are needed. none: the line holds no message. done: it was dealt with, the cursor stands behind it. */
export type Outcome = 'starved' | 'none' | 'done';

/** Where the reading of a text stands. */
export class Cursor {
  readonly session: Session;
  readonly framing: Framing;
  /** 0 for the text itself, more for texts that were made of one of its lines: all their lines have its number. */
  readonly depth: number;
  bytes: Uint8Array = new Uint8Array(0);
  eof = true;
  /** Offset of bytes[0] in the source, -1 when they do not stand there. */
  base = -1;
  /** Position that was reached, and the number of its line. */
  at = 0;
  line: number;
  /** The line in hand, and where it begins. */
  readonly current = new CurrentLine();
  lineStart = 0;
  /** Where the line behind it begins, and the lines until there: none within an endless line. */
  next = 0;
  nextLines = 1;
  /** Where the last message ended. */
  lastEnd = 0;
  readonly reader = new LineReader();

  constructor(session: Session, framing: Framing | null, line: number, depth: number) {
    this.session = session;
    this.framing = framing ?? new Framing(session);
    this.line = line;
    this.depth = depth;
  }

  /** Other bytes, or the same moved: reading goes on at `at`. */
  open(bytes: Uint8Array, at: number, base: number, eof: boolean): void {
    this.lastEnd -= this.at - at;
    this.bytes = bytes;
    this.eof = eof;
    this.base = base;
    this.at = at;
  }

  /** Before a text of its own that stands in `line` of the source. */
  restart(line: number): void {
    this.line = line;
    this.at = this.lastEnd = 0;
    this.framing.last = null;
  }

  /** Goes on to `at`, `lines` lines further. */
  pass(at: number, lines: number): void {
    this.at = at;
    if (this.depth === 0) this.line += lines;
  }

  /** Goes on behind the line in hand. */
  passLine(): void {
    this.pass(this.next, this.nextLines);
  }

  /** Lets the reader begin behind the line in hand. */
  openReader(): LineReader {
    this.reader.open(this.bytes, this.eof, this.next);
    return this.reader;
  }

  /** The reader needs more bytes, and the unit in hand is not absurdly long. */
  get isStarved(): boolean {
    return this.reader.starved && this.reader.at - this.at < LONGEST_MESSAGE;
  }

  /** The reader needs more bytes, but has seen enough of them. */
  get isEndless(): boolean {
    return this.reader.starved && this.reader.at - this.at >= LONGEST_MESSAGE;
  }

  /** A unit that began in line `startLine` was read; goes on behind what the reader has read. */
  finishUnit(framed: Announced, startLine: number): void {
    const isGapBlank = this.isBlankFrom(this.lastEnd);
    this.pass(this.reader.at, this.reader.lines + 1);
    this.framing.took(framed, startLine, this.line + (this.depth === 0 ? 0 : 1), isGapBlank);
    this.lastEnd = this.at;
  }

  /** Nothing but blanks stands between `start` and the line in hand, or a number of lines above it. */
  isBlankFrom(start: number, above = 0): boolean {
    let end = this.at;
    for (let n = 0; n < above && end > 1; n++) end = this.bytes.lastIndexOf(LF, end - 2) + 1;
    if (end - start > FEW) return false;
    for (let at = Math.max(0, start); at < end; at++) if ((this.bytes[at] as number) > 32) return false;
    return true;
  }
}
