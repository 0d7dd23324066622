import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCues, eachCue, findCue } from '../../src/formats/text/cues.ts';
import { textFormats } from '../../src/formats/text-formats.ts';
import { prefixOf, skipPrefix } from '../../src/formats/unwrap/prefix.ts';
import { essence, readInSlices, readLog, sample, textSamples, toBytes } from '../support/logs.ts';

/** Pieces that the reader looks out for, so that random texts reach all of it. */
const pieces = fc.constantFrom(
  'INVITE sip:a@b SIP/2.0',
  'SIP/2.0 200 OK',
  'SIP/2.0',
  'Via: SIP/2.0/UDP h',
  'Call-ID: x',
  'CSeq: 1 INVITE',
  'Content-Length: 5',
  'Content-Length: 99999999',
  'Content-Type: application/sdp',
  'Content-Type: message/sipfrag',
  'Content-Type: multipart/mixed;boundary=x',
  '--x',
  '--x--',
  'v=0',
  'm=audio 1 RTP/AVP 0',
  '\r\n',
  '\n',
  '\n\n',
  '\r',
  '\t',
  ' ',
  '   ',
  '"',
  '\\r\\n',
  '\\\\r\\\\n',
  '#015#012',
  '<013><010>',
  '..',
  '....',
  '\x1b[31m',
  '\0',
  '[0m',
  '> ',
  '{"log":"',
  '"}',
  '","',
  '<![CDATA[',
  ']]>',
  '---',
  '<------------->',
  '--end msg--',
  '||||||||||||||||||||',
  '&lt;',
  '0000  00 00 00 00 00 00 00 00 00 00 00 00 08 00 45 00',
  '\t0x0000:  4500 0010',
  'Node 0: a:1',
  'Node 1: b:2',
  '12',
  '<packet>',
  '</packet>',
  '<field name="sip.msg_hdr" show="',
  '"_index": "packets-1",',
  '"sip.msg_hdr": "a\\r\\nb"',
  'Frame 1: 10 bytes on wire',
  'Session Initiation Protocol (INVITE)',
  '    Request-Line: INVITE sip:a@b SIP/2.0',
  '    Message Header',
  '        Via: SIP/2.0/UDP h',
  '$$begin_record',
  'Start-Line: INVITE sip:a@b SIP/2.0',
  '$$end_record',
  '10:00:00.123456 IP 1.2.3.4.5060 > 5.6.7.8.5060: SIP: INVITE sip:a@b SIP/2.0',
  'Jan  5 10:00:00 h p[1]: ',
  'U 2024/01/05 10:00:00.123456 1.2.3.4:5060 -> 5.6.7.8:5060',
  '  INVITE sip:a@b SIP/2.0..Via: SIP/2.0/UDP h..',
  'recv 5 bytes from udp/[1.2.3.4]:5060 at 10:00:00.1:',
  '<--- SIP read from UDP:1.2.3.4:5060 --->',
  '"raw": "SIP/2.0 200 OK\\r\\nVia: x"',
  '99:99:99',
  '9'.repeat(40),
  'a'.repeat(3000),
);
const text = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) }),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('any text', () => {
  test('is read without a throw, and the report adds up', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const { report, rows } = await readLog(input);
        expect(report.messages).toBe(rows.length);
        expect(report.formats.reduce((sum, { messages }) => sum + messages, 0)).toBe(rows.length);
        expect(report.startLines).toBeGreaterThanOrEqual(rows.length);
        const length = toBytes(input).length;
        for (const { size, inPlace } of rows) if (inPlace) expect(size).toBeLessThanOrEqual(length);
        const lines = input.split(/\r\n?|\n/).length;
        for (const { where } of report.skipped) for (const line of where) expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 400 },
    );
  });

  test('is read the same in slices of any size', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 400 }), async (input, size) => {
        const bytes = toBytes(`${input}\n`);
        expect(essence(await readInSlices(bytes, size))).toEqual(essence(await readInSlices(bytes, bytes.length + 1)));
      }),
      { numRuns: 300 },
    );
  });

  test('with samples mixed line by line is read without a throw', async () => {
    const lines = textSamples()
      .slice(0, 40)
      .flatMap((path) => new TextDecoder().decode(sample(path).subarray(0, 2000)).split('\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...lines), { minLength: 5, maxLength: 80 }), async (some) => {
        const { report, rows } = await readLog(some.join('\n'));
        expect(report.messages).toBe(rows.length);
      }),
      { numRuns: 150 },
    );
  });
});

describe('cues', () => {
  test('are found where indexOf finds them, and lines are counted', () => {
    const literals = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    const haystack = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(literals, haystack, (list, input) => {
        const bytes = toBytes(input);
        const cues = compileCues(list);
        const found: string[] = [];
        eachCue(cues, bytes, 0, bytes.length, (literal, behind) => found.push(`${list[literal]} ${behind}`));
        const expected = list.flatMap((literal) =>
          Array.from(input, (_, at) =>
            input.startsWith(literal, at) ? [`${literal} ${at + literal.length}`] : [],
          ).flat(),
        );
        expect(found.sort()).toEqual(expected.sort());
        const search = { at: 0, lineStart: 0, lines: 0 };
        while (findCue(cues, bytes, search, bytes.length) >= 0);
        expect(search.lines).toBe(input.split('\n').length - 1);
        expect(search.lineStart).toBe(input.lastIndexOf('\n') + 1);
      }),
    );
  });

  test('of all formats are in the samples of their format', () => {
    const seen = new Map<string, string>();
    for (const path of textSamples()) {
      const id = path.slice(0, path.indexOf('/'));
      seen.set(id, (seen.get(id) ?? '') + new TextDecoder('latin1').decode(sample(path)));
    }
    for (const { id, cues } of textFormats)
      expect(
        cues.some((cue) => seen.get(id)?.includes(cue)),
        id,
      ).toBe(true);
  });
});

test('a prefix is found in any line that has other numbers in it', () => {
  const word = fc.constantFrom('a', ' ', '12', '7', '[', ']', ':', '> ', 'Jan ', '  ');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(99_999), (words, number) => {
      const prefix = `${words.join('')}|`;
      const other = prefix.replace(/\d+/g, String(number));
      const bytes = toBytes(prefix);
      const shape = prefixOf(bytes, 0, bytes.length);
      const line = toBytes(`${other}Via: x`);
      expect(skipPrefix(shape, line, 0, line.length)).toBe(other.length);
    }),
  );
});
