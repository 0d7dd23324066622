import type { TextFormat } from '../text/text-format.ts';
import { setField } from './tshark-json.ts';
import { DissectedPacket } from './tshark-packet.ts';

const DOCUMENT = /\{"timestamp": ?"\d+", ?"layers": ?\{/;
const NAMES = new Map([
  ['frame_frame_time_epoch', 'frame.time_epoch'],
  ['ip_ip_src', 'ip.src'],
  ['ip_ip_dst', 'ip.dst'],
  ['ipv6_ipv6_src', 'ip.src'],
  ['ipv6_ipv6_dst', 'ip.dst'],
  ['udp_udp_srcport', 'udp.srcport'],
  ['udp_udp_dstport', 'udp.dstport'],
  ['tcp_tcp_srcport', 'tcp.srcport'],
  ['tcp_tcp_dstport', 'tcp.dstport'],
]);

/** tshark -T ek: one packet a line, for Elasticsearch. */
export const tsharkEk: TextFormat = {
  id: 'tshark-ek',
  label: 'tshark for Elasticsearch',
  clock: 'absolute',
  looks: '{"timestamp":"…","layers":{ … "sip_sip_msg_hdr":"…"',
  cues: ['"layers":{', '"layers": {'],
  announcesNothing: true,
  frame({ text }) {
    const found = DOCUMENT.exec(text);
    return found && { column: found.index };
  },
  block(block) {
    const layers = layersOf(block.line);
    if (!layers) return false;
    const packet = new DissectedPacket();
    for (const layer of layers) {
      for (const [name, value] of Object.entries(layer)) {
        const field = NAMES.get(name);
        if (field && typeof value === 'string') setField(packet, field, value);
      }
    }
    for (const layer of layers) {
      const start = layer['sip_sip_Request-Line'] ?? layer['sip_sip_Status-Line'];
      const rest = layer.sip_sip_msg_hdr;
      if (typeof start === 'string' && typeof rest === 'string') {
        block.message(new TextEncoder().encode(`${start}\r\n${rest}`), packet.frame());
      }
    }
    return true;
  },
};

/** Layers of a document in their order; layers of one protocol may be a list. */
function layersOf(line: string): Record<string, unknown>[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8(line));
  } catch {
    return null;
  }
  const layers = parsed && typeof parsed === 'object' ? (parsed as { layers?: unknown }).layers : null;
  if (!layers || typeof layers !== 'object') return null;
  return Object.values(layers)
    .flat()
    .filter((layer): layer is Record<string, unknown> => typeof layer === 'object' && layer !== null);
}

function utf8(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
}
