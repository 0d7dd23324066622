import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { addHex } from './hex-lines.ts';

const FRAME =
  /(?<ts>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) sip port \d+ (?<src>\S{1,80}?):(?<sp>\d{1,5}) -> (?<dst>\S{1,80}?):(?<dp>\d{1,5})/;
const HEX = /^\(((?:[0-9a-f]{2}){10,})\)/i;
/** Lines from the addresses to the bytes. */
const LINES = 12;

/** FortiGate with `diag debug appl sip -1`: the bytes stand there as numbers. */
export const fortigate: TextFormat = {
  id: 'fortigate',
  label: 'FortiGate SIP debug',
  clock: 'absolute',
  looks: 'sip port 26 …:5060 -> …:5060',
  cues: [' sip port '],
  announcesNothing: true,
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  block(block, frame) {
    for (let n = 0; n < LINES; n++) {
      const text = block.next();
      if (text === null) break;
      if (FRAME.test(text)) {
        block.back();
        break;
      }
      const found = HEX.exec(text);
      if (!found) continue;
      const bytes: number[] = [];
      addHex(found[1] ?? '', bytes);
      block.message(new Uint8Array(bytes), frame);
      break;
    }
    return block.items.length > 0;
  },
};
