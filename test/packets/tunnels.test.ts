import { describe, expect, test } from 'vitest';
import { be, ethernet, ip4, ip6, join, text, typeOf, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request } from '../support/sip-texts.ts';

const inner4 = ip4({ from: '192.168.0.1', to: '192.168.0.2' }, udp({ from: '', to: '' }, text(request('c'))));
const inner6 = ip6({ from: '2001:db8::1', to: '2001:db8::2' }, udp({ from: '', to: '' }, text(request('c'))));
const outer = { from: '10.0.0.1', to: '10.0.0.2' };
type Wrap = (packet: Uint8Array) => Uint8Array;
const inIp =
  (protocol: number, wrap: Wrap = (packet) => packet): Wrap =>
  (packet) =>
    ip4(outer, wrap(packet), { protocol });
const inUdp =
  (dport: number, wrap: Wrap): Wrap =>
  (packet) =>
    ip4(outer, udp({ ...outer, sport: 50000, dport }, wrap(packet)));
const gre = (packet: Uint8Array, flags = 0, optional = 0) =>
  join(be([2, flags], [2, typeOf(packet)]), new Uint8Array(optional), packet);
const erspan = (packet: Uint8Array, flags: number, protocol: number, header: Uint8Array) =>
  join(be([2, flags], [2, protocol]), new Uint8Array(flags & 0x1000 ? 4 : 0), header, ethernet(packet));
const ppp = (packet: Uint8Array) => join(be([2, 0xff03], [2, typeOf(packet) === 0x86dd ? 0x57 : 0x21]), packet);
const gtp = (packet: Uint8Array, flags: number, optional: Uint8Array) =>
  join(be([1, 0x30 | flags], [1, 255], [2, packet.length + optional.length], [4, 7]), optional, packet);

const tunnels: [string, Wrap][] = [
  ['IP in IP', (packet) => inIp(typeOf(packet) === 0x86dd ? 41 : 4)(packet)],
  [
    'IP in IPv6',
    (packet) => ip6({ from: '2001:db8::a', to: '2001:db8::b' }, packet, typeOf(packet) === 0x86dd ? 41 : 4),
  ],
  ['GRE', inIp(47, (packet) => gre(packet))],
  ['GRE with checksum, key and sequence number', inIp(47, (packet) => gre(packet, 0xb000, 12))],
  [
    'PPTP',
    inIp(47, (packet) =>
      join(be([2, 0x3081], [2, 0x880b], [2, packet.length + 4], [2, 1], [4, 1], [4, 1]), ppp(packet)),
    ),
  ],
  ['Ethernet over GRE', inIp(47, (packet) => join(be([2, 0], [2, 0x6558]), ethernet(packet)))],
  ['ERSPAN I', inIp(47, (packet) => erspan(packet, 0, 0x88be, new Uint8Array(0)))],
  ['ERSPAN II', inIp(47, (packet) => erspan(packet, 0x1000, 0x88be, be([8, 0x1000000000000000])))],
  ['ERSPAN III', inIp(47, (packet) => erspan(packet, 0x1000, 0x22eb, be([4, 0x20000000], [8, 0])))],
  [
    'ERSPAN III with more',
    inIp(47, (packet) => erspan(packet, 0x1000, 0x22eb, be([4, 0x20000000], [4, 0], [4, 1], [8, 0]))),
  ],
  ['VXLAN', inUdp(4789, (packet) => join(be([4, 0x08000000], [4, 0x700]), ethernet(packet)))],
  ['VXLAN on the old port of Linux', inUdp(8472, (packet) => join(be([4, 0x08000000], [4, 0x700]), ethernet(packet)))],
  [
    'VXLAN-GPE',
    inUdp(4790, (packet) => join(be([4, typeOf(packet) === 0x86dd ? 0x0c000002 : 0x0c000001], [4, 0]), packet)),
  ],
  ['GENEVE', inUdp(6081, (packet) => join(be([1, 0], [1, 0], [2, 0x6558], [4, 0]), ethernet(packet)))],
  [
    'GENEVE with options',
    inUdp(6081, (packet) => join(be([1, 2], [1, 0], [2, typeOf(packet)], [4, 0], [8, 0]), packet)),
  ],
  ['GTP-U', inUdp(2152, (packet) => gtp(packet, 0, new Uint8Array(0)))],
  ['GTP-U with a sequence number', inUdp(2152, (packet) => gtp(packet, 2, new Uint8Array(4)))],
  [
    'GTP-U with an extension header',
    inUdp(2152, (packet) => gtp(packet, 4, be([3, 0], [1, 0x85], [1, 1], [2, 0], [1, 0]))),
  ],
  ['L2TP', inUdp(1701, (packet) => join(be([2, 0x4002], [2, packet.length + 12], [2, 1], [2, 1]), ppp(packet)))],
  ['MPLS in UDP', inUdp(6635, (packet) => join(be([4, 0x00010140]), packet))],
  ['MPLS in IP', inIp(137, (packet) => join(be([4, 0x00010140]), packet))],
  ['ESP without encryption', (packet) => ip4(outer, esp(packet), { protocol: 50 })],
];

/** ESP in transport mode around what the packet carries. */
function esp(packet: Uint8Array): Uint8Array {
  const payload = packet.subarray(typeOf(packet) === 0x86dd ? 40 : 20);
  return join(be([4, 1], [4, 1]), payload, Uint8Array.of(1, 2, 2, 17), new Uint8Array(12).fill(0xab));
}

describe('tunnels', () => {
  test.each(tunnels)('%s carries SIP in IPv4 and IPv6', (name, wrap) => {
    const read = readFrames([inner4, inner6].map((packet) => ethernet(wrap(packet))));
    expect(callIdsOf(read)).toEqual(['c', 'c']);
    expect(read.messages.map((message) => message.text)).toEqual([request('c'), request('c')]);
    const isEsp = name.startsWith('ESP');
    expect(read.messages[0]?.from).toBe(isEsp ? '10.0.0.1:5060' : '192.168.0.1:5060');
    expect(read.messages[1]?.to).toBe(isEsp ? '10.0.0.2:5060' : '2001:db8::2:5060');
    expect(read.inPlace).toBe(2);
  });

  test('all of them cut anywhere, or with any byte changed, end and never throw', () => {
    for (const [, wrap] of tunnels) {
      const frame = ethernet(wrap(inner4));
      for (let length = 14; length < 110; length += 3) expect(readFrames([frame.subarray(0, length)]).packets).toBe(1);
      for (let at = 14; at < 90; at++) {
        for (const value of [0, 1, 63, 127, 255]) {
          const changed = frame.slice();
          changed[at] = value;
          expect(readFrames([changed]).packets).toBe(1);
        }
      }
    }
  });

  test('tunnels in tunnels are followed to an end', () => {
    const wrap = (depth: number) =>
      Array.from({ length: depth }).reduce<Uint8Array>((packet) => inIp(4)(packet), inner4);
    expect(callIdsOf(readFrames([ethernet(wrap(5))]))).toEqual(['c']);
    const { skipped } = readFrames([ethernet(wrap(200))]);
    expect(skipped).toEqual({ 'packed into more than eight tunnels': 1 });
  });

  test('fragments of a tunnel are put together, and so are fragments in it', () => {
    const large = ip4({ from: '192.168.0.1', to: '192.168.0.2' }, udp({ from: '', to: '' }, text(request('c', 2000))));
    const part = (at: number, end: number) =>
      ip4(outer, large.subarray(at, end), { protocol: 4, id: 3, offset: at, more: end < large.length });
    const read = readFrames([ethernet(part(0, 1200)), ethernet(part(1200, large.length))]);
    expect(read.messages.map((message) => message.text)).toEqual([request('c', 2000)]);
  });

  test('encrypted ESP is counted', () => {
    const noise = Uint8Array.from({ length: 200 }, (_, i) => (i * 73 + 41) & 255);
    expect(readFrames([ethernet(ip4(outer, noise, { protocol: 50 }))]).skipped).toEqual({ 'ESP (encrypted)': 1 });
  });
});
