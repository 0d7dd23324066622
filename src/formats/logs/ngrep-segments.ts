import { CR, LF } from '../../sip/bytes.ts';
import type { Block } from '../text/block.ts';
import type { Frame } from '../text/frame.ts';
import { lineText } from '../text/line-text.ts';
import { Scratch } from '../text/scratch.ts';

const START = /^(?:[A-Z]{3,} \S+ SIP\/2\.0|SIP\/2\.0 \d{3})/;
const LENGTH = /^(?:content-length|l)\s*:\s*(\d{1,9})/im;
/** Characters of one message at most, and lines of one packet. */
const LONGEST = 1 << 18;
const LINES = 4000;
const DOT = 46;

/**
 * ngrep and sipgrep print each segment of a TCP connection for itself, so that a message may be torn in the middle of a
 * line. Joins the segments behind a framing line while the message is not complete and the same way goes on. `flags`: a line
 * that stands behind each framing line. False when the segment holds no SIP.
 */
export function takeSegments(
  block: Block,
  frame: Frame,
  readFrame: (text: string) => Frame | null,
  flags: RegExp | null = null,
): boolean {
  const out = new Scratch();
  let text = addSegment(block, out);
  if (!text.includes('SIP/2.0')) return false;
  while (!isComplete(text) && text.length < LONGEST && goesOn(block, frame, readFrame, flags))
    text = addSegment(block, out);
  block.text(out.bytes.subarray(0, out.length), frame);
  return true;
}

/** Appends lines up to an empty one; a dot at the end of a line was a carriage return. The text of all that is there. */
function addSegment(block: Block, out: Scratch): string {
  let isTorn = false;
  for (let n = 0; n < LINES; n++) {
    const before = out.length;
    if (isTorn) out.addByte(LF);
    const length = block.addNext(out);
    if (length <= 0) {
      out.length = before;
      if (length === 0) block.back();
      break;
    }
    isTorn = out.bytes[out.length - 1] !== DOT;
    if (isTorn) continue;
    out.bytes[out.length - 1] = CR;
    out.addByte(LF);
  }
  return lineText(out.bytes, 0, out.length, out.length);
}

function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  return text.length - end - 4 >= Number(LENGTH.exec(text.slice(0, end))?.[1] ?? 0);
}

/** Goes behind the framing line of the next segment, if it goes the same way and opens no message; stays otherwise. */
function goesOn(block: Block, frame: Frame, readFrame: (text: string) => Frame | null, flags: RegExp | null): boolean {
  const mark = block.mark();
  let line = block.next();
  while (line === '') line = block.next();
  const next = line === null ? null : readFrame(line);
  if (next && next.transport === frame.transport && next.from === frame.from && next.to === frame.to) {
    if (flags) block.next();
    const first = block.next();
    if (first !== null && first !== '' && !START.test(first)) {
      block.back();
      return true;
    }
  }
  block.reset(mark);
  return false;
}
