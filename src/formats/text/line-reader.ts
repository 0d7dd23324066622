import { CR, LF } from '../../sip/bytes.ts';
import { cleanLine, dropLostColours } from '../unwrap/clean.ts';
import { BAR, cutColumns, DAMAGE, findLineEnd, seenMarks, UNCLEAN } from '../unwrap/marks.ts';
import { type Prefix, skipPrefix } from '../unwrap/prefix.ts';
import { unquote } from '../unwrap/quoted.ts';
import { Scratch } from './scratch.ts';

const DOT = 46;
const CARET = 94;
const CAPITAL_M = 77;

/**
 * Reads lines one after another and undoes what was done to each: line ends, terminal colours, a prefix, the dots that
 * ngrep prints for carriage returns. Nothing is copied as long as nothing has to be undone.
 */
export class LineReader {
  bytes: Uint8Array = new Uint8Array(0);
  /** Nothing follows behind the end of `bytes`. */
  eof = true;
  /** Start of the next line. */
  at = 0;
  /** More bytes are needed to tell where the line at `at` ends. */
  starved = false;
  /** Lines read since `open`. */
  lines = 0;

  /** The current line: buffer[start, end) without its line end. */
  buffer: Uint8Array = this.bytes;
  start = 0;
  end = 0;
  /** Where it stands in `bytes`. */
  rawStart = 0;
  /** The line is not what stands in `bytes`: something was undone. */
  changed = false;
  /** Bits of unwrap/marks.ts that the line holds. */
  marks = 0;
  /** The line ended with a carriage return. */
  hadCr = false;
  /** The line has the prefix that is expected. */
  fits = true;

  prefix: Prefix | null = null;
  dots = false;
  lostColours = false;
  readonly #scratch = new Scratch();
  readonly #second = new Scratch();

  /** Goes to `at` in other or moved bytes. */
  open(bytes: Uint8Array, eof: boolean, at: number): void {
    this.bytes = bytes;
    this.eof = eof;
    this.at = at;
    this.lines = 0;
    this.starved = false;
    this.prefix = null;
    this.dots = false;
    this.lostColours = false;
  }

  /** Steps to the next line; false at the end of the bytes, `starved` when more may follow. */
  read(): boolean {
    const { bytes, at } = this;
    const length = bytes.length;
    let stop = findLineEnd(bytes, at, length);
    this.marks = seenMarks;
    if (stop >= length && (!this.eof || at >= length)) {
      this.starved = !this.eof;
      return false;
    }
    this.rawStart = this.start = at;
    this.at = stop < length ? stop + 1 : length;
    this.lines++;
    const lineEnd = stop;
    while (stop > at && bytes[stop - 1] === CR) stop--;
    this.hadCr = stop < lineEnd || this.dots;
    this.end = stop;
    this.buffer = bytes;
    this.changed = false;
    this.fits = true;
    if ((seenMarks & UNCLEAN) !== 0 || this.lostColours) this.#clean();
    if (this.buffer[this.end - 1] === BAR) this.#cutColumns();
    else if ((seenMarks & DAMAGE) !== 0) this.#cutCaret();
    if (this.prefix) this.#cutPrefix(this.prefix);
    if (this.dots && this.end > this.start && this.buffer[this.end - 1] === DOT) {
      this.end--;
      this.changed = true;
    }
    return true;
  }

  /** Back to a line that was read before: its start and the lines read until then. */
  rewind(at: number, lines: number): void {
    this.at = at;
    this.lines = lines;
  }

  #clean(): void {
    const out = this.#scratch;
    out.length = 0;
    if (this.lostColours) dropLostColours(this.buffer, this.start, this.end, out);
    else cleanLine(this.buffer, this.start, this.end, out);
    if (out.length === this.end - this.start) return;
    this.#use(out);
  }

  #cutColumns(): void {
    const end = cutColumns(this.buffer, this.start, this.end);
    this.changed ||= end < this.end;
    this.end = end;
  }

  /** `^M`: a carriage return that was written out. */
  #cutCaret(): void {
    const { buffer, end } = this;
    if (end - this.start < 2 || buffer[end - 1] !== CAPITAL_M || buffer[end - 2] !== CARET) return;
    this.end -= 2;
    this.hadCr = this.changed = true;
  }

  #cutPrefix(prefix: Prefix): void {
    const at = skipPrefix(prefix, this.buffer, this.start, this.end);
    this.fits = at >= 0;
    if (at < 0) return;
    if (prefix.quoted) {
      const out = this.#second;
      out.length = 0;
      unquote(this.buffer, at, this.end, out);
      while (out.length > 0 && (out.bytes[out.length - 1] === LF || out.bytes[out.length - 1] === CR)) out.length--;
      this.#use(out);
      return;
    }
    this.changed ||= at > this.start;
    this.start = at;
  }

  #use(out: Scratch): void {
    this.buffer = out.bytes;
    this.start = 0;
    this.end = out.length;
    this.changed = true;
  }
}
