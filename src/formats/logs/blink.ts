import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME = /(?<src>\S{1,80}?):(?<sp>\d{1,5}) -\(SIP over (?<tp>\w+)\)-> (?<dst>\S{1,80}?):(?<dp>\d{1,5})\s*$/;

/** Blink and sipsimple: a line with the direction, then one with both ends. */
export const blink: TextFormat = {
  id: 'blink',
  label: 'Blink SIP trace',
  clock: 'absolute',
  looks: '…:5060 -(SIP over UDP)-> …:5060',
  cues: ['-(SIP over '],
  frame(view) {
    const frame = frameOf(FRAME.exec(view.text));
    const head = frame && view.line(-1);
    if (!frame || !head || !/: Packet \d+/.test(head)) return frame;
    const direction = head.includes('RECEIVED: Packet') ? 'received' : 'sent';
    return { ...frame, direction, stamp: findStamp(head), above: 1 };
  },
};
