import type { TextFormat } from '../text/text-format.ts';
import { DissectedPacket, joinMessage } from './tshark-packet.ts';

const PACKET = /(?<!\{)"_index": ?"packets-[^"]*",\s*$/;
/** The end of a packet or of the list. */
const END = /^ {0,2}[\]}],?\s*$/;
const FIELD =
  /^\s*"((?:frame\.time_epoch|ip\.src|ip\.dst|ipv6\.src|ipv6\.dst|(?:udp|tcp)\.(?:src|dst)port|sip\.(?:Request-Line|Status-Line|msg_hdr)))": ?("(?:[^"\\]|\\.)*")/;

/** tshark -T json: one field a line. */
export const tsharkJson: TextFormat = {
  id: 'tshark-json',
  label: 'tshark JSON',
  clock: 'absolute',
  looks: '"_index": "packets-…", … "sip.msg_hdr": "…"',
  cues: ['"_index": "packets-', '"_index":"packets-'],
  announcesNothing: true,
  frame({ text }) {
    const found = PACKET.exec(text);
    return found && { column: text.search(/\s*"_index"/) };
  },
  block(block) {
    const packet = new DissectedPacket();
    let startLine = '';
    for (let text = block.next(); text !== null; text = block.next()) {
      if (PACKET.test(text)) {
        block.back();
        break;
      }
      if (END.test(text)) break;
      const found = FIELD.exec(text);
      if (!found) continue;
      const value = stringOf(found[2] ?? '""');
      const name = found[1] ?? '';
      if (name.endsWith('-Line')) startLine = value;
      else if (name !== 'sip.msg_hdr') setField(packet, name, value);
      else if (startLine !== '') block.message(joinMessage(startLine, value), packet.frame());
    }
    return true;
  },
};

/** Notes a field of a dissection by its name in Wireshark. */
export function setField(packet: DissectedPacket, name: string, value: string): void {
  if (name === 'frame.time_epoch') packet.setTime(value);
  else if (name.endsWith('.src')) packet.source = value;
  else if (name.endsWith('.dst')) packet.destination = value;
  else if (name.endsWith('.srcport')) {
    packet.sourcePort = value;
    packet.transport = name.startsWith('udp') ? 'udp' : 'tcp';
  } else if (name.endsWith('.dstport')) packet.destinationPort = value;
}

/** The text of a JSON string whose characters are bytes. */
function stringOf(literal: string): string {
  try {
    return utf8AsBytes(String(JSON.parse(literal)));
  } catch {
    return '';
  }
}

/** Escapes such as \\u00e7 name characters: they become the bytes that UTF-8 has for them. */
function utf8AsBytes(text: string): string {
  if (!/[\u0100-\uffff]/.test(text)) return text;
  const encoder = new TextEncoder();
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\u0100-\uffff]/g, (one) =>
    String.fromCharCode(...encoder.encode(one)),
  );
}
