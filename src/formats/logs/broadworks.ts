import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /\b(?<tp>udp|tcp|tls) (?<len>\d+) Bytes (?:(?<received>IN from)|(?<sent>OUT to)) (?<ip>\[?[0-9A-Fa-f.:]{2,60}?\]?):(?<port>\d{1,5})/;

/** XSLog of BroadWorks: the time stands one or two lines before. */
export const broadworks: TextFormat = {
  id: 'broadworks',
  label: 'BroadWorks XSLog',
  clock: 'absolute',
  looks: 'udp … Bytes IN from …:5060',
  cues: [' Bytes IN from ', ' Bytes OUT to '],
  frame(view) {
    const frame = frameOf(FRAME.exec(view.text));
    if (!frame) return null;
    const above = [1, 2].find((n) => (view.line(-n) ?? '').includes('| Sip |')) ?? 0;
    return { ...frame, stamp: above > 0 ? findStamp(view.line(-above) ?? '') : (frame.stamp ?? null), above };
  },
};
