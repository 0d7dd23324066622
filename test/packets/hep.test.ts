import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { pcapFile, readCapture, START } from '../support/captures.ts';
import { be, ethernet, ip4, join, text, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';
import { pieces, Talker } from '../support/tcp-stream.ts';

const agent = { from: '10.9.0.1', to: '10.9.0.2', sport: 5060, dport: 9060 };
const chunk = (type: number, value: Uint8Array) => join(be([2, 0], [2, type], [2, value.length + 6]), value);
const four = (last: number) => be([4, 0xc0a80000 + last]);
const six = (last: number) => be([8, 0x20010db800000000], [8, last]);
const seconds = START / 1e6;

interface Shape {
  readonly body?: Uint8Array;
  readonly six?: boolean;
  readonly type?: number;
  readonly compressed?: boolean;
  readonly protocol?: number;
  readonly more?: readonly Uint8Array[];
}

function hep3({
  body = text(request('c')),
  six: isSix = false,
  type = 1,
  compressed = false,
  protocol = 17,
  more = [],
}: Shape): Uint8Array {
  const addresses = isSix ? [chunk(5, six(1)), chunk(6, six(2))] : [chunk(3, four(1)), chunk(4, four(2))];
  const ports = [chunk(7, be([2, 5070])), chunk(8, be([2, 5080]))];
  const time = [chunk(9, be([4, seconds])), chunk(10, be([4, 123456]))];
  const rest = [chunk(11, be([1, type])), chunk(12, be([4, 2002])), chunk(17, text('correlation')), ...more];
  const payload = compressed ? chunk(16, zlibSync(body)) : chunk(15, body);
  const chunks = join(
    chunk(1, be([1, isSix ? 10 : 2])),
    chunk(2, be([1, protocol])),
    ...addresses,
    ...ports,
    ...time,
    ...rest,
    payload,
  );
  return join(text('HEP3'), be([2, chunks.length + 6]), chunks);
}

function hep2(version: 1 | 2, time: Uint8Array, isSix = false): Uint8Array {
  const addresses = isSix ? join(six(1), six(2)) : join(four(1), four(2));
  const head = be([1, version], [1, 8 + addresses.length], [1, isSix ? 10 : 2], [1, 17], [2, 5070], [2, 5080]);
  return join(head, addresses, time, text(request('c')));
}

const datagram = (payload: Uint8Array) => ethernet(ip4(agent, udp(agent, payload)));
const message = { callId: 'c', from: '192.168.0.1:5070', to: '192.168.0.2:5080', text: request('c') };

describe('HEP', () => {
  test('version 3 gives the ends, the transport and the time that the agent saw', () => {
    const read = readFrames([datagram(hep3({})), datagram(hep3({ protocol: 6, body: text(response('c', 200)) }))]);
    expect(read.messages[0]).toMatchObject({ ...message, time: START + 123456, transport: 1 });
    expect(read.messages[1]).toMatchObject({ what: '200 (INVITE)', transport: 2 });
    expect(read.inPlace).toBe(2);
  });

  test('who captured a message and for which call is kept, of a copy with its original', async () => {
    const ways = { from: '192.168.0.1', to: '192.168.0.2', sport: 5070, dport: 5080 };
    const original = ethernet(ip4(ways, udp(ways, text(request('c')))));
    const named = hep3({ body: text(request('d')), more: [chunk(19, text('edge-1\0'))] });
    const old = hep2(2, join(be([4, seconds]).reverse(), be([4, 5]).reverse(), be([2, 7]).reverse()), true);
    const frames = [original, datagram(hep3({})), datagram(named), datagram(old)];
    const { index } = await readCapture(pcapFile(frames.map((bytes) => ({ bytes }))));
    expect([0, 1, 2].map((row) => [index.capturePoints.get(row), index.correlations.get(row)])).toEqual([
      ['2002', 'correlation'],
      ['edge-1 (2002)', 'correlation'],
      ['7', ''],
    ]);
  });

  test('an agent whose clock is wrong sends copies nevertheless', () => {
    const ways = { from: '192.168.0.1', to: '192.168.0.2', sport: 5070, dport: 5080 };
    const original = ethernet(ip4(ways, udp(ways, text(request('c')))));
    const times = [START + 3_600_000_000, START + 3_600_001_000];
    const { messages, skipped } = readFrames([original, datagram(hep3({}))], 1, times);
    expect(messages).toHaveLength(1);
    expect(skipped).toEqual({ 'HEP copies of messages that are in the capture themselves': 1 });
  });

  test('IPv6 and compressed payloads are read', () => {
    const read = readFrames([datagram(hep3({ six: true })), datagram(hep3({ compressed: true }))]);
    expect(read.messages).toMatchObject([{ from: '2001:db8::1:5070', to: '2001:db8::2:5080' }, message]);
  });

  test('versions 1 and 2 are read, whichever byte order the time has and however it is padded', () => {
    const little = join(be([4, seconds]).reverse(), be([4, 5]).reverse(), be([2, 1]));
    const big = be([4, seconds], [4, 5], [2, 1], [2, 0]);
    const frames = [hep2(1, new Uint8Array(0)), hep2(2, little), hep2(2, big), hep2(2, little, true)].map(datagram);
    const { messages } = readFrames(frames);
    expect(messages).toHaveLength(4);
    expect(messages[0]).toMatchObject({ ...message, time: START });
    expect(messages[1]).toMatchObject({ ...message, time: START + 5 });
    expect(messages[2]).toMatchObject({ ...message, time: START + 5 });
    expect(messages[3]).toMatchObject({ from: '2001:db8::1:5070' });
  });

  test('a copy of a message that is in the capture itself is no second message', () => {
    const original = ethernet(
      ip4({ from: '192.168.0.1', to: '192.168.0.2' }, udp({ ...agent, sport: 5070, dport: 5080 }, text(request('c')))),
    );
    const read = readFrames([original, datagram(hep3({})), original, datagram(hep3({})), datagram(hep3({}))]);
    // Each original has one copy: the third is of a message that was not captured.
    expect(callIdsOf(read)).toEqual(['c', 'c', 'c']);
    expect(read.skipped).toEqual({ 'HEP copies of messages that are in the capture themselves': 2 });
  });

  test('what is no SIP in it is counted', () => {
    const read = readFrames([
      datagram(hep3({ type: 5, body: new Uint8Array(30) })),
      datagram(hep3({ body: text('no sip') })),
    ]);
    expect(read.messages).toEqual([]);
    expect(read.skipped).toEqual({ 'HEP without SIP': 2 });
  });

  test('over TCP it is read however the stream is cut', () => {
    const ids = Array.from({ length: 6 }, (_, i) => `h${i}`);
    const stream = join(...ids.map((id) => hep3({ body: text(request(id, 300)) })));
    const talker = new Talker(agent);
    for (const size of [1, 7, 100, 500, 1460, 10_000]) {
      const cuts = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => i * size);
      const read = readFrames([talker.open(), ...pieces(stream, cuts).map((piece) => talker.data(piece))]);
      expect(callIdsOf(read)).toEqual(ids);
    }
    const lost = pieces(stream, [0, 400, 800]).map((piece) => talker.data(piece));
    expect(callIdsOf(readFrames([talker.open(), ...lost.toSpliced(1, 1)])).length).toBeLessThan(6);
  });

  test('packets in a file of their own are read, around damage, too', async () => {
    const packets = Array.from({ length: 5 }, (_, i) => hep3({ body: text(request(`f${i}`)) }));
    const whole = await readCapture(join(...packets));
    expect(whole.messages.map(({ callId, time }) => [callId, time])).toEqual(
      packets.map((_, i) => [`f${i}`, START + 123456]),
    );
    const damaged = await readCapture(join(packets[0] ?? text(''), new Uint8Array(77), ...packets.slice(2)));
    expect(damaged.messages).toHaveLength(4);
    expect(damaged.report.problems).toMatchObject([{ code: 'file-damaged', at: { offset: packets[0]?.length } }]);
    const cut = await readCapture(join(...packets).subarray(0, -10));
    expect(cut.report.problems).toMatchObject([{ code: 'file-cut' }]);
  });

  test('a compressed bomb is let lie', () => {
    const bomb = hep3({ body: new Uint8Array(5_000_000), compressed: true });
    expect(readFrames([datagram(bomb)]).skipped).toEqual({ 'HEP without SIP': 1 });
  });

  test('any damage ends and never throws', () => {
    const whole = [hep3({}), hep3({ compressed: true }), hep2(2, be([4, 1], [4, 1], [2, 0]))];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.nat(400),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }),
        (packet, length, edits) => {
          const bytes = packet.slice(0, Math.max(1, packet.length - length));
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          expect(readFrames([datagram(bytes)]).packets).toBe(1);
        },
      ),
    );
  });
});
