import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /\[(?<ts>\d[\d/]+ \d\d:\d\d:\d\d\.\d{3})\] (?:(?<received>IN)|(?<sent>OUT)) (?<src>\S{1,80}):(?<sp>\d{1,5}) --> (?<dst>\S{1,80}):(?<dp>\d{1,5})/;

/** Text form of the SIP viewers around JAIN-SIP. */
export const sipViewer: TextFormat = {
  id: 'sip-viewer',
  label: 'SIP viewer text',
  clock: 'absolute',
  looks: '[2024/01/05 00:00:00.123] IN …:5060 --> …:5060',
  cues: ['] IN ', '] OUT '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  endMarker: (bytes, start, end) => (end - start >= 20 && isRule(bytes, start, end) ? start : -1),
};
