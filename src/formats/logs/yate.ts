import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /'(?<tp>udp|tcp|tls|sctp)[^']*' (?:(?<received>received) (?<len>\d+) bytes SIP message(?: from (?<ip>\S{1,80}?):(?<port>\d{1,5}))?|(?<sent>sending) .{1,60}? to (?<host>\S{1,80}?):(?<hostPort>\d{1,5})) \[0x[0-9a-f]+\]/;

/** Yate with `debug sip level 9`; a connected transport does not name its far end. */
export const yate: TextFormat = {
  id: 'yate',
  label: 'Yate SIP debug',
  clock: 'absolute',
  looks: "'udp:0.0.0.0:5060' received … bytes SIP message from …:5060",
  cues: [' bytes SIP message from ', "' sending "],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    const { host, hostPort } = found?.groups ?? {};
    return frame && { ...frame, peer: frame.peer ?? socket(host, hostPort) };
  },
  endMarker: (bytes, start, end) => (end - start >= 5 && isRule(bytes, start, end) ? start : -1),
};
