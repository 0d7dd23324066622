import { CR } from '../../sip/bytes.ts';
import { cleanLine, dropLostColours } from '../unwrap/clean.ts';
import { addUnescaped } from '../unwrap/entities.ts';
import { BAR, cutColumns, LOST_COLOUR, UNCLEAN } from '../unwrap/marks.ts';
import { Scratch } from './scratch.ts';

/** The line in hand: buffer[start, end) with terminal colours and NULs taken out. */
export class CurrentLine {
  buffer: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Bits of unwrap/marks.ts. */
  marks = 0;
  /** Something was taken out, so that the line no longer stands in the bytes that were read. */
  changed = false;
  /** Colours without their ESC were taken out. */
  lostColours = false;
  readonly #scratch = new Scratch();

  /** Takes bytes[start, end), with or without its carriage return; `marks` tells what it holds. */
  open(bytes: Uint8Array, start: number, end: number, marks: number): void {
    let stop = end;
    while (stop > start && bytes[stop - 1] === CR) stop--;
    this.buffer = bytes;
    this.start = start;
    this.end = stop;
    this.changed = this.lostColours = false;
    this.marks = marks;
    if ((marks & UNCLEAN) !== 0) this.#use((out) => cleanLine(bytes, start, stop, out));
    else if ((marks & LOST_COLOUR) !== 0) {
      this.#use((out) => dropLostColours(bytes, start, stop, out));
      this.lostColours = true;
    }
    if (this.buffer[this.end - 1] === BAR) this.#cutColumns();
  }

  /** Undoes entities of HTML. */
  unescape(): void {
    const { buffer, start, end } = this;
    this.#use((out) => addUnescaped(buffer, start, end, out));
  }

  #cutColumns(): void {
    const end = cutColumns(this.buffer, this.start, this.end);
    this.changed ||= end < this.end;
    this.end = end;
  }

  #use(write: (out: Scratch) => void): void {
    const out = this.#scratch;
    out.length = 0;
    write(out);
    if (out.length === this.end - this.start) return;
    this.buffer = out.bytes;
    this.start = 0;
    this.end = out.length;
    this.changed = true;
  }
}
