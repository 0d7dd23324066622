import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { be, ETHER_IP6, ethernet, ip4, ip6, join, text, typeOf, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request } from '../support/sip-texts.ts';

const ends = { from: '10.0.0.1', to: '10.0.0.2' };
const ends6 = { from: '2001:db8::1', to: '2001:db8::2' };
const datagram = udp(ends, text(request('c')));
const packets = [ip4(ends, datagram), ip6(ends6, datagram)];
const cooked = (packet: Uint8Array) => join(be([2, 0], [2, 1], [2, 6], [6, 1], [2, 0], [2, typeOf(packet)]), packet);
const cooked2 = (packet: Uint8Array) =>
  join(be([2, typeOf(packet)], [2, 0], [4, 3], [2, 1], [1, 0], [1, 6], [8, 0]), packet);
const mpls = (packet: Uint8Array, labels: number) =>
  join(...Array.from({ length: labels }, (_, i) => be([4, 0x00010000 + (i === labels - 1 ? 0x140 : 0x40)])), packet);
const ppp = (packet: Uint8Array) => join(be([2, typeOf(packet) === ETHER_IP6 ? 0x57 : 0x21]), packet);
const pppoe = (packet: Uint8Array) => join(be([1, 0x11], [1, 0], [2, 1], [2, packet.length + 2]), ppp(packet));
const snap = (packet: Uint8Array) => join(be([4, 0xaaaa0300], [2, 0]), be([2, typeOf(packet)]), packet);
const wireless = (packet: Uint8Array) =>
  join(be([2, 0x8801], [2, 0], [6, 1], [6, 2], [6, 3], [2, 0], [2, 0]), snap(packet));

describe('link layers', () => {
  test.each<[string, number, (packet: Uint8Array) => Uint8Array]>([
    ['Ethernet', 1, (packet) => ethernet(packet)],
    ['Ethernet with padding', 1, (packet) => join(ethernet(packet), new Uint8Array(20))],
    ['VLAN', 1, (packet) => ethernet(packet, undefined, [[0x8100, 7]])],
    [
      'VLAN in VLAN',
      1,
      (packet) =>
        ethernet(packet, undefined, [
          [0x88a8, 7],
          [0x8100, 9],
        ]),
    ],
    [
      'three old VLAN tags',
      1,
      (packet) =>
        ethernet(packet, undefined, [
          [0x9100, 7],
          [0x9200, 8],
          [0x8100, 9],
        ]),
    ],
    ['802.3 with SNAP', 1, (packet) => ethernet(snap(packet), packet.length + 8)],
    ['MPLS', 1, (packet) => ethernet(mpls(packet, 1), 0x8847)],
    ['MPLS with three labels', 1, (packet) => ethernet(mpls(packet, 3), 0x8847)],
    ['Ethernet over MPLS', 1, (packet) => ethernet(mpls(join(be([4, 0]), ethernet(packet)), 2), 0x8847)],
    ['PPPoE', 1, (packet) => ethernet(pppoe(packet), 0x8864)],
    ['PPPoE in a VLAN', 1, (packet) => ethernet(pppoe(packet), 0x8864, [[0x8100, 7]])],
    ['Linux cooked 1', 113, cooked],
    ['Linux cooked 2', 276, cooked2],
    ['null, little-endian', 0, (packet) => join(be([4, 0x02000000]), packet)],
    ['null, big-endian', 0, (packet) => join(be([4, 30]), packet)],
    ['loop', 108, (packet) => join(be([4, 2]), packet)],
    ['raw IP', 101, (packet) => packet],
    ['raw IP of BSD', 12, (packet) => packet],
    ['raw IP of OpenBSD', 14, (packet) => packet],
    ['IPv4 alone', 228, (packet) => packet],
    ['IPv6 alone', 229, (packet) => packet],
    ['PPP', 9, ppp],
    ['PPP in HDLC', 50, (packet) => join(be([2, 0xff03]), ppp(packet))],
    ['Cisco HDLC', 104, (packet) => join(be([2, 0x0f00], [2, typeOf(packet)]), packet)],
    ['IEEE 802.11', 105, wireless],
    ['IEEE 802.11 with radiotap', 127, (packet) => join(be([2, 0], [1, 8], [1, 0], [4, 0]), wireless(packet))],
  ])('%s carries IPv4 and IPv6', (_, linkType, wrap) => {
    const read = readFrames(packets.map(wrap), linkType);
    expect(callIdsOf(read)).toEqual(['c', 'c']);
    expect(read.messages[0]).toMatchObject({ from: '10.0.0.1:5060', to: '10.0.0.2:5060', text: request('c') });
    expect(read.messages[1]).toMatchObject({ from: '2001:db8::1:5060', to: '2001:db8::2:5060', text: request('c') });
    expect(read.inPlace).toBe(2);
  });

  test('a link type that is not known is named', () => {
    const { skipped } = readFrames(packets, 147);
    expect(skipped).toEqual({ 'link type 147, which is not known': 2 });
  });

  test('what is not IP is counted', () => {
    expect(readFrames([ethernet(new Uint8Array(28), 0x0806), new Uint8Array(3)]).skipped).toEqual({
      'not IP (ARP and others)': 2,
    });
  });

  test('random bytes of any link type end and never throw', () => {
    const types = [0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 127, 228, 229, 252, 276, 999];
    const frame = fc.uint8Array({ maxLength: 120 });
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.array(frame, { maxLength: 20 }), (type, frames) => {
        expect(readFrames(frames, type).packets).toBe(frames.length);
      }),
      { numRuns: 400 },
    );
  });

  test('a frame cut anywhere is never read wrong', () => {
    const frames = [ethernet(mpls(packets[0] ?? ends0, 2), 0x8847), ethernet(pppoe(packets[1] ?? ends0), 0x8864)];
    for (const frame of frames) {
      for (let length = 0; length < frame.length; length++) {
        const { messages } = readFrames([frame.subarray(0, length)]);
        for (const { callId } of messages) expect(['c', '']).toContain(callId);
      }
    }
  });
});

const ends0 = new Uint8Array(0);
