import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /(?:(?<sent>Send to)|(?<received>Received from)): (?<tp>udp|tcp|tls):(?<ip>\S{1,80}?):(?<port>\d{1,5})\s*$/;

/** Twinkle's log file: the line before the addresses has the time. */
export const twinkle: TextFormat = {
  id: 'twinkle',
  label: 'Twinkle log',
  clock: 'absolute',
  looks: 'Send to: udp:…:5060',
  cues: ['Send to: ', 'Received from: '],
  frame(view) {
    const frame = frameOf(FRAME.exec(view.text));
    const head = frame && view.line(-1);
    return head?.includes('+++ ') ? { ...frame, stamp: findStamp(head), above: 1 } : null;
  },
  endMarker: (bytes, start, end) => (end - start === 3 && isRule(bytes, start, end) ? start : -1),
};
