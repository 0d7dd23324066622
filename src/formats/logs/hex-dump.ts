import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { guessLinkType, readHexDump, readHexLine } from './hex-lines.ts';

/** The first line of a dump: offset 0 and eight bytes or more. */
const FIRST = /(?:^|\s)(?:0x)?(?:0000|000000|00000000):? {1,3}(?=(?:[0-9a-f]{2} {1,2}){7}|(?:[0-9a-f]{4} ){4})/i;
const SIP = /^(?:[A-Z]{3,20} [a-z]+:|SIP\/2\.0 \d{3})/;

/** Dumps of packets: `tshark -x`, Wireshark's hex export, input of text2pcap, `hexdump -C`, `xxd`. */
export const hexDump: TextFormat = {
  id: 'hex-dump',
  label: 'Hexadecimal dump of packets',
  clock: 'absolute',
  looks: '0000  00 00 00 00 00 00 …',
  cues: ['0000 ', '0000: '],
  announcesNothing: true,
  frame(view) {
    const found = FIRST.exec(view.text);
    if (!found) return null;
    const column = found.index + (/^\s/.test(found[0]) ? 1 : 0);
    // A line with the time may stand before the packet (text2pcap -t).
    const before = view.line(-1);
    return { column, stamp: before === null || readHexLine(before) ? null : findStamp(before) };
  },
  block(block, frame) {
    const first = readHexLine(block.line);
    if (!first) return false;
    const bytes = readHexDump(block, first);
    const head = String.fromCharCode(...bytes.subarray(0, 60));
    if (SIP.test(head)) block.text(bytes, frame);
    else block.packet(bytes, guessLinkType(bytes), frame.stamp ?? null);
    return true;
  },
};
