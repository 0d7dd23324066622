import { socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /proto:(\S*) (\d{4}-\d\d-\d\dT\S+)\s+(\S{1,80}?):(\d{1,5}) ---> (\S{1,80}?):(\d{1,5})\s*$/;

/** Text export of HOMER 7 and 10. */
export const homer: TextFormat = {
  id: 'homer',
  label: 'HOMER text export',
  clock: 'absolute',
  looks: 'proto:UDP 2024-01-01T00:00:00.123Z  …:5060 ---> …:5060',
  cues: [' ---> '],
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const [, transport, time = '', from, fromPort, to, toPort] = found;
    return { from: socket(from, fromPort), to: socket(to, toPort), transport, stamp: findStamp(time) };
  },
};
