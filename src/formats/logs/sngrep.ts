import { socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /(?<![UTI] )(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}) (\S{1,80}?):(\d{1,5}) -> (\S{1,80}?):(\d{1,5})\s*$/;

/** sngrep's "save as text". Calls are saved one after another, so times begin anew with each. */
export const sngrep: TextFormat = {
  id: 'sngrep',
  label: 'sngrep text',
  clock: 'absolute',
  looks: '2024/01/01 00:00:00.123456 …:5060 -> …:5060',
  cues: [' -> '],
  cuesBehindPort: true,
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const [, time = '', from, fromPort, to, toPort] = found;
    return { from: socket(from, fromPort), to: socket(to, toPort), stamp: findStamp(time) };
  },
};
