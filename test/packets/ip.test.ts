import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HAS_SEQUENCE, TRUNCATED } from '../../src/base/captured.ts';
import { START } from '../support/captures.ts';
import { be, type Ends, ethernet, fragments4, fragments6, ip4, ip6, join, text, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';

const ends: Ends = { from: '10.0.0.1', to: '10.0.0.2' };
const ends6: Ends = { from: '2001:db8::1', to: '2001:db8::2' };
const sip = (callId: string, body = 0) => udp(ends, text(request(callId, body)));
const frames = (packets: readonly Uint8Array[]) => packets.map((packet) => ethernet(packet));
const reversed = <T>(list: readonly T[]) => [...list].reverse();

describe('IP', () => {
  test('options of IPv4 are stepped over', () => {
    expect(callIdsOf(readFrames([ethernet(ip4(ends, sip('c'), { options: new Uint8Array(12).fill(1) }))]))).toEqual([
      'c',
    ]);
  });

  test('extension headers of IPv6 are stepped over', () => {
    const hop = be([1, 60], [1, 0], [6, 0]);
    const destination = be([1, 43], [1, 1], [14, 0]);
    const routing = be([1, 51], [1, 0], [6, 0]);
    const authentication = be([1, 17], [1, 4], [22, 0]);
    const packet = ip6(ends6, sip('c'), 0, join(hop, destination, routing, authentication));
    expect(callIdsOf(readFrames([ethernet(packet)]))).toEqual(['c']);
  });

  test('the identification tells copies apart, but not with DF', () => {
    const read = readFrames(
      frames([ip4(ends, sip('a'), { id: 77 }), ip4(ends, sip('b'), { id: 78, dontFragment: true })]),
    );
    expect(read.messages.map(({ flags, sequence }) => [flags & HAS_SEQUENCE, sequence])).toEqual([
      [HAS_SEQUENCE, 77],
      [0, 0],
    ]);
  });

  test('a total length of zero, as offload leaves it, means the rest of the frame', () => {
    const packet = ip4(ends, sip('c'));
    packet.fill(0, 2, 4);
    expect(readFrames([ethernet(packet)]).messages).toMatchObject([{ callId: 'c', text: request('c') }]);
  });

  test('a wrong length of UDP or IP is no reason to lose a message', () => {
    const packet = ip4(ends, sip('c'));
    packet.set(be([2, 5000]), 24);
    const { messages } = readFrames([ethernet(packet)]);
    expect(messages).toMatchObject([{ callId: 'c', text: request('c') }]);
    expect((messages[0]?.flags ?? 0) & TRUNCATED).toBe(TRUNCATED);
  });

  test('every size field lied about ends and never throws', () => {
    const options = new Uint8Array(8).fill(1);
    const packet = ip4(ends, sip('c'), { options });
    for (const at of [0, 2, 3, 6, 7, 32, 33]) {
      for (let value = 0; value < 256; value++) {
        const lie = packet.slice();
        lie[at] = value;
        expect(readFrames([ethernet(lie)]).packets).toBe(1);
      }
    }
    const extended = ip6(ends6, sip('c'), 0, join(be([1, 43], [1, 0], [6, 0]), be([1, 17], [1, 1], [14, 0])));
    for (const at of [4, 5, 6, 40, 41, 48, 49]) {
      for (let value = 0; value < 256; value++) {
        const lie = extended.slice();
        lie[at] = value;
        expect(readFrames([ethernet(lie)]).packets).toBe(1);
      }
    }
  });
});

describe('fragments', () => {
  const large = sip('big', 3000);
  const cuts = [1480, 2960];
  const kinds = [
    ['IPv4', fragments4(ends, large, cuts)],
    ['IPv6', fragments6(ends6, large, cuts)],
  ] as const;

  test.each(kinds)('%s: in order, backwards and twice they are one message', (_, parts) => {
    for (const some of [parts, reversed(parts), parts.flatMap((part) => [part, part])]) {
      const read = readFrames(frames(some));
      expect(read.messages).toMatchObject([{ callId: 'big', text: request('big', 3000) }]);
      expect(read.messages[0]?.time).toBe(START + (some.length === 6 ? 4 : 2) * 1000);
      expect(read.problems).toEqual([]);
    }
  });

  test('IPv6 extension headers may stand inside the fragments', () => {
    const inner = join(be([1, 17], [1, 0], [6, 0]), large);
    const read = readFrames(frames(fragments6(ends6, inner, cuts, 60)));
    expect(read.messages).toMatchObject([{ callId: 'big', text: request('big', 3000) }]);
  });

  test('an overlap with the same bytes is nothing, one with others is told and the first stays', () => {
    const overlap = (fill?: number) => {
      const part = large.slice(1440, 1600);
      if (fill !== undefined) part.fill(fill);
      const [first = part, ...rest] = fragments4(ends, large, cuts);
      return readFrames(frames([first, ip4(ends, part, { id: 7, offset: 1440, more: true }), ...rest]));
    };
    expect(overlap()).toMatchObject({ problems: [], messages: [{ text: request('big', 3000) }] });
    const conflict = overlap(88);
    expect(conflict.problems).toEqual(['fragment-conflict']);
    expect(conflict.messages[0]?.text).toContain('a1');
  });

  test('when one is missing the beginning is kept and marked as cut', () => {
    const [first = large, second = large, third = large] = fragments4(ends, large, cuts);
    for (const parts of [[first, third], [first, second], [first]]) {
      const read = readFrames(frames(parts));
      expect(read.messages).toMatchObject([{ what: 'INVITE', callId: 'big', time: START }]);
      expect((read.messages[0]?.flags ?? 0) & TRUNCATED).toBe(TRUNCATED);
      expect(read.problems).toEqual(['fragment-incomplete']);
    }
    const tail = readFrames(frames([second, third]));
    expect(tail.messages).toEqual([]);
    expect(tail.skipped).toEqual({ 'fragments whose datagram never became complete': 1 });
  });

  test('an identification that comes again later is another datagram', () => {
    const [first = large] = fragments4(ends, large, cuts);
    const again = fragments4(ends, sip('other', 3000), cuts);
    const times = [START, START + 40e6, START + 40e6, START + 40e6];
    const read = readFrames(frames([first, ...again]), 1, times);
    expect(callIdsOf(read)).toEqual(['big', 'other']);
  });

  test('no flood of beginnings can fill the memory', () => {
    const flood = Array.from({ length: 3000 }, (_, i) => ip4(ends, new Uint8Array(64), { id: i, more: true }));
    const read = readFrames(frames([...flood, ...fragments4(ends, large, cuts, { id: 9999 })]));
    expect(callIdsOf(read)).toEqual(['big']);
    expect(read.skipped['fragments whose datagram never became complete']).toBe(3000);
  });

  test('a datagram can not be larger than IP allows', () => {
    const ping = Array.from({ length: 9 }, (_, i) =>
      ip4(ends, new Uint8Array(8192), { id: 1, offset: 8184 * i, more: i < 8 }),
    );
    expect(readFrames(frames(ping)).packets).toBe(9);
  });

  test('any cutting, order, doubling and mixing of datagrams gives the same messages', () => {
    const texts = [request('x', 900), response('y', 200, 1700), request('z', 333)];
    const cutting = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.tuple(cutting, cutting, cutting),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (chosen, six, chance) => {
          const parts = texts.flatMap((value, i) => {
            const datagram = udp(ends, text(value));
            const at = (chosen[i] ?? []).map((cut) => cut * 8).filter((cut) => cut < datagram.length);
            at.sort((a, b) => a - b);
            const some = six ? fragments6(ends6, datagram, at, 17, i) : fragments4(ends, datagram, at, { id: i + 1 });
            return [...some, ...some.filter((_, k) => k > 0 && chance.next().value % 3 === 0)];
          });
          // A doubled first fragment of a datagram that is whole already would begin another one.
          const order = parts
            .map((part) => ({ part, key: chance.next().value as number }))
            .sort((a, b) => a.key - b.key);
          const read = readFrames(frames(order.map(({ part }) => part)));
          const whole = read.messages.filter(({ flags }) => !(flags & TRUNCATED)).map((message) => message.text);
          expect([...whole].sort()).toEqual([...texts].sort());
        },
      ),
      { numRuns: 150 },
    );
  });

  test('random bytes as fragments end and never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 20, maxLength: 80 }), { maxLength: 30 }), (packets) => {
        for (const packet of packets) packet[0] = (packet[0] ?? 0) & 1 ? 0x45 : 0x60;
        expect(readFrames(packets, 101).packets).toBe(packets.length);
      }),
    );
  });
});
