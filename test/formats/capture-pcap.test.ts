import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Frame, pcapFile, readCapture, START } from '../support/captures.ts';
import { ethernet, ip4, join, text, udp } from '../support/packets.ts';
import { request } from '../support/sip-texts.ts';

const ends = { from: '10.0.0.1', to: '10.0.0.2' };
const frame = (callId: string, body = 0) => ethernet(ip4(ends, udp(ends, text(request(callId, body)))));
const frames = (count: number): Frame[] => Array.from({ length: count }, (_, i) => ({ bytes: frame(`c${i}`, i % 50) }));
const callIds = async (bytes: Uint8Array) => (await readCapture(bytes)).messages.map(({ callId }) => callId);
const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

describe('pcap', () => {
  const shapes = [true, false].flatMap((little) => [true, false].map((nano) => ({ little, nano })));
  test.each(shapes)('is read in either byte order and resolution: %j', async (shape) => {
    const { format, report, messages } = await readCapture(pcapFile(frames(5), shape));
    expect(format.id).toBe('pcap');
    expect(report).toMatchObject({ packets: 5, messages: 5, problems: [], cancelled: false });
    expect(messages.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4].map((i) => START + i * 1000));
  });

  test.each([
    ['Kuznetzov', 0xa1b2cd34, 8],
    ['SuSE 6.3', 0xa1b2cd34, 12],
    ['Red Hat 6.1', 0xa1b2c3d4, 8],
    ['Nokia', 0xa1b2c3d4, 4],
  ])('longer record headers are told by the records: %s', async (_, magic, extra) => {
    for (const little of [true, false]) {
      const { report, messages } = await readCapture(pcapFile(frames(5), { magic, extra, little }));
      expect(report.problems).toEqual([]);
      expect(messages.map(({ callId }) => callId)).toEqual(ids(5));
    }
  });

  test('several files one behind the other are one capture', async () => {
    const first = pcapFile(frames(3));
    const second = pcapFile([{ bytes: ip4(ends, udp(ends, text(request('last')))) }], { little: false, linkType: 101 });
    expect(await callIds(join(first, second))).toEqual(['c0', 'c1', 'c2', 'last']);
  });

  test('no other file is taken for one', async () => {
    await expect(readCapture(text(request('c0')))).rejects.toThrow('no capture format');
    await expect(readCapture(pcapFile([]).subarray(0, 20))).rejects.toThrow('no capture format');
  });

  test('a file without packets is empty, not wrong', async () => {
    const { report } = await readCapture(pcapFile([]));
    expect(report).toMatchObject({ packets: 0, messages: 0, problems: [], clock: 'none' });
  });

  test('a file cut anywhere gives all whole packets and what there is of the last', async () => {
    const whole = pcapFile(frames(4));
    const record = 16 + frame('c0').length;
    for (let length = 24; length < 24 + record * 2; length += 7) {
      const { messages, report } = await readCapture(whole.subarray(0, length));
      const count = Math.floor((length - 24) / record);
      expect(messages.slice(0, count).map(({ callId }) => callId)).toEqual(ids(count));
      expect(report.problems.map(({ code }) => code)).toEqual((length - 24) % record === 0 ? [] : ['file-cut']);
    }
  });

  test('damage is told with its place, and reading goes on behind it', async () => {
    const bytes = pcapFile(frames(40));
    const record = (i: number) => frames(i).reduce((at, { bytes: { length } }) => at + 16 + length, 24);
    bytes.fill(0xff, record(10), record(12) + 100);
    const { messages, report } = await readCapture(bytes);
    expect(messages.map(({ callId }) => callId)).toEqual(ids(40).filter((id) => !['c10', 'c11', 'c12'].includes(id)));
    expect(report.problems).toMatchObject([{ code: 'file-damaged', at: { offset: record(10), frame: 10 } }]);
    expect(report.problems[0]?.text).toContain(`${record(10)} to ${record(13)}`);
  });

  test('a record that lies about its length swallows nothing', async () => {
    for (const lie of [0, 1, 60, 5000, 12000, 0x7fffffff, 0xffffffff]) {
      const bytes = pcapFile(frames(40));
      const at = frames(5).reduce((sum, { bytes: { length } }) => sum + 16 + length, 24);
      new DataView(bytes.buffer).setUint32(at + 8, lie, true);
      const read = await callIds(bytes);
      expect(read.filter((id) => id !== 'c5')).toEqual(ids(40).filter((id) => id !== 'c5'));
    }
  });

  test('zeros in the middle of a file are damage, not packets', async () => {
    const bytes = pcapFile(frames(40));
    bytes.fill(0, 3000, 6000);
    const { messages, report } = await readCapture(bytes);
    expect(messages.length).toBeGreaterThanOrEqual(29);
    expect(report.problems.length).toBeGreaterThan(0);
    expect(report.packets).toBeLessThan(45);
  });

  test('records within records are no way to make much work of a small file', async () => {
    const size = 60_000;
    const nested = new Uint8Array(size);
    const view = new DataView(nested.buffer);
    for (let at = 0; at + 64 < size; at += 16) {
      const length = size - 48 - at - 16 - (at % 480);
      view.setUint32(at, 1_700_000_000, true);
      view.setUint32(at + 8, length, true);
      view.setUint32(at + 12, length, true);
    }
    const bytes = join(pcapFile([]), nested, new Uint8Array(200).fill(0xff), nested, new Uint8Array(200).fill(0xff));
    expect((await readCapture(bytes)).report.packets).toBeLessThan(200);
  });

  test('cancelling keeps what was read', async () => {
    const controller = new AbortController();
    controller.abort();
    const { report } = await readCapture(pcapFile(frames(3)), controller.signal);
    expect(report).toMatchObject({ cancelled: true, messages: 0 });
  });

  test('random damage never throws and always ends', async () => {
    const whole = pcapFile(frames(30));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(damage, async (edits) => {
        const bytes = whole.slice();
        for (const [at, value] of edits) if (at >= 24) bytes[at] = value;
        const { report, messages } = await readCapture(bytes);
        // Each edit harms its own packet and those that its lie swallows, at most.
        expect(messages.length).toBeGreaterThanOrEqual(30 - 4 * edits.length - 3);
        expect(report.packets).toBeLessThan(100);
      }),
      { numRuns: 200 },
    );
  });
});
