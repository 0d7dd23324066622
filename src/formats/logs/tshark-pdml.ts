import type { Block } from '../text/block.ts';
import { textBytes } from '../text/line-text.ts';
import type { TextFormat } from '../text/text-format.ts';
import { addHex } from './hex-lines.ts';
import { setField } from './tshark-json.ts';
import { DissectedPacket } from './tshark-packet.ts';

const FIELD = /^\s*<field name="([\w.-]+)"(.*)$/;
const SHOW = / show="([^"]*)(")?/;
const VALUE = / value="([0-9a-f]*)"/;
const WANTED =
  /^(?:frame\.time_epoch|ip\.src|ip\.dst|ipv6\.src|ipv6\.dst|(?:udp|tcp)\.(?:src|dst)port|sip\.(?:Request-Line|Status-Line|msg_hdr))$/;
/** Lines that one attribute may run over. */
const LINES = 2000;

/** tshark -T pdml: one field a line, but that a message header runs over many. */
export const tsharkPdml: TextFormat = {
  id: 'tshark-pdml',
  label: 'tshark PDML',
  clock: 'absolute',
  looks: '<packet> … <field name="sip.msg_hdr" …>',
  cues: ['<packet>'],
  announcesNothing: true,
  frame({ text }) {
    const column = text.indexOf('<packet>');
    return column < 0 ? null : { column };
  },
  block(block) {
    const packet = new DissectedPacket();
    let startLine = '';
    for (let text = block.next(); text !== null && !text.includes('</packet>'); text = block.next()) {
      const found = FIELD.exec(text);
      const name = found?.[1] ?? '';
      if (!found || !WANTED.test(name)) continue;
      const show = readShow(block, found[2] ?? '');
      if (name.endsWith('-Line')) startLine = show.text;
      else if (name === 'sip.msg_hdr') block.message(messageOf(startLine, show), packet.frame());
      else setField(packet, name, show.text);
    }
    return true;
  },
};

/** The attribute `show`, which may run over lines, and the bytes of `value` behind it. */
function readShow(block: Block, attributes: string): { text: string; bytes: number[] } {
  const first = SHOW.exec(attributes);
  const lines = [first?.[1] ?? ''];
  let rest = attributes;
  let isClosed = !first || first[2] !== undefined;
  for (let n = 0; !isClosed && n < LINES; n++) {
    const text = block.next();
    if (text === null) break;
    const end = text.indexOf('"');
    lines.push(end < 0 ? text : text.slice(0, end));
    isClosed = end >= 0;
    rest = text;
  }
  const bytes: number[] = [];
  addHex(VALUE.exec(rest)?.[1] ?? '', bytes);
  return { text: unescapeXml(lines.join('\r\n')), bytes };
}

/** The headers byte for byte where `value` has them, the body from what is shown. */
function messageOf(startLine: string, { text, bytes }: { text: string; bytes: number[] }): Uint8Array {
  const behind = text.indexOf('\r\n\r\n');
  const body = behind < 0 ? '' : text.slice(behind + 4);
  const headers =
    bytes.length > 0
      ? String.fromCharCode.apply(null, bytes)
      : `${text.slice(0, behind < 0 ? text.length : behind)}\r\n\r\n`;
  return textBytes(`${startLine}\r\n${headers}${body}`);
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

function unescapeXml(text: string): string {
  return text.replace(/&(\w{2,4});/g, (all, name: string) => ENTITIES.get(name) ?? all);
}
