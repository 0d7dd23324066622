import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader } from '../../src/formats/text/line-reader.ts';
import { MessageTaker } from '../../src/formats/text/message-taker.ts';
import type { Surroundings } from '../../src/formats/text/taking.ts';
import { findWrapping } from '../../src/formats/text/wrapping.ts';
import { scanLines, scanMessage } from '../../src/sip/scan.ts';
import { emptyScan } from '../../src/sip/scan-record.ts';

const ALONE: Surroundings = { isSeam: () => false, isFrame: () => false, hasEndMarker: false, endMarker: () => -1 };
const START = 'INVITE sip:bob@example.com SIP/2.0';

/** Takes the message that is the whole of `text` and scans it with and without the header lines that were found. */
function takeAndScan(text: string) {
  const bytes = new TextEncoder().encode(text);
  const reader = new LineReader();
  const lineEnd = bytes.indexOf(10);
  const start = text.indexOf(START);
  const end = bytes[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
  reader.open(bytes, true, lineEnd + 1);
  findWrapping(reader, bytes, 0, start, end);
  const taker = new MessageTaker(reader, ALONE);
  const startLineEnd = end - (reader.dots ? 1 : 0);
  taker.take(bytes, start, startLineEnd, startLineEnd < end);
  const { clean, out, lines } = taker;
  const taken = clean ? bytes.slice(0, taker.end) : out.bytes.slice(0, out.length);
  const [from, to] = clean ? [taker.start, taker.end] : [0, out.length];
  const [found, scanned] = [emptyScan(), emptyScan()];
  const isFound = scanLines(taken, from, to, lines, found);
  return { isComplete: lines.isComplete, isFound, found, isScanned: scanMessage(taken, from, to, scanned), scanned };
}

const HEADERS = [
  'Via: SIP/2.0/UDP a.example.com:5060;branch=z9hG4bK1;rport',
  'v : SIP/2.0/TCP b.example.com ;received=192.0.2.1, SIP/2.0/UDP c;branch=2',
  'From: "Alice" <sip:alice@example.com>;tag=1',
  'f:<sip:alice@example.com> ; tag = 2',
  'To: <sip:bob@example.com>',
  't: sip:bob@example.com;tag=3',
  'Call-ID: 1@example.com',
  'I: 2@example.com',
  'CSeq: 1 INVITE',
  'Contact: <sip:alice@192.0.2.1>',
  'Record-Route: <sip:p.example.com;lr>',
  'Route: <sip:q.example.com;lr>, <sip:r.example.com>',
  'Content-Type: application/sdp',
  'c: multipart/mixed;boundary=x',
  'Content-Length: 4',
  'l: none',
  'Reason: Q.850;cause=16',
  'User-Agent: phone',
  'Max-Forwards: 70',
  'X-Vendor: one',
  ' folded behind the line before',
  '\tfolded;tag=4',
  'no header at all',
  ': nothing before the colon',
  'v=0',
  '',
  ' ',
];

const messages = fc
  .tuple(
    fc.constantFrom('', '', '> ', '   ', 'Jan  5 10:00:00 host app[12]: '),
    fc.constantFrom('\n', '\n', '\r\n', '.\n', '\r\r\n', 'mixed'),
    fc.array(fc.constantFrom(...HEADERS), { maxLength: 16 }),
    fc.constantFrom('', '\r', '^M', '\u001b[0m', '.'),
  )
  .map(([prefix, lineEnd, headers, odd]) => {
    const lines = [START, 'Via: SIP/2.0/UDP z;branch=0', ...headers, 'CSeq: 1 INVITE', 'Call-ID: x', '', 'v=0', 's=-'];
    // Where line ends are mixed, a message that is put together has its lines at other places than the log.
    const endOf = (i: number) => (lineEnd === 'mixed' ? (i < 1 ? '\r\n' : '\n') : lineEnd);
    return lines.map((line, i) => `${prefix}${line}${i === 4 ? odd : ''}${endOf(i)}`).join('');
  });

test('what was found while a message was taken says the same as scanning it', () => {
  let complete = 0;
  fc.assert(
    fc.property(messages, (text) => {
      const { isComplete, isFound, found, isScanned, scanned } = takeAndScan(text);
      if (isComplete) complete++;
      expect([isFound, found]).toEqual([isScanned, scanned]);
    }),
    { numRuns: 2000 },
  );
  expect(complete).toBeGreaterThan(200);
});

test('the header lines of usual messages are found once', () => {
  const lines = [START, ...HEADERS.slice(0, 19).filter((line) => line !== 'l: none'), '', 'v=0'];
  for (const [prefix, lineEnd] of [
    ['', '\n'],
    ['', '\r\n'],
    ['', '.\n'],
    ['   ', '\n'],
    ['Jan  5 10:00:00 host app[12]: ', '\n'],
  ]) {
    const { isComplete, found } = takeAndScan(lines.map((line) => `${prefix}${line}${lineEnd}`).join(''));
    expect([isComplete, found.viaCount, found.contentLength]).toEqual([true, 3, 4]);
  }
});
