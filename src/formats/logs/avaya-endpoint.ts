import { socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?<month>[A-Z][a-z]{2}\s+\d{1,2}) (?<time>\d\d:\d\d:\d\d) \S{1,80} SIPMESSAGE: [+-]\d\d:\d\d (?<year>\d{4}) (?<ms>\d{1,3}) .{0,200}?(?:(?<received>Inbound)|(?<sent>Outbound)) SIP message (?:from ip = (?<ip>\S{1,80}) port: (?<port>\d{1,5})|(?:from|to) (?<host>\S{1,80}?):(?<hostPort>\d{1,5}))/;

/** Avaya 96x1, J100 and other phones, by syslog: milliseconds and the year stand behind the name of the facility. */
export const avayaEndpoint: TextFormat = {
  id: 'avaya-endpoint',
  label: 'Avaya phone log',
  clock: 'absolute',
  looks: 'SIPMESSAGE: … Inbound SIP message from ip = … port: 5061',
  cues: ['SIPMESSAGE:'],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    const { month, time, year, ms = '0', host, hostPort } = found?.groups ?? {};
    if (!frame) return null;
    const stamp = findStamp(`${month} ${year} ${time}.${ms.padStart(3, '0')}`);
    return { ...frame, peer: frame.peer ?? socket(host, hostPort), stamp, column: undefined };
  },
};
