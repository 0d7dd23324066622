import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /\|(?<ts>\d\d:\d\d:\d\d\.\d{3})\|.{0,60}(?:(?<sent><<<Tx)|(?<received>>>>Rx)) SIP \w+ (?:dst|src)\[(?<tp>\w+):(?<ip>[^\]]{1,80}?):(?<port>\d{1,5})\](?: \((?<len>\d+)\))?/;

/** RingCentral's app: every line carries the prefix. */
export const ringcentral: TextFormat = {
  id: 'ringcentral',
  label: 'RingCentral app log',
  clock: 'time-of-day',
  looks: '|SIP_MSG |<<<Tx SIP request dst[UDP:…:5060]',
  cues: ['<<<Tx SIP ', '>>>Rx SIP '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
