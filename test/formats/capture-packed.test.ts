import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyse, bytesOf } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { captureFormats } from '../../src/formats/captures.ts';
import { type Frame, ordered, pcapFile, readCapture, START } from '../support/captures.ts';
import { be, ethernet, ip4, join, text, udp } from '../support/packets.ts';
import { request } from '../support/sip-texts.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));
const ends = { from: '10.0.0.1', to: '10.0.0.2' };
const frames = (count: number, body = 0): Frame[] =>
  Array.from({ length: count }, (_, i) => ({ bytes: ethernet(ip4(ends, udp(ends, text(request(`c${i}`, body))))) }));
const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);
const callIds = async (bytes: Uint8Array) => (await readCapture(bytes)).messages.map(({ callId }) => callId);

describe('captures of real software in other containers', () => {
  test.each([
    ['snoop/call.snoop', 'snoop', 13, 'starts with the identification of snoop (RFC 1761)'],
    ['snoop/tcp.snoop', 'snoop', 24, 'starts with the identification of snoop (RFC 1761)'],
    ['gzip/call.pcap.gz', 'gzip', 13, 'pcap, compressed by gzip (unpacked while it is read, 8 GiB at most)'],
    [
      'gzip/calls.tar.gz',
      'gzip',
      19,
      'pcap, in a tar archive, compressed by gzip (unpacked while it is read, 8 GiB at most)',
    ],
    ['zstd/call.pcap.zst', 'zstd', 13, 'pcap, compressed by zstd (unpacked while it is read, 8 GiB at most)'],
    ['zip/calls.zip', 'zip', 19, 'pcap, in a zip archive (unpacked while it is read, 8 GiB at most)'],
    ['tar/calls.tar', 'tar', 19, 'pcap, in a tar archive (unpacked while it is read, 8 GiB at most)'],
  ])('%s is read as %s', async (name, id, count, reason) => {
    const bytes = sample(name);
    const { format, report, messages } = await readCapture(bytes);
    expect(format.id).toBe(id);
    expect(format.magic(bytes)).toBe(reason);
    expect(messages).toHaveLength(count);
    expect(report).toMatchObject({ clock: 'absolute', messages: count });
    for (const message of messages) expect(message.text).toMatch(/^(SIP\/2\.0 \d{3} |[A-Z]+ sip:)/);
    expect(report.problems).toEqual([]);
    // It is text, and looked through as such.
    expect(report.members?.map((member) => member.name) ?? []).toEqual(count === 19 ? ['test › notes.txt'] : []);
  });
});

describe('packed captures', () => {
  test('are read in pieces as if they were not packed', async () => {
    const plain = pcapFile(frames(3000, 400));
    expect(await callIds(gzipSync(plain))).toEqual(ids(3000));
    expect(await callIds(zipSync({ 'a.pcap': plain }))).toEqual(ids(3000));
    expect(await callIds(zipSync({ 'a.pcap': [plain, { level: 0 }] }))).toEqual(ids(3000));
  });

  test('several gzip members behind one another are one file', async () => {
    const plain = pcapFile(frames(40));
    const cut = 5000;
    expect(await callIds(join(gzipSync(plain.subarray(0, cut)), gzipSync(plain.subarray(cut))))).toEqual(ids(40));
  });

  test('connections and calls go on from one file of an archive to the next', async () => {
    const [a, b] = [frames(4).slice(0, 2), frames(4).slice(2)].map((some) => pcapFile(some));
    const { messages, report } = await readCapture(
      zipSync({ '1.pcap': a ?? new Uint8Array(0), '2.pcap': b ?? new Uint8Array(0) }),
    );
    expect(messages.map(({ callId }) => callId)).toEqual(ids(4));
    expect(report.packets).toBe(4);
  });

  test('logs become sources of their own behind their archive, whatever they are packed into', async () => {
    const log = text(request('c'));
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0);
    const zip = zipSync({ 'a.log': log, 'b.pcap': pcapFile(frames(2)), 'c.png': picture, 'd/e.gz': gzipSync(log) });
    const sources = [bytesSource('x.zip', zip), bytesSource('one.log.gz', gzipSync(log))];
    const trace = await analyse(sources);
    expect(trace.reports.map(({ name, messages, aside = false }) => [name, messages, aside])).toEqual([
      ['x.zip', 2, true],
      ['x.zip › a.log', 1, false],
      ['x.zip › d/e.gz', 1, false],
      ['one.log.gz', 0, true],
      ['one.log', 1, false],
    ]);
    expect(trace.reports[0]?.problems).toMatchObject([
      { code: 'entry-unknown', text: '«c.png» is neither a capture nor text and was passed over.' },
    ]);
    expect(new TextDecoder().decode(await bytesOf(trace, 4))).toBe(request('c'));
    // What was unpacked comes again with its archive, in the same order.
    const again = await analyse([...trace.sources, bytesSource('last.log', log)]);
    expect(again.reports.map(({ name }) => name)).toEqual([...trace.reports.map(({ name }) => name), 'last.log']);
  });

  test('a key log in an archive decrypts the captures in it', async () => {
    const [capture, keys] = [sample('tls/13-chacha.pcap'), sample('tls/13-chacha.keys')];
    const { index, reports } = await analyse([bytesSource('x.zip', zipSync({ 'a.pcap': capture, 'b.txt': keys }))]);
    expect(index.count).toBe(9);
    expect(reports).toHaveLength(1);
  });

  test('what is packed too often is left', async () => {
    let bytes = pcapFile(frames(2));
    for (let i = 0; i < 3; i++) bytes = gzipSync(bytes);
    expect(await callIds(bytes)).toEqual(ids(2));
    for (let i = 0; i < 3; i++) bytes = gzipSync(bytes);
    expect((await readCapture(bytes)).report.problems).toMatchObject([{ code: 'entry-unknown' }]);
  });

  test('what is neither a capture nor text is unpacked no further', async () => {
    // Nothing behind its first bytes is looked at, so that damage there is not seen.
    const zeros = gzipSync(new Uint8Array(2 ** 26)).fill(0xff, 40_000);
    for (const packed of [zeros, gzipSync(zeros)]) {
      const { problems } = (await readCapture(packed)).report;
      expect(problems).toMatchObject([{ code: 'entry-unknown' }]);
    }
    // The other files of an archive are.
    const bomb = { 'bomb.bin': new Uint8Array(2 ** 26), 'call.pcap': pcapFile(frames(2)) };
    const { messages, report } = await readCapture(zipSync(bomb).fill(0xff, 40_000, 60_000));
    expect(messages.map(({ callId }) => callId)).toEqual(ids(2));
    expect(report.problems).toMatchObject([{ code: 'entry-unknown' }]);
  });

  test('a long log is read as if it were not packed', async () => {
    const lines = 'a line of something else in between, and nothing to see here\n'.repeat(40_000);
    const log = text(Array.from({ length: 5 }, (_, i) => `${lines}${request(`c${i}`, 400)}`).join('\n'));
    const [plain, packed] = [await analyse([bytesSource('x', log)]), await analyse([bytesSource('x', gzipSync(log))])];
    expect(packed.index.count).toBe(5);
    for (let row = 0; row < 5; row++) expect(await bytesOf(packed, row)).toEqual(await bytesOf(plain, row));
  });

  test('a log that is cut is read as far as it goes', async () => {
    const log = Array.from({ length: 400 }, (_, i) => request(`c${i}`)).join('\n');
    for (const packed of [gzipSync(text(log)), zipSync({ 'a.log': text(log) })]) {
      const { index, reports } = await analyse([bytesSource('x', packed.subarray(0, packed.length - 200))]);
      expect(reports[0]?.problems).toMatchObject([{ code: 'packing-damaged' }]);
      expect(index.count).toBeGreaterThan(100);
    }
  });

  test('a cut or damaged file is read as far as it goes, and that is said', async () => {
    const packed = gzipSync(pcapFile(frames(2000, 300)));
    const half = await readCapture(packed.subarray(0, packed.length >> 1));
    expect(half.messages.length).toBeGreaterThan(500);
    expect(half.report.problems.map(({ code }) => code)).toContain('packing-damaged');
    const damaged = packed.slice();
    damaged.fill(0xff, packed.length >> 1);
    const { messages, report } = await readCapture(damaged);
    expect(messages.length).toBeGreaterThan(500);
    expect(report.problems.map(({ code }) => code)).toContain('packing-damaged');
  });

  test('random damage never throws and always ends', async () => {
    const whole = [
      gzipSync(pcapFile(frames(20))),
      zipSync({ a: pcapFile(frames(20)) }),
      sample('tar/calls.tar'),
      snoopFile(20),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
        async (packed, edits) => {
          const bytes = packed.slice();
          for (const [at, value] of edits) bytes[at % bytes.length] = value;
          if (!captureFormats.some((format) => format.magic(bytes.subarray(0, 65536)))) return;
          expect((await readCapture(bytes)).report.packets).toBeLessThan(200);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('zstd', () => {
  const packed = sample('zstd/call.pcap.zst');
  const skippable = join(Uint8Array.of(0x5a, 0x2a, 0x4d, 0x18, 300 & 255, 300 >> 8, 0, 0), new Uint8Array(300));

  test('several frames, and those to be stepped over, are one file', async () => {
    const { messages, report } = await readCapture(join(skippable, packed, skippable, packed));
    expect(messages).toHaveLength(26);
    expect(report.problems).toEqual([]);
  });

  test('a window that would take too much memory is refused, in whichever frame', async () => {
    const large = join(packed, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xff, 1, 0, 0));
    const single = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0);
    for (const [bytes, count] of [
      [large, 13],
      [single, 0],
    ] as const) {
      const { messages, report } = await readCapture(bytes);
      expect(messages).toHaveLength(count);
      expect(report.problems.map(({ text: said }) => said).join()).toContain('more than 128 MB');
    }
  });

  test('text of a run of one byte is held to its limit', async () => {
    // 1,100 blocks that each say 128 KiB of `x` in four bytes.
    const head = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x40);
    const run = ordered(true, [3, (131_072 << 3) | 2], [1, 120]);
    const bytes = join(head, ...Array.from({ length: 1100 }, () => run), ordered(true, [3, 1]));
    const { report } = await readCapture(bytes);
    expect(report.members?.map(({ size }) => size)).toEqual([2 ** 27]);
    expect(report.problems).toMatchObject([{ code: 'unpacked-limit' }]);
  });

  test('cut or damaged anywhere it ends and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 20, max: packed.length }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        async (length, edits) => {
          const bytes = packed.slice(0, length);
          for (const [at, value] of edits) bytes[4 + (at % (length - 4))] = value;
          const { messages, report } = await readCapture(bytes);
          expect(messages.length).toBeLessThanOrEqual(14);
          if (length < packed.length || messages.length < 13)
            // Damage that still unpacks makes other packets: those are told as passed over.
            expect(report.problems.length + (report.members?.length ?? 0) + report.skipped.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function snoopFile(count: number): Uint8Array {
  const records = frames(count).map(({ bytes }, i) => {
    const padding = (4 - (bytes.length % 4)) % 4;
    const time = START + i * 1000;
    const lengths = [[4, bytes.length] as const, [4, bytes.length] as const, [4, 24 + bytes.length + padding] as const];
    return join(
      ordered(false, ...lengths, [4, 0], [4, Math.floor(time / 1e6)], [4, time % 1e6]),
      bytes,
      new Uint8Array(padding),
    );
  });
  return join(text('snoop\0\0\0'), be([4, 2], [4, 4]), ...records);
}

describe('snoop', () => {
  test('damage is told with its place, and reading goes on behind it', async () => {
    const bytes = snoopFile(20);
    const size = (bytes.length - 16) / 20;
    const at = 16 + Math.floor(size) * 5;
    bytes.fill(0xff, at, at + 40);
    const { messages, report } = await readCapture(bytes);
    expect(messages.length).toBeGreaterThanOrEqual(17);
    expect(report.problems).toMatchObject([{ code: 'file-damaged' }]);
    expect(messages.at(-1)).toMatchObject({ callId: 'c19', time: START + 19_000 });
  });

  test('a file cut anywhere gives all whole packets', async () => {
    const whole = snoopFile(3);
    for (let length = 16; length < whole.length; length += 11) {
      expect((await callIds(whole.subarray(0, length))).length).toBeGreaterThanOrEqual(
        Math.floor((length - 16) / (whole.length / 3 + 8)),
      );
    }
  });
});
