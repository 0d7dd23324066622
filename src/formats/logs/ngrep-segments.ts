import type { Block } from '../text/block.ts';
import type { Frame } from '../text/frame.ts';
import { textBytes } from '../text/line-text.ts';

const START = /^(?:[A-Z]{3,} \S+ SIP\/2\.0|SIP\/2\.0 \d{3})/;
const LENGTH = /^(?:content-length|l)\s*:\s*(\d{1,9})/im;
/** Characters of one message at most, and lines of one packet. */
const LONGEST = 1 << 18;
const LINES = 4000;

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
  let text = readSegment(block);
  if (!text.includes('SIP/2.0')) return false;
  while (!isComplete(text) && text.length < LONGEST && goesOn(block, frame, readFrame, flags))
    text += readSegment(block);
  block.text(textBytes(text), frame);
  return true;
}

/** Lines up to an empty one; a dot at the end of a line was a carriage return. */
function readSegment(block: Block): string {
  let text = '';
  let torn = '';
  for (let n = 0; n < LINES; n++) {
    const line = block.next();
    if (line === null) break;
    if (line === '') {
      block.back();
      break;
    }
    text += torn === '' ? '' : `${torn}\n`;
    torn = line.endsWith('.') ? '' : line;
    if (torn === '') text += `${line.slice(0, -1)}\r\n`;
  }
  return text + torn;
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
