import type { Block } from '../text/block.ts';
import type { Frame } from '../text/frame.ts';
import { Scratch } from '../text/scratch.ts';
import type { TextFormat } from '../text/text-format.ts';

const FIRST = /Node 0: (\S+):(\d{1,5})\s*$/;
const SECOND = /^Node 1: (\S+):(\d{1,5})\s*$/;
const LENGTH = /^(\t?)(\d{1,9})$/;
const END = /^={20,}$/;

/** tshark -z follow,…,ascii,…: both ends at the top, then pieces with their lengths; a TAB before it tells the direction. */
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
    const sides = [
      { from: first, to: second },
      { from: second, to: first },
    ];
    readPieces(block, sides);
    return true;
  },
};

/** Pieces of one direction that follow each other are one text: messages may run over them. */
function readPieces(block: Block, sides: readonly Frame[]): void {
  let side = -1;
  const text = new Scratch();
  const flush = () => {
    const frame = sides[side];
    if (frame && text.length > 0) block.text(text.bytes.slice(0, text.length), frame);
    text.length = 0;
  };
  let left = 0;
  for (let line = block.next(); line !== null && !END.test(line); line = block.next()) {
    const length = left <= 0 ? LENGTH.exec(line) : null;
    if (length) {
      const next = length[1] ? 1 : 0;
      if (next !== side) flush();
      side = next;
      left = Number(length[2]);
      continue;
    }
    if (side < 0 || (left <= 0 && line === '')) continue;
    text.addText(line);
    text.addText('\r\n');
    // Without carriage returns each line end was two bytes all the same.
    left -= line.length + 2;
  }
  flush();
}
