import { LF } from '../../sip/bytes.ts';
import { expandLine, findEscape } from '../unwrap/escapes.ts';
import { DAMAGE, findLineEnd, seenMarks } from '../unwrap/marks.ts';
import { Block, type BlockItem } from './block.ts';
import { type CueSearch, findCue } from './cues.ts';
import { CurrentLine } from './current-line.ts';
import { cutReason } from './cut.ts';
import type { Frame } from './frame.ts';
import { type Announced, Framing } from './framing.ts';
import { LineHits } from './line-hits.ts';
import { LineReader } from './line-reader.ts';
import { lineText } from './line-text.ts';
import { Lookaround } from './lookaround.ts';
import { MessageTaker } from './message-taker.ts';
import { endsAlike } from './same-message.ts';
import { Seams } from './seams.ts';
import { BARE, type Reading, type Session, UNNAMED } from './session.ts';
import { isLineEnd, startOfStartLine, VERSION_LENGTH } from './start.ts';
import { readSurroundings } from './surroundings.ts';
import type { TextFormat } from './text-format.ts';
import { findWrapping } from './wrapping.ts';

/** A line is not waited for longer than this, bytes. */
const LONGEST_LINE = 1 << 20;
/** Longer than any cue, bytes. */
const LONGEST_CUE = 64;
/** Bytes of an endless line that are looked at before and behind a cue. */
const BEFORE_CUE = 4096;
const BEHIND_CUE = 65536;
/** A message is not waited for longer than this, bytes. */
const LONGEST_MESSAGE = 1 << 21;
/** Lines before a start line in which addresses are looked for. */
const LINES_BEFORE = 2;
/** Bytes between two messages that are taken for one piece of text. */
const GLUE = 8;
/** Bytes between messages that are looked at for anything but blanks. */
const FEW = 256;
/** Escapes within escapes. */
const DEEPEST = 3;

/** starved: more bytes are needed. none: the line holds no message. done: it was dealt with, `at` stands behind it. */
type Outcome = 'starved' | 'none' | 'done';

/**
 * Reads a text from cue to cue: framing lines, start lines and their messages. What a line leaves behind is kept only once
 * all of it was there, so that a line can be read again when more bytes have come.
 */
export class Region {
  readonly #session: Session;
  readonly #framing: Framing;
  readonly #depth: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #eof = true;
  #base = -1;
  /** Position that was reached, and the number of its line. */
  #at = 0;
  #line: number;
  /** Where the line behind the current one begins, and the lines until there: none within an endless line. */
  #next = 0;
  #nextLines = 1;
  /** Where the last message ended. */
  #lastEnd = 0;
  readonly #search: CueSearch = { at: 0, lineStart: 0, lines: 0 };
  readonly #current = new CurrentLine();
  readonly #hits: LineHits;
  readonly #view = new Lookaround();
  readonly #reader = new LineReader();
  readonly #seams: Seams;
  readonly #taker: MessageTaker;

  constructor(session: Session, framing = new Framing(session), line = 1, depth = 0) {
    this.#session = session;
    this.#framing = framing;
    this.#line = line;
    this.#depth = depth;
    this.#hits = new LineHits(session);
    this.#seams = new Seams(session, this.#reader);
    this.#taker = new MessageTaker(this.#reader, this.#seams);
  }

  /**
   * Reads bytes from `at` on.
   * @param base offset of bytes[0] in the source, -1 when they do not stand there
   * @returns the position up to which they are done with
   */
  scan(bytes: Uint8Array, at: number, base: number, eof: boolean): number {
    this.#lastEnd -= this.#at - at;
    this.#bytes = bytes;
    this.#eof = eof;
    this.#base = base;
    this.#at = at;
    while (this.#step());
    return this.#at;
  }

  /** At the end of the source: all lines are accounted for. */
  finish(): void {
    this.#framing.finish(this.#line, this.#isBlankFrom(this.#lastEnd));
  }

  /** Goes on to the next line with a cue and reads it. False when the bytes are used up. */
  #step(): boolean {
    const search = this.#search;
    const bytes = this.#bytes;
    search.at = search.lineStart = this.#at;
    search.lines = 0;
    const found = findCue(this.#session.cues, bytes, search, bytes.length);
    this.#pass(search.lineStart, search.lines);
    if (found < 0) return this.#passRest();
    // Of an endless line only what stands around the cue is looked at.
    const lineStart = Math.max(search.lineStart, search.at - BEFORE_CUE);
    const farthest = Math.min(bytes.length, search.at + BEHIND_CUE);
    const lineEnd = findLineEnd(bytes, lineStart, farthest);
    this.#at = lineStart;
    if (lineEnd === bytes.length && !this.#eof) return false;
    this.#next = lineEnd < farthest ? lineEnd + 1 : lineEnd;
    this.#nextLines = lineEnd < farthest || lineEnd === bytes.length ? 1 : 0;
    this.#current.open(bytes, lineStart, lineEnd, seenMarks);
    const outcome = this.#readLine(lineStart, search.at, found);
    if (outcome === 'none') this.#pass(this.#next, this.#nextLines);
    return outcome !== 'starved';
  }

  /** No cue is left in the bytes; one may stand across their end. */
  #passRest(): false {
    const length = this.#bytes.length;
    if (this.#eof && this.#at < length) this.#pass(length, 1);
    else if (length - this.#at > LONGEST_LINE) this.#pass(length - LONGEST_CUE, 0);
    return false;
  }

  /** Goes on to `at`, `lines` lines further. */
  #pass(at: number, lines: number): void {
    this.#at = at;
    // A text that was one line keeps its number.
    if (this.#depth === 0) this.#line += lines;
  }

  /** Reads the current line, in which a search for cues stopped at `stoppedAt`. */
  #readLine(lineStart: number, stoppedAt: number, found: number): Outcome {
    const { buffer, start, end, changed } = this.#current;
    const hits = this.#hits;
    if (changed) hits.collect(buffer, start, end);
    else hits.collect(buffer, stoppedAt, end, found);
    if (hits.formats.length > 0) {
      this.#view.open(this.#bytes, this.#eof, lineStart, buffer, start, end);
      const outcome = this.#readFrame();
      if (outcome !== 'none') return outcome;
    }
    for (const version of hits.versions) {
      const outcome = this.#readStart(version, lineStart);
      if (outcome !== 'none') return outcome;
    }
    return 'none';
  }

  #readFrame(): Outcome {
    const view = this.#view;
    for (const number of this.#hits.formats) {
      const format = this.#session.formats[number] as TextFormat;
      const frame = format.frame(view);
      if (view.starved) return 'starved';
      if (frame) {
        this.#framing.announce(format, frame, this.#line, this.#isBlankFrom(this.#lastEnd, frame.above));
        return format.block ? this.#readBlock(format, frame) : 'none';
      }
      if (format.saysCut?.(view)) this.#session.markCut(this.#line);
    }
    return 'none';
  }

  /** Lets a format take the lines behind its framing line itself. */
  #readBlock(format: TextFormat, frame: Frame): Outcome {
    const { buffer, start, end } = this.#current;
    const reader = this.#reader;
    reader.open(this.#bytes, this.#eof, this.#next);
    const block = new Block(reader, buffer, start, end, frame.column ?? 0);
    const isTaken = format.block?.(block, frame) ?? false;
    if (this.#isStarved()) return 'starved';
    if (!isTaken) return 'none';
    const framed = this.#framing.fresh(this.#line) ?? { format, frame, line: this.#line, used: false };
    for (const item of block.items) this.#takeItem(format, item);
    this.#finishUnit(framed, this.#line);
    return 'done';
  }

  #takeItem(format: TextFormat, item: BlockItem): void {
    const session = this.#session;
    if (item.kind === 'packet') session.takePacket(format, item.bytes, item.linkType, item.stamp);
    else if (item.kind === 'text') {
      const framing = new Framing(session);
      framing.hold({ format, frame: item.frame, line: this.#line, used: true });
      new Region(session, framing, this.#line, DEEPEST).scan(item.bytes, 0, -1, true);
    } else {
      const { bytes, frame, cut } = item;
      session.tally.startLines++;
      const whole = { bytes, start: 0, end: bytes.length, place: -1, mayBeDamaged: false };
      session.commit({ ...whole, format, frame, line: this.#line, cut });
    }
  }

  /** More bytes are needed, and the unit in hand is not absurdly long. */
  #isStarved(): boolean {
    return this.#reader.starved && this.#reader.at - this.#at < LONGEST_MESSAGE;
  }

  /** Goes on behind what the reader has read. */
  #finishUnit(framed: Announced, startLine: number): void {
    const isGapBlank = this.#isBlankFrom(this.#lastEnd);
    this.#pass(this.#reader.at, this.#reader.lines + 1);
    this.#framing.took(framed, startLine, this.#line + (this.#depth === 0 ? 0 : 1), isGapBlank);
    this.#lastEnd = this.#at;
  }

  /** Reads the start line whose version stands at `version` of the current line, and its message. */
  #readStart(version: number, lineStart: number): Outcome {
    const { buffer, start: bufferStart, end, lostColours } = this.#current;
    const start = startOfStartLine(buffer, bufferStart, end, version);
    if (start < 0) return 'none';
    const behind = version + VERSION_LENGTH;
    const isRequest = start !== version;
    const isWhole = isRequest && isLineEnd(buffer, behind, end);
    if (!isWhole && this.#readEscaped(start, isRequest ? behind : behind + 4)) return 'done';
    if (isRequest && !isWhole) return 'none';
    const reader = this.#reader;
    reader.open(this.#bytes, this.#eof, this.#next);
    reader.lostColours = lostColours;
    const hasHeaders = findWrapping(reader, buffer, bufferStart, start, end);
    if (this.#isStarved()) return 'starved';
    const fresh = this.#framing.fresh(this.#line);
    if (!hasHeaders && !fresh && !this.#framing.held)
      return this.#refuse('look like a SIP start line, but no header follows');
    const framed =
      this.#framing.held ?? fresh ?? this.#continued(lineStart) ?? this.#guess(lineStart, start - bufferStart);
    return this.#readMessage(framed, lineStart, start);
  }

  /** A whole message in one line, its line ends written out: reads it as the lines it was, and goes on behind it. */
  #readEscaped(start: number, from: number): boolean {
    const { buffer, start: bufferStart, end, changed } = this.#current;
    const lineEnd = this.#depth < DEEPEST ? findEscape(buffer, from, end) : null;
    if (!lineEnd) return false;
    const { bytes, behind } = expandLine(buffer, bufferStart, start, end, lineEnd);
    new Region(this.#session, this.#framing, this.#line, this.#depth + 1).scan(bytes, 0, -1, true);
    this.#framing.last = null;
    if (changed || behind >= end) this.#pass(this.#next, this.#nextLines);
    else this.#pass(behind, 0);
    return true;
  }

  /** A line like a start line with nothing behind it that belongs to a message. */
  #refuse(reason: string): Outcome {
    this.#session.tally.startLines++;
    this.#session.tally.skip(reason, this.#line);
    return 'none';
  }

  #readMessage(framed: Announced, lineStart: number, start: number): Outcome {
    const { buffer, end, changed } = this.#current;
    const { format, frame } = framed;
    const reader = this.#reader;
    const taker = this.#taker;
    this.#seams.format = format;
    taker.take(buffer, start, reader.dots ? end - 1 : end, changed || reader.dots);
    const isTwice = format?.printsTwice === true && this.#isPrintedAgain(start);
    if (this.#isStarved()) return 'starved';
    if (!format && !taker.hasCallId && !taker.hasCSeq)
      return this.#refuse('look like a SIP message, but name no Call-ID and no CSeq');
    const startLine = this.#line;
    this.#session.tally.startLines++;
    const reading: Reading = {
      format: format ?? (frame?.from !== undefined || frame?.peer !== undefined ? UNNAMED : BARE),
      frame,
      bytes: taker.clean ? this.#bytes : taker.out.bytes,
      start: taker.clean ? taker.start : 0,
      end: taker.clean ? taker.end : taker.out.length,
      mayBeDamaged: ((taker.marks | this.#current.marks) & DAMAGE) !== 0,
      place: taker.clean && this.#base >= 0 ? this.#base + taker.start : -1,
      line: startLine,
      cut: cutReason(taker, format, frame),
    };
    const isRepeated = frame?.repeats === true && this.#session.isLast(reading);
    if (isTwice || isRepeated) this.#session.tally.skip('print a message that the tool prints once more', startLine);
    else this.#session.commit(reading);
    if (taker.foreign > 0) this.#session.leftOut(taker.foreign, startLine, lineStart + Math.max(0, this.#base));
    this.#finishUnit(framed, startLine);
    // Behind an end marker begins something else.
    if (taker.marked) this.#framing.last = null;
    return 'done';
  }

  /** The next line ends with the same start line: the message is printed once more. */
  #isPrintedAgain(start: number): boolean {
    const reader = this.#reader;
    const { buffer, end } = this.#current;
    const { at, lines } = reader;
    const isAgain = reader.read() && endsAlike(reader.buffer, reader.start, reader.end, buffer, start, end);
    reader.rewind(at, lines);
    return isAgain;
  }

  /** The message stands directly behind another one: what framed that one holds for it, too. */
  #continued(lineStart: number): Announced | null {
    const { last } = this.#framing;
    return last && lineStart - this.#lastEnd <= GLUE && this.#isBlankFrom(this.#lastEnd)
      ? { ...last, line: this.#line }
      : null;
  }

  /** Nothing but blanks stands between `start` and the line in hand, or a number of lines above it. */
  #isBlankFrom(start: number, above = 0): boolean {
    let end = this.#at;
    for (let n = 0; n < above && end > 1; n++) end = this.#bytes.lastIndexOf(LF, end - 2) + 1;
    if (end - start > FEW) return false;
    for (let at = Math.max(0, start); at < end; at++) if ((this.#bytes[at] as number) > 32) return false;
    return true;
  }

  /** What the text around a start line says, when no format framed it. */
  #guess(lineStart: number, column: number): Announced {
    const { buffer, start } = this.#current;
    const texts = column > 0 ? [lineText(buffer, start, start + column)] : [];
    let end = lineStart - 1;
    for (let n = 0; n < LINES_BEFORE && end > this.#lastEnd; n++) {
      const from = Math.max(this.#lastEnd, this.#bytes.lastIndexOf(LF, end - 1) + 1);
      texts.push(lineText(this.#bytes, from, end));
      end = from - 1;
    }
    return { format: null, frame: readSurroundings(texts), line: this.#line, used: false };
  }
}
