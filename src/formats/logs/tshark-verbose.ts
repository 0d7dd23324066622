import type { Block } from '../text/block.ts';
import { headerKind, KNOWN_HEADER } from '../text/header-name.ts';
import { textBytes } from '../text/line-text.ts';
import type { TextFormat } from '../text/text-format.ts';
import { DissectedPacket, joinMessage } from './tshark-packet.ts';

const FRAME = /Frame \d+: (?:Packet, )?\d+ bytes on wire/;
const SIP = /^(\s*)Session Initiation Protocol(?: \([^)]*\))?\s*$/;
const TIME = /^\s*(?:Epoch (?:Arrival )?Time|Arrival Time): (.+)$/;
const HOSTS =
  /^\s*Internet Protocol Version [46], Src: (?:\S+ \()?([0-9a-fA-F:.]+)\)?, Dst: (?:\S+ \()?([0-9a-fA-F:.]+)\)?/;
const PORTS =
  /^\s*(User Datagram Protocol|Transmission Control Protocol), Src Port: (?:\S+ \()?(\d+)\)?, Dst Port: (?:\S+ \()?(\d+)\)?/;
const START = /^\s*(?:Request|Status)-Line: (.+?)\s*$/;
const SDP = /^\s*(\[truncated\])?[A-Z][^[(:]*\(([a-z])\): (.*)$/;
const TEXT = /^\s*Line-based text data/;

/** tshark -V and -O, Wireshark's "Copy, all visible items" and its export as plain text: dissected packets. */
export const tsharkVerbose: TextFormat = {
  id: 'tshark-verbose',
  label: 'Wireshark or tshark packet details',
  clock: 'absolute',
  looks: 'Frame 1: … bytes on wire … Session Initiation Protocol',
  cues: [' bytes on wire', 'Session Initiation Protocol'],
  announcesNothing: true,
  frame({ text }) {
    const found = FRAME.exec(text) ?? SIP.exec(text);
    return found && { column: found.index };
  },
  block(block) {
    const packet = new DissectedPacket();
    if (SIP.test(block.line)) readMessage(block, packet);
    for (let text = block.next(); text !== null; text = block.next()) {
      if (text.trim() === '' || FRAME.test(text)) {
        block.back();
        break;
      }
      if (SIP.test(text)) readMessage(block, packet);
      else readLayer(text, packet);
    }
    return true;
  },
};

function readLayer(text: string, packet: DissectedPacket): void {
  const time = packet.stamp?.fine ? null : TIME.exec(text);
  if (time) packet.setTime(time[1] ?? '');
  const hosts = HOSTS.exec(text);
  if (hosts) packet.setHosts(hosts[1], hosts[2]);
  const ports = PORTS.exec(text);
  if (!ports) return;
  packet.transport = ports[1]?.startsWith('User') ? 'udp' : 'tcp';
  packet.sourcePort = ports[2];
  packet.destinationPort = ports[3];
}

/** What is known of the layout of the lines: depth of real headers and of SDP lines, -1 before the first. */
interface Layout {
  header: number;
  body: number;
  cut: boolean;
  inBody: boolean;
  inText: boolean;
}

/** Reads the lines of one SIP layer, up to an empty line or the next layer. */
function readMessage(block: Block, packet: DissectedPacket): void {
  let startLine = '';
  const headers: string[] = [];
  const body: string[] = [];
  const layout: Layout = { header: -1, body: -1, cut: false, inBody: false, inText: false };
  for (let text = block.next(); text !== null; text = block.next()) {
    if (text.trim() === '' || FRAME.test(text) || SIP.test(text) || (HOSTS.test(text) && startLine !== '')) {
      block.back();
      break;
    }
    const start = startLine === '' ? START.exec(text) : null;
    if (start) startLine = start[1] ?? '';
    else if (/^\s*Message Body/.test(text)) layout.inBody = true;
    else if (layout.inBody) addBody(text, layout, body);
    else addHeader(text, layout, headers);
  }
  if (startLine === '') return;
  const text = [...headers, '', ...body.map((line) => line.replace(/(?:\\r)?(?:\\n)?$/, ''))].join('\r\n');
  const cut = layout.cut ? 'Wireshark shortened lines of this message in its display.' : null;
  block.message(joinMessage(startLine, `${text}\r\n`), packet.frame(), cut);
}

/** Real headers stand at one depth; deeper lines explain them. Where pasting lost the depth, the names have to tell. */
function addHeader(text: string, layout: Layout, headers: string[]): void {
  const depth = text.search(/\S/);
  const line = text.slice(depth).replace(/\\r\\n$/, '');
  const bytes = textBytes(line.replace(/^\[truncated\]\s*/, ''));
  const kind = headerKind(bytes, 0, Math.min(bytes.length, 80));
  if (layout.header < 0 && kind >= KNOWN_HEADER) layout.header = depth;
  if (layout.header < 0 || depth !== layout.header || kind === 0) return;
  if (depth === 0 && kind < KNOWN_HEADER) return;
  if (line.startsWith('[truncated]')) layout.cut = true;
  headers.push(line.replace(/^\[truncated\]\s*/, ''));
}

/** `Session Name (s): -` was `s=-`; text is printed line by line. */
function addBody(text: string, layout: Layout, body: string[]): void {
  const depth = text.search(/\S/);
  if (layout.inText) {
    body.push(text.trimStart());
    return;
  }
  if (TEXT.test(text)) layout.inText = true;
  const sdp = SDP.exec(text);
  if (!sdp) return;
  if (layout.body < 0) layout.body = depth;
  if (depth !== layout.body) return;
  if (sdp[1]) layout.cut = true;
  body.push(`${sdp[2]}=${sdp[3]}`);
}
