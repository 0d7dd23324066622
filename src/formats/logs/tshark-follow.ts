import type { Block } from '../text/block.ts';
import type { Frame } from '../text/frame.ts';
import { Scratch } from '../text/scratch.ts';
import type { TextFormat } from '../text/text-format.ts';
import { readHexLine } from './hex-lines.ts';

const FIRST = /Node 0: (\S+):(\d{1,5})\s*$/;
const SECOND = /^Node 1: (\S+):(\d{1,5})\s*$/;
const LENGTH = /^(\t?)(\d{1,9})$/;
const HEX = /^(\t?)[0-9A-F]{8} {2}[0-9a-f]{2}(?: |$)/;
const END = /^={20,}$/;
/** What may stand behind the bytes that were announced: lines whose ends were counted as one byte. */
const OF_MESSAGE = /^(?:[a-z]=|[A-Za-z-]{1,40} ?:|\s*$)/;

/**
 * tshark -z follow,…,ascii,… and …,hex,…: both ends at the top, then pieces; a TAB before a length or an offset tells the
 * direction.
 */
export const tsharkFollow: TextFormat = {
  id: 'tshark-follow',
  label: 'tshark follow stream',
  clock: 'none',
  looks: 'Node 0: …:5060 / Node 1: …:5060',
  cues: ['Node 0: '],
  announcesNothing: true,
  frame(view) {
    const found = FIRST.exec(view.text);
    return found && { column: found.index, above: 3 };
  },
  block(block) {
    const nodes = [FIRST.exec(block.line), SECOND.exec(block.next() ?? '')];
    const [first, second] = nodes.map((found) => (found ? `${found[1]}:${found[2]}` : ''));
    if (!first || !second) return false;
    readPieces(block, [
      { from: first, to: second },
      { from: second, to: first },
    ]);
    return true;
  },
};

/** Pieces of one direction that follow each other are one text: messages may run over them. */
function readPieces(block: Block, sides: readonly Frame[]): void {
  const pieces = new Pieces(block, sides);
  let left = 0;
  for (let line = block.next(); line !== null && !END.test(line); line = block.next()) {
    const hex = left <= 0 ? HEX.exec(line) : null;
    const length = left <= 0 ? LENGTH.exec(line) : null;
    if (hex) pieces.turn(hex[1] ? 1 : 0).addBytes(readHexLine(line)?.bytes ?? []);
    else if (length) {
      pieces.turn(length[1] ? 1 : 0);
      left = Number(length[2]);
    } else if (left > 0) {
      pieces.addLine(line);
      // Without carriage returns each line end was two bytes all the same.
      left -= line.length + 2;
    } else if (!OF_MESSAGE.test(line)) {
      // The stream is over; something else was pasted behind it.
      block.back();
      break;
    }
  }
  pieces.turn(-1);
}

/** Text of one direction at a time. */
class Pieces {
  readonly #block: Block;
  readonly #sides: readonly Frame[];
  readonly #text = new Scratch();
  #side = -1;

  constructor(block: Block, sides: readonly Frame[]) {
    this.#block = block;
    this.#sides = sides;
  }

  /** What comes now is of one side; what came before is done with when it was of the other. */
  turn(side: number): this {
    const frame = this.#sides[this.#side];
    if (side === this.#side) return this;
    if (frame && this.#text.length > 0) this.#block.text(this.#text.bytes.slice(0, this.#text.length), frame);
    this.#text.length = 0;
    this.#side = side;
    return this;
  }

  addLine(line: string): void {
    this.#text.addText(`${line}\r\n`);
  }

  addBytes(bytes: readonly number[]): void {
    for (const byte of bytes) this.#text.addByte(byte);
  }
}
