import { socket } from '../text/frame.ts';
import { textBytes } from '../text/line-text.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:<\d{1,3}>)?(?<month>[A-Z][a-z]{2}\s+\d{1,2}) (?<time>\d\d:\d\d:\d\d) \S{1,80} SIPMESSAGE: [+-]\d\d:\d\d (?<year>\d{4}) (?<ms>\d{1,3}) .{0,200}?(?:(?<received>Inbound)|(?<sent>Outbound)) SIP message (?:from ip = (?<ip>\S{1,80}) port: (?<port>\d{1,5})|(?:from|to) (?<host>\S{1,80}?):(?<hostPort>\d{1,5}))/;

/** A record that holds a part of a message; out of a stream of datagrams it comes in the middle of a line. */
const PART =
  /<\d{1,3}>[A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d:\d\d \S{1,80} SIPMESSAGE: .{1,80}?\| \d \[Part 0*(\d+) of 0*(\d+)\]/;
/** Any record. */
const RECORD = /^<\d{1,3}>[A-Z][a-z]{2}\s+\d{1,2} \d\d:\d\d/;
/** Lines of one message at most. */
const LINES = 1000;

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
    return { ...frame, peer: frame.peer ?? socket(host, hostPort), stamp };
  },
  block(block, frame) {
    if (PART.exec(block.line)?.[1] !== '1') return false;
    let text = '';
    for (let n = 0; n < LINES; n++) {
      const line = block.next();
      if (line === null) break;
      const part = PART.exec(line);
      if (!part && RECORD.test(line)) {
        block.back();
        break;
      }
      // What stands before and behind the words of the record is one text.
      text += part ? line.slice(0, part.index) + line.slice(part.index + part[0].length) : line;
      text += '\r\n';
      if (part && part.index === 0) text = text.replace(/\r\n(?=[^\r\n]*\r\n$)/, '');
    }
    block.text(textBytes(text.replace(/^(?:RX|TX) /, '')), frame);
    return true;
  },
};
