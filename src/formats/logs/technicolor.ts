import { clockTime } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:(?<received>Recv from)|(?<sent>Sent to)) (?<tp>udp|tcp|tls): (?<ip>\S{1,80}?):(?<port>\d{1,5}) (?<d>\d\d):(?<h>\d\d):(?<m>\d\d):(?<s>\d\d):(?<milli>\d{3}) \((?<len>\d+) bytes\)/;

/** Console of Technicolor and Thomson phones; the time counts from their start. */
export const technicolor: TextFormat = {
  id: 'technicolor',
  label: 'Technicolor or Thomson phone',
  clock: 'relative',
  looks: 'Recv from udp: …:5060 00:00:00:01:066 (… bytes)',
  cues: ['Recv from ', 'Sent to '],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    const { d, h, m, s, milli } = found?.groups ?? {};
    const us = Number(d) * 86_400e6 + clockTime(h, m, s, milli);
    return frame && { ...frame, stamp: { kind: 'relative', us, fine: true } };
  },
};
