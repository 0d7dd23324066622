import { LF, QUOTE } from '../../sip/bytes.ts';
import { opensField, readQuotedField } from '../unwrap/csv.ts';
import { expandLine, findEscape } from '../unwrap/escapes.ts';
import { DAMAGE } from '../unwrap/marks.ts';
import { type Cursor, LONGEST_MESSAGE, type Outcome } from './cursor.ts';
import { cutReason } from './cut.ts';
import type { Announced } from './framing.ts';
import { lineText } from './line-text.ts';
import { MessageTaker } from './message-taker.ts';
import { endsAlike } from './same-message.ts';
import { Seams } from './seams.ts';
import { BARE, type Reading, UNNAMED } from './session.ts';
import { isLineEnd, quotedEnd, startOfStartLine, VERSION_LENGTH } from './start.ts';
import { readSurroundings } from './surroundings.ts';
import { findWrapping } from './wrapping.ts';

/** Lines before a start line in which addresses are looked for. */
const LINES_BEFORE = 2;
/** `│` as bytes of UTF-8. */
const COLUMN = '\u00e2\u0094\u0082';
const TOO_LONG = `This message is longer than ${LONGEST_MESSAGE >> 20} MB: only its beginning was read.`;
/** Escapes within escapes. */
export const DEEPEST = 3;

/** Reads start lines and the messages behind them. */
export class StartReader {
  readonly #cursor: Cursor;
  readonly #readApart: (bytes: Uint8Array) => void;
  readonly #seams: Seams;
  readonly #taker: MessageTaker;

  /** @param readApart reads lines that were made of the line in hand */
  constructor(cursor: Cursor, readApart: (bytes: Uint8Array) => void) {
    this.#cursor = cursor;
    this.#readApart = readApart;
    this.#seams = new Seams(cursor.session, cursor.reader);
    this.#taker = new MessageTaker(cursor.reader, this.#seams);
  }

  /** Reads the start line whose version stands at `version` of the line in hand, and its message. */
  read(version: number): Outcome {
    const { buffer, start: lineStart, end } = this.#cursor.current;
    const start = startOfStartLine(buffer, lineStart, end, version);
    if (start < 0) return 'none';
    const behind = version + VERSION_LENGTH;
    const isRequest = start !== version;
    const isWhole = isRequest && isLineEnd(buffer, behind, end);
    if (!isWhole && this.#readEscaped(start, isRequest ? behind : behind + 4)) return 'done';
    const closing = isWhole ? -1 : quotedEnd(buffer, behind, end);
    if (isRequest && !isWhole && closing !== behind) return 'none';
    const field = this.#readField(start);
    return field === 'none' ? this.#readFramed(start, closing, isRequest && !isWhole) : field;
  }

  /** A whole message in one line, its line ends written out: reads it as the lines it was, and goes on behind it. */
  #readEscaped(start: number, from: number): boolean {
    const cursor = this.#cursor;
    const { buffer, start: lineStart, end, changed } = cursor.current;
    const lineEnd = cursor.depth < DEEPEST ? findEscape(buffer, from, end) : null;
    if (!lineEnd) return false;
    if (changed) {
      // Positions in a line that was cleaned say nothing about the bytes: it is read for itself.
      this.#readApart(buffer.slice(lineStart, end));
      cursor.passLine();
      return true;
    }
    const { bytes, behind } = expandLine(buffer, lineStart, start, end, lineEnd);
    this.#readApart(bytes);
    if (behind >= end) cursor.passLine();
    else cursor.pass(behind, 0);
    return true;
  }

  /** A message in a quoted field of a table: reads it behind the other columns of its row. */
  #readField(start: number): Outcome {
    const cursor = this.#cursor;
    const { buffer, start: lineStart, changed } = cursor.current;
    const isDeep = cursor.depth >= DEEPEST;
    if (isDeep || changed || start === lineStart || !opensField(buffer, lineStart, start - 1)) return 'none';
    const field = readQuotedField(cursor.bytes, lineStart, start, cursor.eof);
    if (field === null) return 'none';
    if (field === 'starved') return field;
    this.#readApart(field.bytes);
    cursor.pass(field.behind, field.lines);
    cursor.framing.skipTo(cursor.line);
    return 'done';
  }

  /** `closing`: where the start line ends if each line is a string; it has to be where `mustBeQuoted`. */
  #readFramed(start: number, closing: number, mustBeQuoted: boolean): Outcome {
    const cursor = this.#cursor;
    const { framing, line } = cursor;
    const { buffer, start: lineStart, end, lostColours } = cursor.current;
    const reader = cursor.openReader();
    reader.lostColours = lostColours;
    const hasHeaders = findWrapping(reader, buffer, lineStart, start, end);
    if (cursor.isStarved) return 'starved';
    const fresh = framing.fresh(line);
    const isQuoted = start > lineStart && buffer[start - 1] === QUOTE;
    if (!hasHeaders && (isQuoted || (!fresh && !framing.held))) {
      return this.#refuse('look like a SIP start line, but no header follows');
    }
    const isString = reader.prefix?.quoted === true && closing >= 0;
    if (mustBeQuoted && !isString) return 'none';
    const framed = framing.held ?? fresh ?? this.#continued() ?? this.#guess(start);
    return this.#readMessage(framed, start, isString ? closing : end - (reader.dots ? 1 : 0));
  }

  #readMessage(framed: Announced, start: number, end: number): Outcome {
    const cursor = this.#cursor;
    const { session } = cursor;
    const { current } = cursor;
    const { format, frame } = framed;
    const taker = this.#taker;
    this.#seams.format = format;
    taker.take(current.buffer, start, end, current.changed || end < current.end);
    const isTwice = format?.printsTwice === true && this.#isPrintedAgain(start);
    if (cursor.isStarved) return 'starved';
    if (!format && !taker.hasCallId && !taker.hasCSeq && !cursor.isEndless) {
      return this.#refuse('look like a SIP message, but name no Call-ID and no CSeq');
    }
    const { line } = cursor;
    const reading = this.#reading(framed);
    session.tally.startLines++;
    if (isTwice || (frame?.repeats === true && session.isLast(reading))) {
      session.tally.skip('print a message that the tool prints once more', line);
    } else if (!session.commit(reading)) session.tally.skip('begin like a message that cannot be read', line);
    if (taker.foreign > 0) session.leftOut(taker.foreign, line, cursor.at + Math.max(0, cursor.base));
    cursor.finishUnit(framed, line);
    // Behind an end marker begins something else.
    if (taker.marked) cursor.framing.last = null;
    return 'done';
  }

  #reading({ format, frame }: Announced): Reading {
    const { bytes, base, line, current } = this.#cursor;
    const taker = this.#taker;
    const hasEnds = frame?.from !== undefined || frame?.peer !== undefined;
    return {
      format: format ?? (hasEnds ? UNNAMED : BARE),
      frame,
      bytes: taker.clean ? bytes : taker.out.bytes,
      start: taker.clean ? taker.start : 0,
      end: taker.clean ? taker.end : taker.out.length,
      lines: taker.lines,
      mayBeDamaged: frame?.inField === true || ((taker.marks | current.marks) & DAMAGE) !== 0,
      place: taker.clean && base >= 0 ? base + taker.start : -1,
      line,
      cut: this.#cursor.isEndless ? TOO_LONG : cutReason(taker, frame, format?.limit),
    };
  }

  /** A line like a start line with nothing behind it that belongs to a message. */
  #refuse(reason: string): Outcome {
    const { session, line, current } = this.#cursor;
    session.tally.startLines++;
    session.tally.skip(reason, line);
    // sngrep draws its columns with this character; its screen shows one message in pieces beside the others.
    if (lineText(current.buffer, current.start, current.end).includes(COLUMN)) session.noteScreen(line);
    return 'none';
  }

  /** The next line ends with the same start line: the message is printed once more. */
  #isPrintedAgain(start: number): boolean {
    const { reader, current } = this.#cursor;
    const { at, lines } = reader;
    const isAgain =
      reader.read() && endsAlike(reader.buffer, reader.start, reader.end, current.buffer, start, current.end);
    reader.rewind(at, lines);
    return isAgain;
  }

  /** The message stands directly behind another one: what framed that one holds for it, too. */
  #continued(): Announced | null {
    const cursor = this.#cursor;
    const { last } = cursor.framing;
    return last && cursor.isBlankFrom(cursor.lastEnd) ? { ...last, line: cursor.line } : null;
  }

  /** What the text around a start line says, when no format framed it. */
  #guess(start: number): Announced {
    const { bytes, current, lineStart, lastEnd, line } = this.#cursor;
    const texts = start > current.start ? [lineText(current.buffer, current.start, start)] : [];
    let end = lineStart - 1;
    for (let n = 0; n < LINES_BEFORE && end > lastEnd; n++) {
      const from = Math.max(lastEnd, bytes.lastIndexOf(LF, end - 1) + 1);
      texts.push(lineText(bytes, from, end));
      end = from - 1;
    }
    return { format: null, frame: readSurroundings(texts), line, used: false };
  }
}
