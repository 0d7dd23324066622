import { describe, expect, test } from 'vitest';
import { makeRepairer } from '../../src/formats/unwrap/repairs.ts';
import { essence, type LogRow, readInSlices, readLog, sample, textSamples } from '../support/logs.ts';

type Change = (text: string) => string;

/** Each line changed, its line end kept. */
const each =
  (change: (line: string, i: number) => string): Change =>
  (text) =>
    text
      .split('\n')
      .map((line, i, all) => {
        if (i === all.length - 1 && line === '') return line;
        return line.endsWith('\r') ? `${change(line.slice(0, -1), i)}\r` : change(line, i);
      })
      .join('\n');
const bytesOf = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
const [NBSP, ZERO_WIDTH, MARK, HYPHEN] = ['\u00a0', '\u200b', '\ufeff', '\u2011'].map(bytesOf) as [
  string,
  string,
  string,
  string,
];
const withoutCr: Change = (text) => text.replaceAll('\r', '');
const escaped = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const field = (line: string) => `"${line.replaceAll('"', '""')}"`;
const asNeeded = (line: string) => (/[",]/.test(line) ? field(line) : line);
const broken = (line: string, width: number) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
/** Where grep found its word and where not. */
const mark = (line: string) => (line.includes('SIP/2.0') ? ':' : '-');

/** What is done to all lines of a text. */
const CHANGES: Readonly<Record<string, Change>> = {
  'blanks that do not break': (text) => text.replaceAll(' ', NBSP),
  'an indent of blanks that do not break, in Latin-1': each((line) => `\u00a0\u00a0\u00a0\u00a0${line}`),
  'characters without width at line starts': each((line) => ZERO_WIDTH + line),
  'characters without width in empty lines': each((line) => (line === '' ? ZERO_WIDTH : line)),
  'byte order marks within': (text) => text.replaceAll('INVITE sip', `${MARK}INVITE sip`),
  'hyphens that do not break': (text) => text.replace(/(?<=\nCall)-(?=ID:)/g, HYPHEN),
  'padded to the edge of a window': each((line) => line.padEnd(170)),
  'TABs at line ends': each((line) => `${line}\t`),
  'line ends shown as $': each((line) => `${line}$`),
  'colours of cat -v': each((line) => `^[[0;32m${line}^[[0m`),
  'colours of rsyslog': each((line) => `#033[1;32m${line}#033[0m`),
  'slashes escaped': (text) =>
    each((line) => `{"line":${JSON.stringify(line).replaceAll('/', '\\/')}}`)(withoutCr(text)),
  'the source of a page with <br>': (text) => each((line) => `${escaped(line)}<br>`)(withoutCr(text)),
  'the source of a page with <p>': (text) => each((line) => `<p>${escaped(line)}</p>`)(withoutCr(text)),
  'the source of a page on one line': (text) => escaped(withoutCr(text)).replaceAll('\n', '<br/>'),
  'links of Outlook': (text) => text.replace(/(sip:[^@\s>]+@[^>\s]+)>/g, '$1<$1>>'),
  'links of Slack': (text) => text.replace(/(sip:[^@\s>]+@[^>\s]+)>/g, '$1|$1>'),
  'links of Markdown': (text) => text.replace(/(sip:[^@\s>]+@[^>\s]+)>/g, '[$1]($1)>'),
  'addresses as links to mail': (text) => text.replace(/(?<=Call-ID: )([^\s@]+@\S+)/g, '$1<mailto:$1>'),
  '{noformat}': (text) => `{noformat}${text.trimEnd()}{noformat}\n`,
  '[code]': (text) => `[code]${text.trimEnd()}[/code]\n`,
  'a table, all fields quoted': (text) => each((line) => `"7","info",${field(line)}`)(withoutCr(text)),
  'a table, the line first': (text) => each((line) => `${field(line)};"host"`)(withoutCr(text)),
  'a table, fields quoted when need be': (text) => each((line) => `7,info,${asNeeded(line)}`)(withoutCr(text)),
  'an object a line': (text) => each((line) => JSON.stringify({ level: 'info', message: line }))(withoutCr(text)),
  'an object a line, angle brackets escaped': (text) =>
    each((line) => JSON.stringify({ log: `${line}\n` }).replace(/[<>]/g, (c) => (c === '<' ? '\\u003c' : '\\u003e')))(
      withoutCr(text),
    ),
  'grep -n with context': each((line, i) => `${i + 1}${mark(line)}${line}`),
  'grep with context in many files': each((line) => `/var/log/full.1${mark(line)}${line}`),
  'grep -Hn with context': each((line, i) => `full${mark(line)}${i + 1}${mark(line)}${line}`),
  'a pager': each((line, i) =>
    i % 9 === 8 ? ` --More-- ${'\b'.repeat(10)}${' '.repeat(10)}${'\b'.repeat(10)}${line}` : line,
  ),
};

/** Formats of every build: frames of one line and of two, prefixes, indents, end markers. */
const PATHS = [
  'asterisk-pjsip/call.log',
  'asterisk-pjsip/docker-compose.log',
  'cisco-ios/ccsip.log',
  'jain-sip/call.log',
  'kamailio-sipdump/call.txt',
  'ngrep/byline-msg.txt',
  'pjsua/microsip.log',
  'sip/call.txt',
  'sipp/call.log',
  'sngrep/ssave-big.txt',
  'sofia/fs-cli.log',
];

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function textOf(path: string): string {
  return Array.from(sample(path), (byte) => String.fromCharCode(byte)).join('');
}

/** What a message is, its ends, and its text but for blanks. */
function whole(rows: readonly LogRow[]): string[] {
  return essence(rows).map((what, i) => `${what} ${rows[i]?.text.replace(/\s+/g, ' ').trim()}`);
}

describe.each(Object.entries(CHANGES))('%s', (_, change) => {
  test.each(PATHS)('%s reads the same', async (path) => {
    const changed = latin1(change(textOf(path)));
    const { rows } = await readLog(changed);
    expect(whole(rows)).toEqual(whole((await readLog(sample(path))).rows));
    const inOne = await readInSlices(changed, changed.length + 1);
    for (const size of [997, 4096]) expect(whole(await readInSlices(changed, size))).toEqual(whole(inOne));
  });
});

describe('lines broken at the edge of a window', () => {
  test.each([
    ['asterisk-pjsip/call.log', 120],
    ['asterisk-pjsip/call.log', 132],
    ['sip/call.txt', 72],
    ['sofia/fs-cli.log', 72],
    ['cisco-ios/ccsip.log', 80],
    ['sngrep/ssave-kam-call.txt', 80],
  ])('%s, %i columns', async (path, width) => {
    const changed = latin1(each((line) => broken(line, width))(withoutCr(textOf(path))));
    const { rows } = await readLog(changed);
    expect(whole(rows)).toEqual(whole((await readLog(sample(path))).rows));
    const inOne = await readInSlices(changed, changed.length + 1);
    expect(whole(await readInSlices(changed, 997))).toEqual(whole(inOne));
  });
});

test('UTF-16 is decoded before', async () => {
  const text = textOf('sofia/fs-cli.log').replaceAll(' ', '\u00a0');
  const units = Uint16Array.from(`\ufeff${text}`, (char) => char.charCodeAt(0));
  const { rows } = await readLog(new Uint8Array(units.buffer));
  expect(whole(rows)).toEqual(whole((await readLog(sample('sofia/fs-cli.log'))).rows));
});

test('a text that nothing was done to is read as it stands', () => {
  // Docker writes each line as an object.
  const others = textSamples().filter((path) => path !== 'asterisk-pjsip/docker-json.log');
  expect(others.filter((path) => makeRepairer(sample(path)) !== null)).toEqual([]);
});

test('what changes the text of messages is told, a wrapper is not', async () => {
  const told = async (bytes: Uint8Array) =>
    (await readLog(bytes)).report.problems.flatMap(({ code, text }) => (code === 'undone' ? text : []));
  const broken80 = latin1(each((line) => broken(line, 80))(withoutCr(textOf('cisco-ios/ccsip.log'))));
  expect(await told(broken80)).toEqual([
    'Undone before reading, so that the text of messages is not quite that of the source: lines broken at a column.',
  ]);
  expect(await told(sample('asterisk-pjsip/docker-json.log'))).toEqual([]);
  expect(await told(sample('cisco-ios/ccsip.log'))).toEqual([]);
});
