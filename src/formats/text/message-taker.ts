import { isBlank, LF, spells } from '../../sip/bytes.ts';
import { HeaderLines } from '../../sip/header-lines.ts';
import { takeBody } from './body.ts';
import {
  CALL_ID,
  CONTENT_LENGTH,
  CONTENT_TYPE,
  CSEQ,
  headerColon,
  headerKind,
  KNOWN_HEADER,
  UNKNOWN_HEADER,
} from './header-name.ts';
import { contentLengthOf, mediaTypeOf } from './header-value.ts';
import type { LineReader } from './line-reader.ts';
import { type Running, runHeaders } from './plain-run.ts';
import { Scratch } from './scratch.ts';
import type { Surroundings } from './taking.ts';

/** Lines of other things that are tolerated within one message, when the message goes on behind them. */
const FOREIGN_LINES = 3;
/** The same where each line of the message carries a prefix that tells it from other lines. */
const FOREIGN_LINES_PREFIXED = 200;

/**
 * Takes one message out of the lines of a log: tells where it ends, and rebuilds its bytes where they do not stand in one
 * piece. The lines decide, with Content-Length as a hint only: people edit, loggers cut, copying changes line ends.
 */
export class MessageTaker implements Running {
  readonly reader: LineReader;
  readonly around: Surroundings;
  /** The message is bytes[start, end) of the reader's bytes when `clean`, else all of `out`. */
  clean = true;
  start = 0;
  end = 0;
  readonly out = new Scratch();
  /** Where its header lines stand there. */
  readonly lines = new HeaderLines();
  /** Headers that are SIP's. */
  headers = 0;
  /** Value of Content-Length, -1 without. */
  contentLength = -1;
  mediaType = '';
  /** The empty line behind the headers was there. */
  headersEnded = false;
  /** Bytes of the body with CRLF for each line end, and where it begins in the bytes of a clean message. */
  bodyLength = 0;
  bodyStart = -1;
  /** Bits of unwrap/marks.ts that the lines of the message hold. */
  marks = 0;
  /** Lines in between that are not of the message. */
  foreign = 0;
  /** The end marker of the format was seen. */
  marked = false;
  /** Headers that say which message it is. */
  hasCallId = false;
  hasCSeq = false;
  /** Blank lines stand between all lines. */
  #spaced = false;

  constructor(reader: LineReader, around: Surroundings) {
    this.reader = reader;
    this.around = around;
  }

  /** Takes the message whose start line is buffer[start, end); the reader stands at the line behind it. */
  take(buffer: Uint8Array, start: number, end: number, changed: boolean): void {
    this.headers = this.foreign = this.bodyLength = this.out.length = 0;
    this.contentLength = this.bodyStart = -1;
    this.mediaType = '';
    this.headersEnded = this.marked = this.hasCallId = this.hasCSeq = this.#spaced = false;
    this.clean = !changed;
    this.start = start;
    this.end = this.reader.at;
    this.marks = 0;
    if (changed) this.out.addLine(buffer, start, end);
    this.lines.open(changed ? this.out.length : this.end);
    if (this.#takeHeaders()) takeBody(this);
    if (!this.marked && this.around.hasEndMarker) this.#takeMarker();
  }

  /** Adds the current line of the reader to the message. */
  accept(): void {
    const { reader } = this;
    this.marks |= reader.marks;
    if (this.clean && !reader.changed && reader.rawStart === this.end) this.end = reader.at;
    else this.acceptPart(reader.end);
  }

  /** Adds the current line up to `end`, which then stands no longer in one piece with what follows. */
  acceptPart(end: number): void {
    const { reader } = this;
    this.rebuild();
    this.out.addLine(reader.buffer, reader.start, end);
  }

  /** From here on the message is put together in `out`. */
  rebuild(): void {
    if (!this.clean) return;
    this.clean = false;
    const { bytes } = this.reader;
    const isBare = this.end === this.lines.start;
    for (let at = this.start; at < this.end; ) {
      const lf = bytes.indexOf(10, at);
      const next = lf < 0 || lf >= this.end ? this.end : lf + 1;
      let stop = next === this.end && lf !== this.end - 1 ? next : next - 1;
      while (stop > at && bytes[stop - 1] === 13) stop--;
      this.out.addLine(bytes, at, stop);
      at = next;
    }
    if (isBare) this.lines.open(this.out.length);
    else this.lines.forget();
  }

  /** The current line carries the end marker; what stands before it in the line may still be of the message. */
  endsHere(): boolean {
    const { reader } = this;
    const column = this.around.endMarker(reader.buffer, reader.start, reader.end);
    if (column < 0) return false;
    this.marked = true;
    if (column > reader.start) {
      this.bodyLength += column - reader.start + 2;
      this.acceptPart(column);
    }
    return true;
  }

  /** The end marker stands behind an empty line or two. */
  #takeMarker(): void {
    const { reader } = this;
    const { at, lines } = reader;
    for (let n = 0; n < 3 && reader.read(); n++) {
      if (reader.start === reader.end) continue;
      if (this.around.endMarker(reader.buffer, reader.start, reader.end) === reader.start) {
        this.marked = true;
        return;
      }
      break;
    }
    reader.rewind(at, lines);
  }

  /** Reads header lines; true when a body may follow. */
  #takeHeaders(): boolean {
    const { reader } = this;
    let foreign = 0;
    let [resumeAt, resumeLines] = [reader.at, reader.lines];
    for (;;) {
      if (foreign === 0) {
        runHeaders(this);
        [resumeAt, resumeLines] = [reader.at, reader.lines];
      }
      if (!reader.read()) break;
      const { buffer, start, end } = reader;
      const kind = start === end ? 0 : headerKind(buffer, start, end);
      const colon = headerColon;
      if (kind >= KNOWN_HEADER) this.note(kind, buffer, colon + 1, end);
      else if (start === end) {
        if (foreign > 0) break;
        if (this.#isLastBlank()) return true;
        continue;
      } else if (!this.#isHeaderLine(kind)) {
        if (this.#opensBody()) return true;
        if (this.endsHere()) return false;
        if (this.around.isSeam(buffer, start, end) || foreign === this.#foreignLimit()) break;
        if (foreign++ === 0) [resumeAt, resumeLines] = [reader.rawStart, reader.lines - 1];
        continue;
      }
      this.foreign += foreign;
      foreign = 0;
      this.accept();
      if (kind > KNOWN_HEADER) this.#keepLine(kind - KNOWN_HEADER, colon - start);
      else if (kind < UNKNOWN_HEADER) this.lines.forget();
    }
    reader.rewind(resumeAt, resumeLines);
    return false;
  }

  /** Notes where the header line stands that was accepted last. */
  #keepLine(id: number, colon: number): void {
    const { reader, clean, out, lines } = this;
    const start = clean ? reader.rawStart : out.length - 2 - (reader.end - reader.start);
    const behind = clean ? this.end : out.length;
    if ((clean ? reader.bytes : out.bytes)[behind - 1] === LF) lines.add(id, start + colon, behind - 1);
    else lines.forget();
  }

  #foreignLimit(): number {
    return this.reader.prefix && !this.reader.prefix.indent ? FOREIGN_LINES_PREFIXED : FOREIGN_LINES;
  }

  /** A header of a known kind has its value in bytes[start, end). */
  note(kind: number, bytes: Uint8Array, start: number, end: number): void {
    this.headers++;
    if (kind === CONTENT_LENGTH) this.contentLength = contentLengthOf(bytes, start, end);
    else if (kind === CONTENT_TYPE) this.mediaType = mediaTypeOf(bytes, start, end);
    else if (kind === CALL_ID) this.hasCallId = true;
    else if (kind === CSEQ) this.hasCSeq = true;
  }

  /** A folded line, or one with a name that SIP does not know and that is nothing else. */
  #isHeaderLine(kind: number): boolean {
    const { buffer, start, end, fits } = this.reader;
    if (!fits) return false;
    if (isBlank(buffer[start])) return this.headers > 0;
    return (
      kind === UNKNOWN_HEADER &&
      this.around.endMarker(buffer, start, end) < 0 &&
      !this.around.isSeam(buffer, start, end)
    );
  }

  /** `v=0` straight behind a header: the blank line got lost (it does in HTML and in some handsets). */
  #opensBody(): boolean {
    const { reader } = this;
    if (this.headers === 0 || !spells(reader.buffer, reader.start, reader.end, 'v=0')) return false;
    reader.rewind(reader.rawStart, reader.lines - 1);
    this.rebuild();
    this.out.addLine(reader.buffer, 0, 0);
    this.headersEnded = true;
    return true;
  }

  /**
   * Whether the empty line just read ends the headers. It does not where copying put empty lines between all lines, nor
   * directly behind the start line, nor while headers that every message has still follow.
   */
  #isLastBlank(): boolean {
    const { reader } = this;
    const [at, lines, raw] = [reader.at, reader.lines, reader.rawStart];
    const isComplete = this.hasCallId && this.hasCSeq && !this.#spaced;
    if (!isComplete) {
      if (reader.read() && reader.start < reader.end) {
        const kind = headerKind(reader.buffer, reader.start, reader.end);
        const goesOn = kind >= KNOWN_HEADER || (this.#spaced && kind === UNKNOWN_HEADER);
        if (goesOn && reader.fits) {
          if (this.headers > 0) this.#spaced = true;
          reader.rewind(at, lines);
          return false;
        }
      }
      reader.rewind(raw, lines - 1);
      reader.read();
    }
    this.headersEnded = true;
    this.accept();
    this.#keepEmptyLine();
    return true;
  }

  /** Notes where the body begins, unless the empty line is one to people alone. */
  #keepEmptyLine(): void {
    const { reader, clean, end, out, lines } = this;
    const length = end - reader.rawStart;
    if (!clean) lines.bodyStart = out.length;
    else if (reader.bytes[end - 1] === LF && length <= 2) lines.bodyStart = end;
  }

  get spaced(): boolean {
    return this.#spaced;
  }
}
