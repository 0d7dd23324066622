import { type Frame, type LineView, socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { guessLinkType, readHexDump, readHexLine } from './hex-lines.ts';

/** Time, perhaps an interface and a direction, then the protocol; addresses in this line or, with `-v`, in the next. */
const FIRST =
  /((?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{6,9}|\d{10}\.\d{6,9}) (?:\S+ +(?:In|Out|B|M|P) +)?(?:\S+ > \S+, ethertype IPv[46][^:]*, length \d+: (?:IP6? )?|IP6? )(.*)$/;
const ENDS = /^\s*(\S{1,80})\.([\w-]+) > (\S{1,80})\.([\w-]+): (.*)$/;
const LENGTH = /(?:SIP, length:|UDP, length:?|, length) (\d+)\s*$/;
/** The first line of -x, -X, -xx or -XX. */
const HEX = /^\s*0x0000: /;
/** Names of ports that tcpdump prints without `-n`. */
const PORTS = new Map([
  ['sip', '5060'],
  ['sip-tls', '5061'],
  ['sips', '5061'],
]);

/** tcpdump with `-A` or `-v`: packets as text. */
export const tcpdump: TextFormat = {
  id: 'tcpdump',
  label: 'tcpdump text',
  clock: 'time-of-day',
  looks: '10:00:00.123456 IP ….5060 > ….5060: SIP',
  cues: [' IP ', ' IP6 ', ', ethertype IPv'],
  // Most packets hold no start line.
  announcesNothing: true,
  printsTwice: true,
  frame: tcpdumpFrame,
  block(block, frame) {
    // With -v the addresses stand in a second line.
    let text = block.next() ?? '';
    if (ENDS.test(text)) text = block.next() ?? '';
    const first = HEX.test(text) ? readHexLine(text) : null;
    if (!first) return false;
    const bytes = readHexDump(block, first);
    block.packet(bytes, guessLinkType(bytes), frame.stamp ?? null);
    return true;
  },
};

function tcpdumpFrame(view: LineView): Frame | null {
  const first = FIRST.exec(view.text);
  if (!first) return null;
  const [, time = '', rest = ''] = first;
  const inParentheses = rest.startsWith('(');
  const second = inParentheses ? view.line(1) : rest;
  const ends = second === null ? null : ENDS.exec(inParentheses ? second.slice(first.index) : second);
  if (!ends) return null;
  const [, from, fromPort = '', to, toPort = '', said = ''] = ends;
  const length = LENGTH.exec(said);
  return {
    from: socket(from, PORTS.get(fromPort) ?? numberOf(fromPort)),
    to: socket(to, PORTS.get(toPort) ?? numberOf(toPort)),
    transport: said.startsWith('Flags [') ? 'tcp' : 'udp',
    stamp: findStamp(time),
    length: length ? Number(length[1]) : undefined,
    column: first.index,
  };
}

/** A port that is written as a name is not known. */
function numberOf(port: string): string | undefined {
  return /^\d{1,5}$/.test(port) ? port : undefined;
}
