import { findLineEnd, seenMarks } from '../unwrap/marks.ts';
import { Block, type BlockItem } from './block.ts';
import { type CueSearch, findCue } from './cues.ts';
import { Cursor, type Outcome } from './cursor.ts';
import type { Frame } from './frame.ts';
import { type Announced, Framing } from './framing.ts';
import { readJsonTime } from './json-fields.ts';
import { LineHits } from './line-hits.ts';
import { Lookaround } from './lookaround.ts';
import type { Session } from './session.ts';
import { DEEPEST, StartReader } from './start-reader.ts';
import type { TextFormat } from './text-format.ts';

/** A line is not waited for longer than this, bytes. */
const LONGEST_LINE = 1 << 20;
/** Longer than any cue, bytes. */
const LONGEST_CUE = 64;
/** Bytes of an endless line that are looked at before and behind a cue. */
const BEFORE_CUE = 4096;
const BEHIND_CUE = 65536;
/** A quoted field of a table opens and is not closed. */
const FIELD = /(?:^|[,;\t])"[^"]*$/;
/** What wraps each line of a log as an object with the time behind the text. */
const WRAPPED = /^\{"log":|"(?:time|@?timestamp|ts|dt|_time)":/;

/**
 * Reads a text from cue to cue: framing lines, start lines and their messages. What a line leaves behind is kept only once
 * all of it was there, so that a line can be read again when more bytes have come.
 */
export class Region {
  readonly #cursor: Cursor;
  readonly #starts: StartReader;
  readonly #search: CueSearch = { at: 0, lineStart: 0, lines: 0 };
  readonly #hits: LineHits;
  readonly #view = new Lookaround();
  readonly #block: Block;
  /** Reads texts whose frame is known; made once, as there may be thousands. */
  #held: Region | null = null;

  constructor(session: Session, framing: Framing | null = null, line = 1, depth = 0) {
    this.#cursor = new Cursor(session, framing, line, depth);
    this.#starts = new StartReader(this.#cursor, (bytes) => this.#readApart(bytes));
    this.#hits = new LineHits(session);
    this.#block = new Block(this.#cursor.reader);
  }

  /**
   * Reads bytes from `at` on.
   * @param base offset of bytes[0] in the source, -1 when they do not stand there
   * @returns the position up to which they are done with
   */
  scan(bytes: Uint8Array, at: number, base: number, eof: boolean): number {
    this.#cursor.open(bytes, at, base, eof);
    while (this.#step());
    return this.#cursor.at;
  }

  /** Reads a text of its own whose messages all have one frame. */
  #scanHeld(bytes: Uint8Array, framed: Announced): void {
    this.#cursor.restart(framed.line);
    this.#cursor.framing.hold(framed);
    this.scan(bytes, 0, -1, true);
  }

  /** At the end of the source: all lines are accounted for. */
  finish(): void {
    const { framing, line, lastEnd } = this.#cursor;
    framing.finish(line, this.#cursor.isBlankFrom(lastEnd));
  }

  /** Goes on to the next line with a cue and reads it. False when the bytes are used up. */
  #step(): boolean {
    const search = this.#search;
    const cursor = this.#cursor;
    const { bytes, eof, session } = cursor;
    search.at = search.lineStart = cursor.at;
    search.lines = 0;
    const found = findCue(session.cues, bytes, search, bytes.length);
    cursor.pass(search.lineStart, search.lines);
    if (found < 0) return this.#passRest();
    // Of an endless line only what stands around the cue is looked at.
    const lineStart = Math.max(search.lineStart, search.at - BEFORE_CUE);
    const farthest = Math.min(bytes.length, search.at + BEHIND_CUE);
    const lineEnd = findLineEnd(bytes, lineStart, farthest);
    cursor.at = cursor.lineStart = lineStart;
    if (lineEnd === bytes.length && !eof) return false;
    cursor.next = lineEnd < farthest ? lineEnd + 1 : lineEnd;
    cursor.nextLines = lineEnd < farthest || lineEnd === bytes.length ? 1 : 0;
    cursor.current.open(bytes, lineStart, lineEnd, seenMarks);
    const outcome = this.#readLine(search.at, found);
    if (outcome === 'none') cursor.passLine();
    return outcome !== 'starved';
  }

  /** No cue is left in the bytes; one may stand across their end. */
  #passRest(): false {
    const cursor = this.#cursor;
    const { length } = cursor.bytes;
    if (cursor.eof && cursor.at < length) cursor.pass(length, 1);
    else if (length - cursor.at > LONGEST_LINE) cursor.pass(length - LONGEST_CUE, 0);
    return false;
  }

  /** Reads the line in hand, in which a search for cues stopped at `stoppedAt`. */
  #readLine(stoppedAt: number, found: number): Outcome {
    const cursor = this.#cursor;
    const { current } = cursor;
    const hits = this.#hits;
    if (current.changed) hits.collect(current.buffer, current.start, current.end);
    else hits.collect(current.buffer, stoppedAt, current.end, found);
    if (hits.isEscaped) {
      current.unescape();
      hits.collect(current.buffer, current.start, current.end);
    }
    const { buffer, start, end } = current;
    // Where one frame holds for all, nothing else is a frame.
    if (hits.formats.length > 0 && !cursor.framing.held) {
      this.#view.open(cursor.bytes, cursor.eof, cursor.lineStart, buffer, start, end);
      const outcome = this.#readFrame();
      if (outcome !== 'none') return outcome;
    }
    for (const version of hits.versions) {
      const outcome = this.#starts.read(version);
      if (outcome !== 'none') return outcome;
    }
    return 'none';
  }

  #readFrame(): Outcome {
    const view = this.#view;
    const { session, framing, line, lastEnd } = this.#cursor;
    for (const number of this.#hits.formats) {
      const format = session.formats[number] as TextFormat;
      const said = format.frame(view);
      if (view.starved) return 'starved';
      if (said) {
        const frame = withWrapper(said, view.text);
        framing.announce(format, frame, line, this.#cursor.isBlankFrom(lastEnd, frame.above));
        return format.block ? this.#readBlock(format, frame) : 'none';
      }
      if (format.saysCut?.(view)) session.markCut(line, format.limit);
    }
    return 'none';
  }

  /** Lets a format take the lines behind its framing line itself. */
  #readBlock(format: TextFormat, frame: Frame): Outcome {
    const cursor = this.#cursor;
    const { current, framing, line } = cursor;
    const block = this.#block;
    cursor.openReader();
    block.open(current.buffer, current.start, current.end, frame.column ?? 0);
    const isTaken = format.block?.(block, frame) ?? false;
    if (cursor.isStarved) return 'starved';
    if (!isTaken) return 'none';
    for (const item of block.items) this.#takeItem(format, item);
    cursor.finishUnit(framing.fresh(line) ?? { format, frame, line, used: false }, line);
    return 'done';
  }

  #takeItem(format: TextFormat, item: BlockItem): void {
    const { session, line } = this.#cursor;
    if (item.kind === 'packet') session.takePacket(format, item.bytes, item.linkType, item.stamp, line);
    else if (item.kind === 'text') {
      this.#held ??= new Region(session, new Framing(session), line, DEEPEST);
      this.#held.#scanHeld(item.bytes, { format, frame: item.frame, line, used: true });
    } else {
      const { bytes, frame, cut } = item;
      session.tally.startLines++;
      const whole = { bytes, start: 0, end: bytes.length, lines: null, mayBeDamaged: false, place: -1 };
      session.commit({ ...whole, format, frame, line, cut });
    }
  }

  /** Reads lines that were made of the line in hand. */
  #readApart(bytes: Uint8Array): void {
    const { session, framing, line, depth } = this.#cursor;
    new Region(session, framing, line, depth + 1).scan(bytes, 0, -1, true);
    framing.last = null;
  }
}

/** A frame with what a wrapper around its line adds: a time where the format itself prints none, quotes written twice. */
function withWrapper(frame: Frame, text: string): Frame {
  if (!text.includes('"')) return frame;
  const inField = FIELD.test(text);
  const stamp = frame.stamp ?? (WRAPPED.test(text) ? readJsonTime(text) : null);
  return inField || stamp !== frame.stamp ? { ...frame, stamp, inField } : frame;
}
