import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../src/base/source.ts';
import type { ReadProgress } from '../../src/formats/format.ts';
import { formats } from '../../src/formats/formats.ts';
import { readSource } from '../../src/formats/read.ts';
import { textFormats } from '../../src/formats/text-formats.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { readLog, sample, toBytes } from '../support/logs.ts';

const bye = 'BYE sip:b@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\nCall-ID: c\nCSeq: 1 BYE\n\n';

describe('the report', () => {
  test('says why each format was recognised, how many messages it had, and what its clock knows', async () => {
    const text = `<--- Received SIP request (9 bytes) from UDP:192.0.2.1:5060 --->\n${bye}\n\n2024/01/05 10:00:00.123456 192.0.2.1:5060 -> 192.0.2.2:5060\n${bye}`;
    const { report } = await readLog(text);
    expect(report.formats.map(({ id, messages, clock }) => ({ id, messages, clock }))).toEqual([
      { id: 'asterisk-pjsip', messages: 1, clock: 'none' },
      { id: 'sngrep', messages: 1, clock: 'absolute' },
    ]);
    expect(report.formats[0]?.reason).toMatch(/^1 message framed by lines like «<--- Received SIP request/);
    expect([report.startLines, report.messages, report.clock]).toEqual([2, 2, 'absolute']);
  });

  test('accounts for every line that holds nothing, but for empty ones', async () => {
    const text = `one\ntwo\n\n${bye}three\n${bye}\n\n\n${bye}four\nfive\n`;
    const { report } = await readLog(text);
    const nothing = report.skipped.find(({ reason }) => reason === 'hold no SIP');
    expect(nothing).toEqual({ what: 'lines', reason: 'hold no SIP', count: 6, where: [1, 9, 23] });
  });

  test('counts lines right through messages, CRLF and long gaps', async () => {
    const gap = 'nothing of interest\n'.repeat(1000);
    const { report } = await readLog(`${gap}${bye.replaceAll('\n', '\r\n')}${gap}SIP/2.0 200 OK\nnot a header\n`);
    expect(report.skipped.find(({ reason }) => reason.includes('no header'))?.where).toEqual([2006]);
  });

  test('of a text without SIP says what was looked for and which lines came nearest', async () => {
    const { report } = await readLog(
      'nothing\ncalling sip:bob@example.com now\nINVITE sip:bob@example.com\nCall-ID: 7\nSIP/2.0 486 Busy Here\n',
    );
    expect(report.messages).toBe(0);
    expect(report.nearest.map(({ line }) => line)).toEqual([5, 3, 2, 4]);
    expect(report.nearest[1]).toEqual({
      line: 3,
      text: 'INVITE sip:bob@example.com',
      why: 'has a method and a URI, but not the SIP/2.0 that ends a request line',
    });
    expect(report.lookedFor.length).toBe(formats.length);
  });

  test('finds the word wherever it stands in a line', async () => {
    for (const before of ['', 'x', 's s', 'ip ', 'issi']) {
      const { report } = await readLog(`nothing\n${before} SIP\nsi\np\n`);
      expect(report.nearest.map(({ line }) => line)).toEqual([2]);
    }
  });

  test("of a copy of sngrep's screen says what to do instead", async () => {
    const screen =
      '   a:5060      b:5060  \u2502INVITE sip:b@192.0.2.1 SIP/2.0\n  \u2502 INVITE  \u2502  \u2502Via: SIP/2.0/UDP a\n';
    const { report } = await readLog(screen);
    expect(report.messages).toBe(0);
    expect(report.problems.map(({ code }) => code)).toEqual(['screen-copy']);
  });

  test('of nothing at all is empty and says what was looked for', async () => {
    const { report } = await readLog('');
    expect([report.messages, report.formats, report.nearest]).toEqual([0, [], []]);
    expect(report.lookedFor.length).toBeGreaterThan(50);
  });
});

describe('headers without end', () => {
  const via = 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n';

  test('are read as far as one looks, and told', async () => {
    const { report, rows } = await readLog(
      `INVITE sip:a@b.example SIP/2.0\r\n${via.repeat(300_000)}Call-ID: 1\r\n\r\n`,
    );
    expect(rows.map(({ what }) => what)).toEqual(['INVITE']);
    expect(report.problems.map(({ code, text }) => [code, text])).toEqual([
      ['truncated', 'This message is longer than 2 MB: only its beginning was read.'],
    ]);
  });

  test('that name no call are told for what they are', async () => {
    const { report } = await readLog(`x\r\nINVITE sip:a@b.example SIP/2.0\r\n${via.repeat(3)}\r\n`);
    expect(report.messages).toBe(0);
    expect(report.nearest[0]).toMatchObject({ line: 2, why: expect.stringContaining('name no Call-ID and no CSeq') });
  });
});

describe('a chosen format', () => {
  test('is the only one that is read', async () => {
    const bytes = sample('ngrep/byline-kam-call.txt');
    const as = async (id: string) =>
      (await readLog(new TextDecoder().decode(bytes), id)).report.formats.map((f) => f.id);
    expect(await as('ngrep')).toEqual(['ngrep']);
    expect(await as('sngrep')).toEqual(['unnamed-log']);
    expect((await readLog(bytes, 'sofia')).rows).toHaveLength(13);
  });
});

describe('cancel and progress', () => {
  const big = `${bye}\n`.repeat(120_000);
  const bytes = toBytes(big);

  test('progress comes with every slice and ends at the size', async () => {
    const seen: ReadProgress[] = [];
    const index = new MessageIndex();
    await readSource({
      source: bytesSource('big', bytes),
      number: 0,
      index,
      progress: (progress) => seen.push(progress),
    });
    expect(seen.length).toBe(Math.ceil(bytes.length / (8 << 20)));
    expect(seen.at(-1)).toEqual({ bytes: bytes.length, messages: 120_000 });
  });

  test('what was read before a cancel is kept', async () => {
    const controller = new AbortController();
    const index = new MessageIndex();
    const report = await readSource({
      source: bytesSource('big', bytes),
      number: 0,
      index,
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    expect(report.cancelled).toBe(true);
    expect(index.count).toBeGreaterThan(50_000);
    expect(index.count).toBeLessThan(120_000);
    expect(report.messages).toBe(index.count);
  });
});

test('the catalogue names every format once, in words', () => {
  const ids = formats.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([...textFormats.map(({ id }) => id), 'sip', 'unnamed-log', 'pcap']));
  for (const { id, label, lookedFor } of formats) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(label.length).toBeGreaterThan(3);
    expect(lookedFor.length).toBeGreaterThan(10);
  }
});

test('cues are literals of one line of ASCII', () => {
  for (const { id, cues } of textFormats) {
    expect(cues.length, id).toBeGreaterThan(0);
    for (const cue of cues) expect(cue, id).toMatch(/^[\x20-\x7e\t]{4,}$/);
  }
});
