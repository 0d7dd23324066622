import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { isKeyLog, TlsSecrets } from '../../src/packets/tls/secrets.ts';
import expected from '../samples/tls/tshark.json' with { type: 'json' };
import { block, ordered, pcapFile, pcapngFile, type Read, readCapture } from '../support/captures.ts';
import { join, text } from '../support/packets.ts';
import { back, ends, type Piece, pieces, Talker } from '../support/tcp-stream.ts';

const folder = new URL('../samples/tls/', import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const keysOf = (name: string) => readFileSync(new URL(name.replace(/\.\w+$/, '.keys'), folder), 'utf8');
const names = Object.keys(expected) as (keyof typeof expected)[];
const TLS = 3;
const WSS = 6;

/** Lines as tshark.json has them. */
function lines({ messages }: Read): string[] {
  const port = (socket: string) => socket.slice(socket.lastIndexOf(':') + 1);
  return messages.map(
    ({ time, from, to, what, callId }) => `${time} ${port(from)} ${port(to)} ${what.split(' ')[0]} ${callId}`,
  );
}

/** What each side of the one connection in a capture of Ethernet, IPv4 and TCP sent, the client's first. */
function streamsOf(name: string): Uint8Array[] {
  const bytes = bytesOf(name);
  const view = new DataView(bytes.buffer);
  const sides = new Map<number, Uint8Array[]>();
  for (let at = 24; at + 16 <= bytes.length; at += 16 + view.getUint32(at + 8, true)) {
    const tcp = at + 16 + 14 + 20;
    const start = tcp + (((bytes[tcp + 12] ?? 0) >> 4) << 2);
    const end = at + 16 + 14 + view.getUint16(at + 16 + 14 + 2);
    const port = view.getUint16(tcp);
    sides.set(port, [...(sides.get(port) ?? []), bytes.subarray(start, end)]);
  }
  return Array.from(sides.values(), (parts) => join(...parts));
}

/** Frames of both streams, cut and mixed. */
function frames(streams: readonly Uint8Array[], cuts: readonly number[], mix: readonly number[]): Uint8Array[] {
  const talkers = [new Talker(ends), new Talker(back)];
  const queues = streams.map((stream, i) => {
    const inside = cuts.map((cut) => cut % stream.length);
    return pieces(stream, inside).map((piece: Piece) => talkers[i]?.data(piece) ?? new Uint8Array(0));
  });
  const made = talkers.map((talker) => talker.open());
  for (let turn = 0; queues.some((queue) => queue.length > 0); turn++) {
    const queue = queues[(mix[turn % mix.length] ?? 0) % 2];
    made.push(...(queue?.splice(0, 1) ?? []));
    if (turn > 5000) made.push(...queues.flatMap((some) => some.splice(0)));
  }
  return made;
}

const captureOf = (some: readonly Uint8Array[]) => pcapFile(some.map((bytes) => ({ bytes })));
const whats = ({ messages }: Read) => messages.map(({ what, callId }) => `${what} ${callId}`).sort();

describe('SIP over TLS', () => {
  test.each(names)('%s is decrypted as tshark decrypts it', async (name) => {
    const keys = name.endsWith('.pcapng') ? undefined : keysOf(name);
    const read = await readCapture(bytesOf(name), undefined, keys);
    expect(lines(read).sort()).toEqual(expected[name].toSorted());
    expect(read.messages.map(({ time }) => time)).toEqual(read.messages.map(({ time }) => time).toSorted());
    expect(new Set(read.messages.map(({ transport }) => transport))).toEqual(
      new Set([name === '13-wss.pcap' ? WSS : TLS]),
    );
    expect(read.report.problems).toEqual([]);
    expect(read.report.skipped.filter(({ reason }) => reason.startsWith('TLS'))).toEqual([]);
    expect(read.report.decrypted).toMatch(/^[12] TLS connections? \(\d+ records\)$/);
  });

  test.each(names.filter((name) => !name.endsWith('.pcapng')))('%s without its secrets is told', async (name) => {
    const { messages, report } = await readCapture(bytesOf(name));
    expect(messages).toEqual([]);
    const [told] = report.skipped.filter(({ reason }) => reason.startsWith('TLS'));
    expect(told?.reason).toMatch(/^TLS, encrypted: 127\.0\.0\.1:\d+ ↔ 127\.0\.0\.1:\d+, \d+ records$/);
    expect(report.decrypted).toBeUndefined();
  });

  test('the secrets of another session do not help, and that is said', async () => {
    const { messages, report } = await readCapture(bytesOf('13-chacha.pcap'), undefined, keysOf('13-wss.pcap'));
    expect(messages).toEqual([]);
    expect(report.skipped.some(({ reason }) => reason.endsWith('records (its secret is in no key log)'))).toBe(true);
  });

  test('a session that is resumed is known by the one it resumes', async () => {
    const first = keysOf('12-resumed.pcap').split('\n').slice(0, 2).join('\n');
    const read = await readCapture(bytesOf('12-resumed.pcap'), undefined, first);
    expect(lines(read).sort()).toEqual(expected['12-resumed.pcap'].toSorted());
  });

  test('secrets that a capture holds behind its packets are used', async () => {
    const frames = [...framesOf('13-aes-128-gcm.pcap')];
    const keys = text(keysOf('13-aes-128-gcm.pcap'));
    const secrets = block(10, join(ordered(true, [4, 0x544c534b], [4, keys.length]), keys));
    const read = await readCapture(join(pcapngFile(frames), secrets));
    expect(lines(read).sort()).toEqual(expected['13-aes-128-gcm.pcap'].toSorted());
  });

  test('a key log is known by what it holds and used for every capture beside it', async () => {
    const log = bytesSource('notes.txt', text(`\n# comment\r\n${keysOf('13-chacha.pcap').replaceAll('\n', '\r\n')}`));
    const capture = bytesSource('a.pcap', bytesOf('13-chacha.pcap'));
    for (const sources of [
      [log, capture],
      [capture, log],
    ]) {
      const { index, reports } = await analyse(sources);
      expect(index.count).toBe(9);
      const [formats] = reports.filter(({ name }) => name === 'notes.txt').map((report) => report.formats);
      expect(formats).toMatchObject([{ id: 'key-log', messages: 0 }]);
      expect(JSON.stringify(reports)).not.toMatch(/[0-9a-f]{64}/);
    }
  });

  test('however the streams are cut, doubled and mixed, the same messages come', async () => {
    for (const name of ['13-key-update.pcap', '12-rsa-aes-256-gcm.pcap', '13-hello-retry.pcap'] as const) {
      const streams = streamsOf(name);
      const whole = whats(await readCapture(bytesOf(name), undefined, keysOf(name)));
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(8000), { maxLength: 60 }),
          fc.array(fc.nat(1), { minLength: 2, maxLength: 20 }),
          fc.nat(30),
          async (cuts, mix, again) => {
            const made = frames(streams, cuts, mix.includes(0) && mix.includes(1) ? mix : [0, 1]);
            const twice = made.flatMap((bytes, i) => (i % (again + 2) === 3 ? [bytes, bytes] : [bytes]));
            expect(whats(await readCapture(captureOf(twice), undefined, keysOf(name)))).toEqual(whole);
          },
        ),
        { numRuns: 25 },
      );
    }
  });

  test('what is lost costs no more than its own messages', async () => {
    for (const name of ['12-aes-128-gcm.pcap', '13-aes-128-gcm.pcap', '12-chacha.pcap'] as const) {
      const whole = await readCapture(bytesOf(name), undefined, keysOf(name));
      const all = [...framesOf(name)];
      let [most, fewest] = [0, Number.POSITIVE_INFINITY];
      // Each packet behind the handshakes is left out once.
      for (let left = 12; left < all.length; left++) {
        const read = await readCapture(pcapFile(all.filter((_, i) => i !== left)), undefined, keysOf(name));
        most = Math.max(most, read.messages.length);
        fewest = Math.min(fewest, read.messages.length);
      }
      expect([most, fewest]).toEqual([whole.messages.length, whole.messages.length - 2]);
    }
  });

  test('random damage never throws and always ends', async () => {
    const name = '13-key-update.pcap';
    const whole = bytesOf(name);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 24, max: whole.length - 1 }), fc.nat(255)), { maxLength: 30 }),
        async (edits) => {
          const bytes = whole.slice();
          for (const [at, value] of edits) bytes[at] = value;
          const { messages } = await readCapture(bytes, undefined, keysOf(name));
          expect(messages.length).toBeLessThan(20);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('every size field of the handshakes lied about ends and never throws', async () => {
    const [client = new Uint8Array(0), server = new Uint8Array(0)] = streamsOf('13-hello-retry.pcap');
    for (let at = 0; at < 180; at++) {
      for (const lie of [0, 0xff]) {
        const [a, b] = [client.slice(), server.slice()];
        a[at] = lie;
        b[at] = lie;
        const made = captureOf(frames([a, b], [], [0, 1]));
        const { messages } = await readCapture(made, undefined, keysOf('13-hello-retry.pcap'));
        expect(messages.length).toBeLessThanOrEqual(2);
      }
    }
  });
});

/** Frames of a capture in microseconds, little-endian. */
function* framesOf(name: string): Generator<{ bytes: Uint8Array; time: number }> {
  const bytes = bytesOf(name);
  const view = new DataView(bytes.buffer);
  for (let at = 24; at + 16 <= bytes.length; at += 16 + view.getUint32(at + 8, true)) {
    const time = view.getUint32(at, true) * 1e6 + view.getUint32(at + 4, true);
    yield { bytes: bytes.subarray(at + 16, at + 16 + view.getUint32(at + 8, true)), time };
  }
}

describe('a key log', () => {
  const line = `CLIENT_RANDOM ${'ab'.repeat(32)} ${'cd'.repeat(48)}`;

  test.each([
    line,
    `# made by a browser\n\n${line}`,
    `RSA ${'0'.repeat(16)} ${'a'.repeat(96)}\n${line}`,
    `RSA Session-ID:${'0a'.repeat(32)} Master-Key:${'a'.repeat(96)}`,
    `SERVER_HANDSHAKE_TRAFFIC_SECRET ${'AB'.repeat(32)} ${'0'.repeat(64)}\r\n`,
  ])('is known by its first line: %s', (log) => {
    expect(isKeyLog(text(log))).toBe(true);
    expect(new TlsSecrets().read(log)).toBe(1);
  });

  test.each(['', '# only a comment', 'CLIENT_RANDOM x y', `INVITE sip:a SIP/2.0\n${line}`])(
    'is nothing else: %s',
    (log) => {
      expect(isKeyLog(text(log))).toBe(false);
    },
  );
});
