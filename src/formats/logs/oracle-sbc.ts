import { socket } from '../text/frame.ts';
import { hourStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  / On (?:\[\d+:\d+\])?(?<local>\[?[0-9A-Fa-f.:]{2,60}?\]?):(?<lp>\d{1,5}) (?:(?<received>received from)|(?<sent>sent to)) (?<ip>\[?[0-9A-Fa-f.:]{2,60}?\]?):(?<port>\d{1,5})/;

/** sipmsg.log of Oracle and Acme Packet session border controllers. */
export const oracleSbc: TextFormat = {
  id: 'oracle-sbc',
  label: 'Oracle or Acme Packet sipmsg.log',
  clock: 'time-of-day',
  looks: 'On [0:0]…:5060 received from …:5060',
  cues: [' received from ', ' sent to '],
  frame({ text }) {
    const found = FRAME.exec(text);
    const said = frameOf(found);
    if (!found || !said) return null;
    // `tail-logfile-open` prints minutes and seconds only.
    const frame = { ...said, stamp: said.stamp ?? hourStamp(text.slice(0, found.index)) };
    const local = socket(found.groups?.local, found.groups?.lp);
    return frame.direction === 'sent'
      ? { ...frame, from: local, to: frame.peer, peer: undefined }
      : { ...frame, from: frame.peer, to: local, peer: undefined };
  },
  endMarker: (bytes, start, end) => (end - start >= 30 && isRule(bytes, start, end) ? start : -1),
};
