import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  block,
  type Frame,
  interfaceBlock,
  option,
  ordered,
  packetBlock,
  pcapngFile,
  readCapture,
  START,
  section,
} from '../support/captures.ts';
import { ethernet, ip4, join, text, udp } from '../support/packets.ts';
import { request } from '../support/sip-texts.ts';

const ends = { from: '10.0.0.1', to: '10.0.0.2' };
const packet = (callId: string) => ip4(ends, udp(ends, text(request(callId))));
const frame = (callId: string) => ethernet(packet(callId));
const frames = (count: number): Frame[] => Array.from({ length: count }, (_, i) => ({ bytes: frame(`c${i}`) }));
const callIds = async (bytes: Uint8Array) => (await readCapture(bytes)).messages.map(({ callId }) => callId);
const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const resolution = (value: number, little = true) => option(9, Uint8Array.of(value), little);
const seconds = 1_700_000_000n;

describe('pcapng', () => {
  test.each([true, false])('is read in either byte order: little-endian %s', async (little) => {
    const { format, report, messages } = await readCapture(pcapngFile(frames(5), little));
    expect(format.id).toBe('pcapng');
    expect(report).toMatchObject({ packets: 5, messages: 5, problems: [], clock: 'absolute' });
    expect(messages.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4].map((i) => START + i * 1000));
  });

  // 123,456.789 µs after the second, as each resolution writes it.
  test.each([
    ['seconds', 0, seconds, 0],
    ['milliseconds', 3, seconds * 1000n + 123n, 123_000],
    ['microseconds', 6, seconds * 1_000_000n + 123_456n, 123_456],
    ['nanoseconds', 9, seconds * 1_000_000_000n + 123_456_789n, 123_456],
    ['100 nanoseconds', 7, seconds * 10_000_000n + 1_234_567n, 123_456],
    ['2^-10', 0x8a, seconds * 1024n + 512n, 500_000],
    ['2^-20', 0x94, (seconds << 20n) + 129_453n, 123_456],
    ['2^-30', 0x9e, (seconds << 30n) + 132_560_720n, 123_456],
    ['2^-33', 0xa1, (seconds << 33n) + 1_060_485_757n, 123_456],
  ])('time stamps in %s are exact', async (_, code, units, micros) => {
    const bytes = join(section(), interfaceBlock(1, resolution(code)), packetBlock(frame('c0'), units));
    const { messages } = await readCapture(bytes);
    expect(messages[0]?.time).toBe(Number(seconds) * 1e6 + micros);
  });

  test('nanoseconds are never rounded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }), async (nanos) => {
        const bytes = join(section(), interfaceBlock(1, resolution(9)), packetBlock(frame('c0'), nanos));
        expect((await readCapture(bytes)).messages[0]?.time).toBe(Number(nanos / 1000n));
      }),
      { numRuns: 100 },
    );
  });

  test('an interface may have an offset in seconds, also a negative one', async () => {
    for (const [little, offset] of [
      [true, 1_700_000_000n],
      [false, -3600n],
    ] as const) {
      const value = ordered(
        little,
        [4, little ? Number(offset & 0xffffffffn) : 0xffffffff],
        [4, little ? 0 : 4294963696],
      );
      const blocks = [interfaceBlock(1, option(14, value, little), little), packetBlock(frame('c0'), 5n, 0, little)];
      const { messages } = await readCapture(join(section(little), ...blocks));
      expect(messages[0]?.time).toBe(Number(offset) * 1e6 + 5);
    }
  });

  test('each section has its own byte order and interfaces, each interface its own link type and resolution', async () => {
    const first = join(
      section(true),
      interfaceBlock(1),
      interfaceBlock(101, resolution(9)),
      packetBlock(frame('c0'), 1000n, 0),
      packetBlock(packet('c1'), 2_000_000n, 1),
    );
    const second = join(
      section(false),
      interfaceBlock(228, undefined, false),
      packetBlock(packet('c2'), 3000n, 0, false),
    );
    const { messages, report } = await readCapture(join(first, second));
    expect(messages.map(({ callId, time }) => [callId, time])).toEqual([
      ['c0', 1000],
      ['c1', 2000],
      ['c2', 3000],
    ]);
    expect(report.problems).toEqual([]);
  });

  test('simple and old packet blocks are read', async () => {
    const bytes = frame('c0');
    const simple = block(3, join(ordered(true, [4, bytes.length]), bytes));
    const lengths = [[4, bytes.length] as const, [4, bytes.length] as const];
    const old = block(2, join(ordered(true, [2, 0], [2, 0], [4, 0], [4, 7], ...lengths), bytes));
    const { messages } = await readCapture(join(section(), interfaceBlock(1), simple, old));
    expect(messages.map(({ time }) => time)).toEqual([Number.NaN, 7]);
  });

  test('a simple packet is cut to the snap length of its interface', async () => {
    const bytes = frame('c0').subarray(0, 200);
    const simple = block(3, join(ordered(true, [4, 999]), bytes));
    const { messages, report } = await readCapture(join(section(), interfaceBlock(1, undefined, true, 200), simple));
    expect(messages).toMatchObject([{ what: 'INVITE' }]);
    expect(report.clock).toBe('none');
  });

  test.each([true, false])('names of addresses are kept, the first of each: little-endian %s', async (little) => {
    const record = (type: number, value: Uint8Array) =>
      join(ordered(little, [2, type], [2, value.length]), value, new Uint8Array((4 - (value.length % 4)) % 4));
    const six = join(ordered(false, [4, 0x20010db8], [4, 0], [4, 0], [4, 1]), text('edge.example\0'));
    const names = [
      record(1, join(Uint8Array.of(10, 0, 0, 1), text('alice.example\0alias\0'))),
      record(2, six),
      record(1, join(Uint8Array.of(10, 0, 0, 1), text('second\0'))),
      record(7, text('what is this')),
      record(1, join(Uint8Array.of(10, 0, 0, 2), text('bob'))),
      record(0, new Uint8Array(0)),
      record(1, join(Uint8Array.of(10, 0, 0, 3), text('behind the end\0'))),
    ];
    const { report } = await readCapture(join(section(little), block(4, join(...names), little)));
    expect(report.names).toEqual([
      { address: '10.0.0.1', name: 'alice.example' },
      { address: '2001:db8::1', name: 'edge.example' },
      { address: '10.0.0.2', name: 'bob' },
    ]);
  });

  test('comments stand beside their messages, and where there is none in the report', async () => {
    const comment = (value: string) => option(1, text(value));
    const media = ethernet(ip4(ends, udp(ends, Uint8Array.of(0x80, 0, 0, 1))));
    const both = join(comment('first'), comment('second'), option(0, new Uint8Array(0)));
    const head = join(ordered(true, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff]), comment('all'));
    const { report, index } = await readCapture(
      join(
        block(0x0a0d0d0a, head),
        interfaceBlock(),
        packetBlock(frame('c0'), 0n),
        packetBlock(frame('c1'), 0n, 0, true, frame('c1').length, both),
        packetBlock(media, 0n, 0, true, media.length, comment('silence here')),
      ),
    );
    expect([0, 1].map((row) => index.comments.get(row))).toEqual(['', 'first\nsecond']);
    expect(report.comments).toMatchObject([{ text: 'all' }, { text: 'silence here', at: { frame: 3 } }]);
  });

  test('blocks of any other kind and size are stepped over', async () => {
    const large = block(0x0bad, new Uint8Array(9 << 20));
    const others = [4, 5, 9, 10, 0x40000bad, 0x80001234].map((type) => block(type, new Uint8Array(40)));
    const packets = [packetBlock(frame('c0'), 0n), packetBlock(frame('c1'), 0n), packetBlock(frame('c2'), 0n)];
    const [a = [], b = [], c = []] = packets.map((bytes) => [bytes]);
    const bytes = join(section(), interfaceBlock(), ...a, ...others, ...b, large, ...c);
    const { messages, report } = await readCapture(bytes);
    expect(messages.map(({ callId }) => callId)).toEqual(ids(3));
    expect(report.problems).toEqual([]);
  });

  test('a packet of an interface that nobody described is told', async () => {
    const { messages, report } = await readCapture(join(section(), interfaceBlock(), packetBlock(frame('c0'), 0n, 3)));
    expect(messages).toEqual([]);
    expect(report.problems).toMatchObject([{ code: 'interface-missing' }]);
  });

  test('damage is told with its place, and reading goes on behind it', async () => {
    const bytes = pcapngFile(frames(40));
    const size = packetBlock(frame('c0'), 0n).length;
    const head = section().length + interfaceBlock().length;
    const at = head + 10 * size;
    bytes.fill(0xff, at, at + 2 * size + 50);
    const { messages, report } = await readCapture(bytes);
    expect(messages).toHaveLength(37);
    expect(report.problems).toMatchObject([{ code: 'file-damaged', at: { offset: at, frame: 10 } }]);
  });

  test('a block that lies about its length swallows nothing', async () => {
    for (const lie of [0, 11, 12, 16, 400, 5000, 1 << 23, 0xfffffffc]) {
      const bytes = pcapngFile(frames(40));
      const head = section().length + interfaceBlock().length;
      const at = head + frames(5).reduce((sum, { bytes: some }) => sum + packetBlock(some, 0n).length, 0);
      new DataView(bytes.buffer).setUint32(at + 4, lie, true);
      const read = await callIds(bytes);
      expect(read.filter((id) => id !== 'c5')).toEqual(ids(40).filter((id) => id !== 'c5'));
    }
  });

  test('a file cut anywhere gives all whole packets', async () => {
    const whole = pcapngFile(frames(4));
    const head = section().length + interfaceBlock().length;
    const size = packetBlock(frame('c0'), 0n).length;
    for (let length = head; length < whole.length; length += 13) {
      const read = await callIds(whole.subarray(0, length));
      const count = Math.floor((length - head) / size);
      expect(read.slice(0, count)).toEqual(ids(count));
    }
  });

  test('random damage never throws and always ends', async () => {
    const whole = pcapngFile(frames(30));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(damage, async (edits) => {
        const bytes = whole.slice();
        for (const [at, value] of edits) if (at >= 12) bytes[at] = value;
        const { report } = await readCapture(bytes);
        expect(report.packets).toBeLessThan(100);
      }),
      { numRuns: 200 },
    );
  });
});
