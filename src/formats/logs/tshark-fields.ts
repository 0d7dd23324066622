import { socket } from '../text/frame.ts';
import { epochStamp, findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { oneLineMessage } from './one-line.ts';
import { joinMessage } from './tshark-packet.ts';

const START = /^(?:[A-Z]{3,20} [a-z]+:\S+ SIP\/2\.0|SIP\/2\.0 \d{3}.*)$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]+)$/i;
const PORT = /^\d{1,5}$/;
const EPOCH = /^\d{9,10}\.\d{3,9}$/;
/** With a host, or without one as long as those that nobody chose are. */
const CALL_ID = /^(?:[^\s@]+@[^\s@]+|(?=[\d.+_-]*[A-Za-z])(?=[A-Za-z.+_-]*\d)[\w.+-]{16,128})$/;

/** `sip.msg_hdr`: all headers, and the body, with line ends written out. */
const HEADERS = /^[A-Za-z-]{1,40}\s*:.*\\r\\n/;

/** tshark -T fields: columns that somebody chose. A start line and two addresses tell what they are. */
export const tsharkFields: TextFormat = {
  id: 'tshark-fields',
  label: 'tshark fields',
  clock: 'absolute',
  looks: '1704067200.123456000⇥192.0.2.1⇥192.0.2.2⇥INVITE sip:… SIP/2.0⇥…',
  cues: ['SIP/2.0\t', '\tSIP/2.0 '],
  startLinesOnly: true,
  frame({ text }) {
    const fields = text.split('\t');
    const addresses = fields.flatMap((field, i) => (ADDRESS.test(field) ? [i] : []));
    const [from = 0, to = 0] = addresses;
    if (addresses.length !== 2 || !fields.some((field) => START.test(field))) return null;
    const port = (at: number) => (PORT.test(fields[at + 1] ?? '') ? fields[at + 1] : undefined);
    const time = fields.find((field) => EPOCH.test(field));
    return {
      from: socket(fields[from], port(from)),
      to: socket(fields[to], port(to)),
      stamp: time === undefined ? findStamp(text) : epochStamp(time),
    };
  },
  block(block, frame) {
    const fields = block.line.split('\t');
    const startLine = fields.find((field) => START.test(field)) ?? '';
    const headers = fields.find((field) => HEADERS.test(field));
    if (headers !== undefined) {
      block.message(joinMessage(startLine, unescaped(headers)), frame);
      return true;
    }
    block.message(
      oneLineMessage(
        startLine,
        fields.find((field) => CALL_ID.test(field)),
      ),
      frame,
    );
    return true;
  },
};

function unescaped(text: string): string {
  return text.replace(/\\([rnt\\"])/g, (_, letter: string) => ESCAPES.get(letter) ?? letter);
}

const ESCAPES = new Map([
  ['r', '\r'],
  ['n', '\n'],
  ['t', '\t'],
]);
