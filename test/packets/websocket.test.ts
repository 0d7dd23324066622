import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TRUNCATED } from '../../src/base/captured.ts';
import { be, join, text } from '../support/packets.ts';
import { readFrames } from '../support/reader.ts';
import { request, response } from '../support/sip-texts.ts';
import { back, ends, pieces, Talker } from '../support/tcp-stream.ts';

const client = new Talker(ends);
const server = new Talker(back);
const messages = [request('w', 400), response('w', 200, 70_000), request('x'), request('y', 90, 'MESSAGE')];
const upgrade = text('GET /ws HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
const accepted = text('HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n\r\n');

interface Shape {
  readonly masked?: boolean;
  readonly opcode?: number;
  readonly last?: boolean;
  readonly compressed?: boolean;
}

function frame(
  payload: Uint8Array,
  { masked = false, opcode = 1, last = true, compressed = false }: Shape = {},
): Uint8Array {
  const { length } = payload;
  const first = (last ? 128 : 0) | (compressed ? 64 : 0) | opcode;
  const mask = masked ? 128 : 0;
  const size =
    length < 126
      ? be([1, mask | length])
      : length < 65536
        ? be([1, mask | 126], [2, length])
        : be([1, mask | 127], [8, length]);
  if (!masked) return join(be([1, first]), size, payload);
  const key = Uint8Array.of(0x12, 0x34, 0x56, 0x78);
  return join(
    be([1, first]),
    size,
    key,
    payload.map((byte, i) => byte ^ (key[i & 3] ?? 0)),
  );
}

const all = (shape: Shape) => join(...messages.map((message) => frame(text(message), shape)));
const texts = (read: ReturnType<typeof readFrames>) => read.messages.map((message) => message.text);
const cut = (bytes: Uint8Array, size: number) =>
  pieces(
    bytes,
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => i * size),
  );

/** Messages as permessage-deflate sends them, each referring to those before. */
async function deflated(values: readonly string[]): Promise<Uint8Array[]> {
  const stream = createDeflateRaw();
  const result: Uint8Array[] = [];
  for (const value of values) {
    const parts: Buffer[] = [];
    const take = (part: Buffer) => parts.push(part);
    stream.on('data', take);
    stream.write(value);
    await new Promise<void>((done) => stream.flush(constants.Z_SYNC_FLUSH, () => done()));
    stream.off('data', take);
    result.push(new Uint8Array(Buffer.concat(parts).subarray(0, -4)));
  }
  return result;
}

describe('SIP over WebSocket', () => {
  test.each([1, 3, 100, 1400, 60_000])('both directions are read in segments of %i bytes', (size) => {
    const there = cut(join(upgrade, all({ masked: true })), size).map((piece) => client.data(piece));
    const here = cut(join(accepted, all({})), size).map((piece) => server.data(piece));
    const read = readFrames([client.open(), server.open(), ...there, ...here]);
    expect(texts(read)).toEqual([...messages, ...messages]);
    expect(read.messages.every(({ transport }) => transport === 5)).toBe(true);
    expect(read.problems).toEqual([]);
  });

  test('whole frames that are not masked stand where they are', () => {
    const here = [accepted, ...messages.map((message) => frame(text(message)))];
    let at = 0;
    const frames = here.map((bytes) => {
      const data = server.data({ at, bytes: bytes.subarray(0, 60_000) });
      at += Math.min(60_000, bytes.length);
      const rest = server.data({ at, bytes: bytes.subarray(60_000) });
      at += Math.max(0, bytes.length - 60_000);
      return [data, rest];
    });
    const read = readFrames([server.open(), ...frames.flat()]);
    expect(texts(read)).toEqual(messages);
    expect(read.inPlace).toBe(3);
  });

  test('a connection whose handshake was not seen is told by its frames', () => {
    const read = readFrames(
      messages
        .slice(2)
        .map((message, i) => client.data({ at: i * 5000, bytes: frame(text(message), { masked: true }) })),
    );
    expect(texts(read).slice(0, 1)).toEqual(messages.slice(2, 3));
  });

  test('fragmented messages are put together, with control frames between them', () => {
    const bytes = text(messages[0] ?? '');
    const parts = [
      frame(bytes.subarray(0, 100), { masked: true, last: false }),
      frame(text('ping'), { opcode: 9, masked: true }),
      frame(bytes.subarray(100, 300), { opcode: 0, masked: true, last: false }),
      frame(new Uint8Array(0), { opcode: 10 }),
      frame(bytes.subarray(300), { opcode: 0, masked: true }),
      frame(text(messages[2] ?? '')),
    ];
    const stream = join(upgrade, ...parts);
    for (const size of [1, 17, 5000]) {
      const read = readFrames([client.open(), ...cut(stream, size).map((piece) => client.data(piece))]);
      expect(texts(read)).toEqual([messages[0], messages[2]]);
    }
  });

  test('compressed messages are unpacked, also those that refer to earlier ones', async () => {
    const packed = await deflated(messages);
    expect(packed[2]?.length).toBeLessThan(200);
    const stream = join(accepted, ...packed.map((bytes) => frame(bytes, { compressed: true })));
    const read = readFrames([server.open(), ...cut(stream, 300).map((piece) => server.data(piece))]);
    expect(texts(read)).toEqual(messages);
  });

  test('a sender may end its blocks for good with each message', () => {
    const packed = messages.map((message) => new Uint8Array(deflateRawSync(message)));
    const stream = join(accepted, ...packed.map((bytes) => frame(bytes, { compressed: true })));
    const read = readFrames([server.open(), ...cut(stream, 1400).map((piece) => server.data(piece))]);
    expect(texts(read)).toEqual(messages);
  });

  test('a compressed message that refers to what was lost is told', async () => {
    const packed = await deflated([...messages, ...messages]);
    const stream = join(accepted, ...packed.slice(2).map((bytes) => frame(bytes, { compressed: true })));
    const read = readFrames([server.open(), ...cut(stream, 1400).map((piece) => server.data(piece))]);
    expect(read.problems).toContain('websocket-compressed');
  });

  test('a compressed bomb is let lie', () => {
    const bomb = new Uint8Array(deflateRawSync(new Uint8Array(50_000_000)));
    const stream = join(accepted, frame(bomb, { compressed: true }), frame(text(messages[2] ?? '')));
    const read = readFrames([server.open(), ...cut(stream, 1400).map((piece) => server.data(piece))]);
    expect(texts(read)).toEqual([messages[2]]);
  });

  test('behind a gap in a payload the next frame is found, and the message is kept as cut', () => {
    const stream = join(accepted, all({}));
    const parts = cut(stream, 500).map((piece) => server.data(piece));
    const read = readFrames([server.open(), ...parts.toSpliced(10, 3)]);
    expect(texts(read).slice(2)).toEqual(messages.slice(2));
    expect(read.messages.map(({ flags }) => (flags & TRUNCATED) !== 0)).toEqual([false, true, false, false]);
  });

  test('other subprotocols and other HTTP are counted', () => {
    const chat = join(upgrade, frame(text('{"hello":1}'), { masked: true }), frame(text('\r\n\r\n'), { masked: true }));
    const page = text('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const other = new Talker({ ...ends, sport: 40001 });
    const read = readFrames([
      client.open(),
      client.data({ at: 0, bytes: chat }),
      other.open(),
      other.data({ at: 0, bytes: page }),
    ]);
    expect(read.skipped).toMatchObject({
      'HTTP (WebSocket handshakes and others)': 2,
      'WebSocket frames without SIP': 1,
      'keep-alives (empty lines or zero bytes)': 1,
    });
  });

  test('lengths that lie stall nothing for ever', () => {
    for (const lie of [
      be([1, 0x81], [1, 127], [8, 2 ** 62]),
      be([1, 0x81], [1, 127], [8, 5e6]),
      be([1, 0x83], [1, 1], [8, 0]),
    ]) {
      const stream = join(accepted, lie, new Uint8Array(3000));
      const good = server.data({ at: stream.length, bytes: frame(text(messages[2] ?? '')) });
      const read = readFrames([server.open(), ...cut(stream, 1000).map((piece) => server.data(piece)), good]);
      expect(read.packets).toBeGreaterThan(3);
    }
  });

  test('random bytes behind a handshake end and never throw', () => {
    const some = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(all({ masked: true }).subarray(0, 900)));
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 12 }),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(20),
        (parts, size, lost) => {
          const frames = cut(join(upgrade, ...parts), size).map((piece) => client.data(piece));
          expect(readFrames([client.open(), ...frames.toSpliced(lost, 1)]).packets).toBeGreaterThan(0);
        },
      ),
    );
  });
});
