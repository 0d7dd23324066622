import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /(?<ts>\d\d:\d\d:\d\d,\d{3}): (?:(?<sent>T)|(?<received>R)): (?<ip>\S{1,80}?):(?<port>\d{1,5}) \((?<tp>UDP|TCP|TLS)\)/;

/** PhonerLite's debug window: T is sent, R received. */
export const phonerlite: TextFormat = {
  id: 'phonerlite',
  label: 'PhonerLite debug',
  clock: 'time-of-day',
  looks: '09:36:24,060: T: …:5060 (TCP)',
  cues: [': T: ', ': R: '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  endMarker: (bytes, start, end) => (end - start >= 5 && isRule(bytes, start, end) ? start : -1),
};
