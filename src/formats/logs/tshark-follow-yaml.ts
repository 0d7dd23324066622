import type { Block } from '../text/block.ts';
import { socket } from '../text/frame.ts';
import { epochStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { decodeBase64 } from '../unwrap/base64.ts';

const HEAD = /(?:^|\s)peers:\s*$/;
const PEER = /^\s+- peer: (\d+)$/;
const FIELD = /^\s+(?:- )?(host|port|peer|timestamp|packet|data|index): ?(.*)$/;
const BASE64 = /^\s+([A-Za-z0-9+/]{2,}={0,2})$/;

interface Packet {
  peer: number;
  time: string;
  data: string[];
}

/** tshark -z follow,…,yaml,…: the peers, then packets with their times and bytes. */
export const tsharkFollowYaml: TextFormat = {
  id: 'tshark-follow-yaml',
  label: 'tshark follow stream as YAML',
  clock: 'absolute',
  looks: 'peers: … packets: … data: !!binary |',
  cues: ['peers:'],
  announcesNothing: true,
  frame(view) {
    if (!HEAD.test(view.text) || !/- peer: \d/.test(view.line(1) ?? '')) return null;
    return { column: view.text.indexOf('peers:') };
  },
  block(block) {
    const peers = readPeers(block);
    if (peers.length < 2) return false;
    for (let packet = readPacket(block); packet !== null; packet = readPacket(block)) {
      const frame = { from: peers[packet.peer], to: peers[1 - packet.peer], stamp: epochStamp(packet.time) };
      block.text(decodeBase64(packet.data.join('')), frame);
    }
    return true;
  },
};

/** Sockets of the two peers, in their order. */
function readPeers(block: Block): string[] {
  const peers: string[] = [];
  let host = '';
  for (let text = block.next(); text !== null && !/^\s*packets:/.test(text); text = block.next()) {
    const [, name, value = ''] = FIELD.exec(text) ?? [];
    if (PEER.test(text)) continue;
    if (name === 'host') host = value;
    else if (name === 'port') peers.push(socket(host, value) ?? '');
    else break;
  }
  return peers;
}

/** The next packet; null behind the last one. */
function readPacket(block: Block): Packet | null {
  const packet: Packet = { peer: 0, time: '', data: [] };
  let isOpen = false;
  for (let text = block.next(); text !== null; text = block.next()) {
    const [, name, value = ''] = FIELD.exec(text) ?? [];
    const base64 = BASE64.exec(text);
    const isNext = name === 'packet' && isOpen;
    if (isNext || (!name && !base64)) {
      block.back();
      break;
    }
    isOpen = true;
    if (name === 'peer') packet.peer = value === '1' ? 1 : 0;
    else if (name === 'timestamp') packet.time = value;
    else if (base64) packet.data.push(base64[1] ?? '');
  }
  return isOpen ? packet : null;
}
