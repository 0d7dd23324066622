import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { be, ethernet, ip4, ip6, join, text } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';
import { back, ends, pieces, Talker } from '../support/tcp-stream.ts';

const ENDS = 1;
const BEGINS = 2;

function data(tsn: number, payload: Uint8Array, flags = BEGINS | ENDS, number = 0): Uint8Array {
  const head = be([1, 0], [1, flags], [2, payload.length + 16], [4, tsn], [2, 1], [2, number], [4, 0]);
  return join(head, payload, new Uint8Array((4 - (payload.length % 4)) % 4));
}

const packet = (...chunks: readonly Uint8Array[]) =>
  ethernet(ip4(ends, join(be([2, 40000], [2, 5060], [4, 99], [4, 0]), ...chunks), { protocol: 132 }));

describe('SIP over SCTP', () => {
  test('each user message is a message, several in a packet', () => {
    const sack = join(be([1, 3], [1, 0], [2, 16]), new Uint8Array(12));
    const read = readFrames([
      packet(sack, data(1, text(request('a'))), data(2, text(response('a', 180)))),
      packet(sack),
    ]);
    expect(read.messages).toMatchObject([
      { what: 'INVITE', from: '10.0.0.1:40000', to: '10.0.0.2:5060', transport: 4, sequence: 1 },
      { what: '180 (INVITE)', text: response('a', 180), sequence: 2 },
    ]);
    expect(read.inPlace).toBe(2);
    expect(read.skipped).toEqual({ 'SCTP without SIP': 1 });
  });

  test('fragments of a user message are put together in any order', () => {
    const bytes = text(request('big', 5000));
    const [a, b, c] = pieces(bytes, [1400, 2800]).map((piece) => piece.bytes);
    const parts = [
      data(0xffffffff, a ?? bytes, BEGINS, 7),
      data(0, b ?? bytes, 0, 7),
      data(1, c ?? bytes, ENDS, 7),
    ].map((chunk) => packet(chunk));
    for (const order of [
      parts,
      [...parts.slice(0, 1), ...parts.slice(1).reverse()],
      [...parts, ...parts.slice(1, 2)],
    ]) {
      expect(readFrames(order).messages.map((message) => message.text)).toEqual([request('big', 5000)]);
    }
  });

  test('over IPv6', () => {
    const bytes = join(be([2, 1], [2, 2], [4, 99], [4, 0]), data(1, text(request('a'))));
    const read = readFrames([ethernet(ip6({ from: '2001:db8::1', to: '2001:db8::2' }, bytes, 132))]);
    expect(read.messages).toMatchObject([{ from: '2001:db8::1:1', to: '2001:db8::2:2' }]);
  });

  test('any damage ends and never throws', () => {
    const whole = packet(data(1, text(request('a'))), data(2, text('INVITE '), BEGINS), data(3, text('x'), ENDS));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 34, max: whole.length - 1 }), fc.nat(255)), { maxLength: 10 }),
        (edits) => {
          const bytes = whole.slice();
          for (const [at, value] of edits) bytes[at] = value;
          expect(readFrames([bytes, bytes]).packets).toBe(2);
        },
      ),
    );
  });
});

describe('TLS', () => {
  const record = (type: number, length: number) =>
    join(be([1, type], [2, 0x0303], [2, length]), new Uint8Array(length).fill(73));
  const client = new Talker(ends);
  const server = new Talker(back);

  test('is told by connection with its records, however it is cut', () => {
    const there = join(record(22, 500), record(20, 1), record(23, 700), record(23, 16_384));
    const here = join(record(22, 3000), record(23, 60));
    for (const size of [1, 3, 100, 1400]) {
      const cuts = Array.from({ length: Math.ceil(there.length / size) }, (_, i) => i * size);
      const frames = [
        client.open(),
        server.open(),
        ...pieces(there, cuts).map((piece) => client.data(piece)),
        ...pieces(here, cuts).map((piece) => server.data(piece)),
      ];
      const [reason] = Object.keys(readFrames(frames).skipped).filter((text) => text.startsWith('TLS'));
      expect(reason).toBe('TLS, encrypted: 10.0.0.1:40000 ↔ 10.0.0.2:5060, 6 records');
    }
  });

  test('many connections are told together', () => {
    const frames = Array.from({ length: 80 }, (_, i) =>
      new Talker({ ...ends, sport: 1000 + i }).data({ at: 0, bytes: record(23, 90) }),
    );
    const { skipped } = readFrames(frames);
    expect(Object.keys(skipped)).toHaveLength(51);
    expect(skipped['TLS, encrypted: further connections, 30 records']).toBe(30);
  });

  test('what follows on a port that was TLS is no SIP by chance', () => {
    const read = readFrames([client.open(), client.data({ at: 0, bytes: join(record(22, 300), text(request('no'))) })]);
    expect(callIdsOf(read)).toEqual([]);
  });
});
