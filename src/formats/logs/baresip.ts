import { socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /(?:^|\s)(UDP|TCP|TLS|WSS?) (\S{1,80}):(\d{1,5}) -> (\S{1,80}):(\d{1,5})\s*$/;
/** The line before it: `#`, with the time from version 2 on. */
const MARK = /(?:^|[\s\d])#\s*$/;

/** baresip with `-s`. */
export const baresip: TextFormat = {
  id: 'baresip',
  label: 'baresip SIP trace',
  clock: 'time-of-day',
  looks: '# UDP …:5060 -> …:5060',
  cues: [' -> '],
  cuesBehindPort: true,
  frame(view) {
    const found = FRAME.exec(view.text);
    const mark = found && view.line(-1)?.replace(/\[[\d;]*m/g, '');
    if (!found || mark == null || !MARK.test(mark)) return null;
    const [, transport, from, fromPort, to, toPort] = found;
    return { from: socket(from, fromPort), to: socket(to, toPort), transport, stamp: findStamp(mark), above: 1 };
  },
};
