import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
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
    const unknown = report.problems.map(({ code, text: said }) => [code, said]);
    const notes = [['entry-unknown', '«notes.txt» is no capture and was passed over.']];
    expect(unknown).toEqual(count === 19 ? notes : []);
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

  test('packed text is not taken for a capture', () => {
    const packed = [gzipSync(text(request('c'))), zipSync({ 'a.log': text(request('c')) })];
    for (const bytes of packed) expect(captureFormats.some((format) => format.magic(bytes))).toBe(false);
  });

  test('what is packed too often is left', async () => {
    let bytes = pcapFile(frames(2));
    for (let i = 0; i < 3; i++) bytes = gzipSync(bytes);
    expect(await callIds(bytes)).toEqual(ids(2));
    for (let i = 0; i < 3; i++) bytes = gzipSync(bytes);
    await expect(readCapture(bytes)).rejects.toThrow('no capture format');
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
