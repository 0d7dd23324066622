import type { Block } from '../text/block.ts';
import { type Frame, type LineView, socket } from '../text/frame.ts';
import { DAY, findStamp, type Stamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { addHex } from './hex-lines.ts';
import { takeSegments } from './ngrep-segments.ts';
import { fromDots, joinWrapped } from './ngrep-text.ts';

const FRAME =
  /(?<![\w/.])([UT]) (?:(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}) |\+(\d+\.\d{6}) )?(\S{1,80}?):(\d{1,5}) -> (\S{1,80}?):(\d{1,5})(?: \[[A-Z]+\])?(?: #\d+)?(?: (\S.*)| *)$/;
const START = /^(?:[A-Z]{3,} \S+ SIP\/2\.0|SIP\/2\.0 \d{3})/;
/** Eight bytes, four blanks, eight bytes. */
const HEX = /^ {2}(?:[0-9a-f]{2} ){1,8}/;

type NgrepFrame = Frame & { readonly inline: string };

let lastText = '';
let lastFrame: NgrepFrame | null = null;

/** Reads a framing line; two formats ask about each. */
function ngrepFrame({ text }: LineView): NgrepFrame | null {
  if (text !== lastText) {
    lastText = text;
    lastFrame = readFrame(text);
  }
  return lastFrame;
}

function readFrame(text: string): NgrepFrame | null {
  const found = FRAME.exec(text);
  if (!found) return null;
  const [, kind, time, delta, from, fromPort, to, toPort, inline = ''] = found;
  return {
    from: socket(from, fromPort),
    to: socket(to, toPort),
    transport: kind === 'U' ? 'udp' : 'tcp',
    stamp: time !== undefined ? findStamp(time) : delta !== undefined ? deltaStamp(Number(delta)) : null,
    column: found.index,
    inline,
  };
}

/** `-T` prints the time since the packet before; of the first packet of a file that says nothing. */
function deltaStamp(seconds: number): Stamp {
  return { kind: 'delta', us: seconds * 1e6 < DAY ? Math.round(seconds * 1e6) : 0, fine: true };
}

/** ngrep in all its modes: byline, normal (wrapped), single, none, and hexadecimal. */
export const ngrep: TextFormat = {
  id: 'ngrep',
  label: 'ngrep',
  clock: 'absolute',
  looks: 'U 2024/01/01 00:00:00.123456 …:5060 -> …:5060',
  cues: [' -> '],
  cuesBehindPort: true,
  // What ngrep prints need not be SIP.
  announcesNothing: true,
  frame: ngrepFrame,
  block(block, frame) {
    const { inline = '' } = frame as Partial<NgrepFrame>;
    if (START.test(inline)) {
      block.message(fromDots(inline), frame);
      return true;
    }
    const first = block.next();
    block.back();
    if (first === null) return false;
    if (HEX.test(first)) return takeHex(block, frame);
    const isOneLine = START.test(first) && /\.\.[A-Za-z-]+\s?:/.test(first);
    if (isOneLine || /^ {2}\S/.test(first)) return takeWrapped(block, frame);
    return frame.transport === 'tcp' && takeSegments(block, frame, readFrame);
  },
};

function takeHex(block: Block, frame: Frame): boolean {
  const bytes: number[] = [];
  for (let text = block.next(); text !== null; text = block.next()) {
    if (!HEX.test(text)) {
      block.back();
      break;
    }
    addHex(text.slice(2, 54), bytes);
  }
  return addIfStart(block, frame, new Uint8Array(bytes));
}

function takeWrapped(block: Block, frame: Frame): boolean {
  const lines: string[] = [];
  for (let text = block.next(); text !== null; text = block.next()) {
    const isMore = lines.length === 0 || text.startsWith('  ');
    if (!isMore || text.trim() === '') {
      block.back();
      break;
    }
    lines.push(text);
  }
  return addIfStart(block, frame, fromDots(joinWrapped(lines)));
}

function addIfStart(block: Block, frame: Frame, bytes: Uint8Array): boolean {
  if (START.test(String.fromCharCode(...bytes.subarray(0, 300)))) block.message(bytes, frame);
  return true;
}

/** What sipgrep prints behind a framing line: the flags of a TCP segment or nothing. */
const FLAGS = /^\s*(?:\[[A-Z]+\])?\s*$/;

/** sipgrep 2: ngrep's form with a line for flags behind each framing line, and colours within lines. */
export const sipgrep: TextFormat = {
  id: 'sipgrep',
  label: 'sipgrep',
  clock: 'absolute',
  looks: 'U 2024/01/01 00:00:00.123456 …:5060 -> …:5060, then an empty line',
  cues: [' -> '],
  cuesBehindPort: true,
  announcesNothing: true,
  frame(view) {
    const frame = ngrepFrame(view);
    if (!frame?.stamp || frame.inline !== '') return null;
    const next = view.line(1);
    return next !== null && FLAGS.test(next.slice(frame.column)) ? frame : null;
  },
  block(block, frame) {
    if (frame.transport !== 'tcp') return false;
    block.next();
    return takeSegments(block, frame, readFrame, FLAGS);
  },
};
