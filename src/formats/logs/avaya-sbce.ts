import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /SIP (?:(?<received>IN)|(?<sent>OUT)): (?<src>\S{1,80}?):(?<sp>\d{1,5}) --> (?<dst>\S{1,80}?):(?<dp>\d{1,5}) \((?<tp>\w+)\)/;

/** traceSBC of the Avaya session border controller: the time stands in the line before. */
export const avayaSbce: TextFormat = {
  id: 'avaya-sbce',
  label: 'Avaya SBCE traceSBC',
  clock: 'absolute',
  looks: 'SIP OUT: …:5061 --> …:2206 (TLS)',
  cues: ['SIP IN: ', 'SIP OUT: '],
  frame(view) {
    const frame = frameOf(FRAME.exec(view.text));
    const before = frame && view.line(-1);
    const stamp = before ? findStamp(before) : null;
    return frame && { ...frame, stamp: stamp ?? frame.stamp ?? null, above: stamp ? 2 : 0 };
  },
  endMarker: (bytes, start, end) => (end - start >= 20 && isRule(bytes, start, end) ? start : -1),
};
