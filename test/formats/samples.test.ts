import { describe, expect, test } from 'vitest';
import expected from '../samples/text.json' with { type: 'json' };
import { countRows, essence, readInSlices, readLog, sample, textSamples, toBytes } from '../support/logs.ts';

interface Expected {
  readonly messages: number;
  readonly counts: Readonly<Record<string, number>> | null;
}

const table: Readonly<Record<string, Expected>> = expected;
const samples = textSamples();
const BARE =
  'OPTIONS sip:x@192.0.2.9 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.9;branch=z9hG4bKglue\r\nCall-ID: glue\r\nCSeq: 1 OPTIONS\r\n\r\n';

test('every sample is in the table and every entry is a sample', () => {
  expect(samples).toEqual(Object.keys(table).sort());
});

describe.each(samples)('%s', (path) => {
  const bytes = sample(path);
  const text = new TextDecoder('latin1').decode(bytes);
  const id = path.slice(0, path.indexOf('/'));

  test('is recognised, with the messages that it has', async () => {
    const { report, rows } = await readLog(bytes);
    expect(rows.length).toBe(table[path]?.messages);
    const counts = table[path]?.counts;
    if (counts) expect(countRows(rows)).toEqual(counts);
    expect(report.formats.map((format) => format.id)).toEqual([id]);
    expect(report.messages).toBe(rows.length);
    expect(report.startLines).toBeGreaterThanOrEqual(rows.length);
  });

  test('reads the same under any name', async () => {
    const rows = essence((await readLog(bytes)).rows);
    for (const name of ['', 'call.pcap', 'x.json', 'unknown'])
      expect(essence((await readLog(bytes, null, name)).rows), name).toEqual(rows);
  });

  test('reads the same in any slices', async () => {
    const whole = essence(await readInSlices(bytes, bytes.length + 1));
    for (const size of [611, 4096, 30_011]) {
      if (size < bytes.length) expect(essence(await readInSlices(bytes, size)), `slices of ${size}`).toEqual(whole);
    }
  });

  test('reads the same after what copying does to a text', async () => {
    const { rows } = await readLog(bytes);
    for (const [name, change] of Object.entries(CHANGES)) {
      if (SPARED.get(name)?.has(id)) continue;
      const changed = await readLog(latin1(change(text)));
      expect(essence(changed.rows), name).toEqual(essence(rows));
    }
  });
});

/** Each line changed, its line end kept. */
function eachLine(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (line.endsWith('\r') ? `${change(line.slice(0, -1))}\r` : change(line)))
    .join('\n');
}

/** What is done to texts on the way. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  'LF for CRLF': (text) => text.replaceAll('\r\n', '\n'),
  'carriage returns stripped': (text) => text.replaceAll('\r', ''),
  'CRLF for LF': (text) => text.replace(/\r?\n/g, '\r\n'),
  'quoted as in a mail': (text) => eachLine(text, (line) => `> ${line}`),
  'quoted, blanks at line ends lost': (text) => eachLine(text, (line) => `> ${line}`.trimEnd()),
  'through syslog': (text) => eachLine(text, (line) => `Nov 22 06:25:57 host prog[4711]: ${line}`),
  coloured: (text) => eachLine(text, (line) => (line === '' ? line : `\x1b[32m${line}\x1b[0m`)),
  'with a byte order mark': (text) => `\u00ef\u00bb\u00bf${text}`,
};

/** What a format cannot stand, and why: its bytes are in its line ends, or its layout in its blanks. */
const SPARED = new Map<string, ReadonlySet<string>>([
  // A row runs over lines: it is taken from the bytes, not line by line.
  ['coloured', new Set(['siptrace'])],
]);

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

describe('two formats in one paste', () => {
  const others = ['sofia/new.log', 'asterisk-pjsip/console.txt'] as const;

  // That a page wrote its angle brackets as entities is told by the whole text.
  const pastes = samples.filter((path) => path !== 'sngrep/html-entities.txt');

  test.each(pastes)('%s before and behind another format', async (path) => {
    const [id = ''] = path.split('/');
    const other = others.find((one) => !one.startsWith(id)) ?? others[0];
    const alone = await readLog(sample(path));
    const second = await readLog(sample(other));
    for (const parts of [
      [path, other],
      [other, path],
    ]) {
      const { rows, report } = await readLog(glued(parts.map(sample)));
      expect(rows.length, parts.join(' + ')).toBe(alone.rows.length + second.rows.length);
      expect(new Set(report.formats.map((format) => format.id)), parts.join(' + ')).toEqual(
        new Set([id, other.slice(0, other.indexOf('/'))]),
      );
    }
  });

  test.each(samples)('%s behind a bare message and before one', async (path) => {
    const bytes = sample(path);
    const alone = await readLog(bytes);
    const { rows } = await readLog(glued([toBytes(BARE), bytes, toBytes(BARE)]));
    expect(rows.length).toBe(alone.rows.length + 2);
    expect(rows[0]?.callId).toBe('glue');
    expect(rows.at(-1)?.callId).toBe('glue');
  });
});

/** Texts one behind the other, with empty lines between them. */
function glued(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part, i) => [...(i > 0 ? toBytes('\r\n\r\n') : []), ...part]));
}

describe('all samples', () => {
  test('no format goes unknown and no count is wrong', async () => {
    let [unknown, wrong] = [0, 0];
    for (const path of samples) {
      const { report } = await readLog(sample(path));
      if (report.formats.map((format) => format.id).join() !== path.slice(0, path.indexOf('/'))) unknown++;
      if (report.messages !== table[path]?.messages) wrong++;
    }
    console.log(
      `${samples.length} samples of ${new Set(samples.map((path) => path.split('/')[0])).size} formats: ` +
        `${unknown} read as another format, ${wrong} with a wrong count`,
    );
    expect([unknown, wrong]).toEqual([0, 0]);
  });
});
