import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { bodiesOfType } from '../../src/sip/body.ts';
import { headerOf } from '../../src/sip/fields.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { parseSdp } from '../../src/sip/sdp.ts';
import { parseSipfrag } from '../../src/sip/sipfrag.ts';
import { highlight } from '../../src/sip/tokens.ts';
import { message, mutated, sdp } from './messages.ts';

// A busy machine is no fault.
vi.setConfig({ testTimeout: 120_000 });

const encoder = new TextEncoder();

/** Every reader of this room, one after the other. */
function readFully(bytes: Uint8Array): void {
  new MessageIndex().add(bytes, 0, bytes.length, captured(0));
  highlight(parseMessage(bytes));
  parseSdp(bytes);
  parseSipfrag(bytes, { start: 0, end: bytes.length });
}

const HEAD = [
  'INVITE sip:b@example.com SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa',
  'From: <sip:a@example.com>;tag=1',
  'To: <sip:b@example.com>',
  'Call-ID: c@example.com',
  'CSeq: 1 INVITE',
  'Max-Forwards: 70',
];
const SDP = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];

const sip = (...more: string[]) => encoder.encode(`${[...HEAD, ...more].join('\r\n')}\r\n\r\n`);
const swapped = (...lines: string[]) =>
  encoder.encode(
    `${HEAD.flatMap((own) => lines.filter((line) => line.split(':')[0] === own.split(':')[0])[0] ?? own).join('\r\n')}\r\n\r\n`,
  );
const withSdp = (...lines: string[]) =>
  encoder.encode(`${HEAD.join('\r\n')}\r\nContent-Type: application/sdp\r\n\r\n${[...SDP, ...lines].join('\r\n')}\r\n`);
const withParts = (type: string, body: string) =>
  encoder.encode(`${HEAD.join('\r\n')}\r\nContent-Type: ${type}\r\n\r\n${body}`);

const long = 'A'.repeat(20_000);

/** What other parsers fell over, and what has to be said of it. */
const FALLEN: [name: string, bytes: Uint8Array, code: string][] = [
  ['sngrep CVE-2024-3119: a long Call-ID', swapped(`Call-ID: ${long}`), 'long-header'],
  ['sngrep CVE-2024-3119: a long X-Call-ID', sip(`X-Call-ID: ${long}`), 'long-header'],
  ['sngrep CVE-2024-3120: a long Content-Length', sip(`Content-Length: ${'9'.repeat(20_000)}`), 'bad-content-length'],
  ['sngrep CVE-2024-3120: a long Warning', sip(`Warning: 399 ${long} "x"`), 'long-header'],
  ['sngrep 1.8.4: a Warning without a number', sip('Warning: abc h "x"'), 'bad-warning'],
  ['sngrep 1.8.4: format characters in an attribute', sip('Contact: "%s%n%s" <sip:%s%n@h:%d>'), 'bad-port'],
  ['sngrep 1.8.4: a Warning without a number', sip('Warning: none host "x"'), 'bad-warning'],
  [
    'sngrep 1.8.4: directives of printf for a codec',
    withSdp('m=audio 1 RTP/AVP 0', 'a=rtpmap:%s %n%n%s'),
    'sdp-bad-rtpmap',
  ],
  ['sngrep #327: a long SDP address', withSdp('m=audio 1 RTP/AVP 0', `c=IN IP4 ${long}`), 'sdp-bad-address'],
  ['sngrep #328: a long media type', withSdp(`m=${long} 1 RTP/AVP 0`), 'sdp-bad-media'],
  [
    'sngrep CVE-2023-31981: a payload of 64 KiB',
    withParts(`text/plain\r\nContent-Length: 8`, 'x'.repeat(65_000)),
    'content-length-too-small',
  ],
  ['Kamailio CVE-2018-14767: two To, the tag empty', sip('To: <sip:b@example.com>;tag='), 'empty-tag'],
  ['Kamailio CVE-2018-16657: a Via with no host', swapped('Via: SIP/2.0/UDP '), 'bad-via'],
  ['Kamailio CVE-2018-16657: a Via that is cut', swapped('Via: SIP'), 'bad-via'],
  [
    'Kamailio #4930: an Identity that does not end',
    encoder.encode(`${HEAD.join('\r\n')}\r\nIdentity: "`),
    'missing-empty-line',
  ],
  [
    'PJSIP CVE-2022-21723: a multipart body that is cut in a part header',
    withParts('multipart/mixed;boundary=x', '--x\r\nContent-Type'),
    'multipart-not-closed',
  ],
  [
    'PJSIP CVE-2022-21723: a multipart body of a boundary alone',
    withParts('multipart/mixed;boundary=x', '--x'),
    'multipart-not-closed',
  ],
  [
    'PJSIP GHSA-x5pq-qrp4-fmrj: a multipart body without boundary',
    withParts('multipart/mixed;boundary=', '--\r\n'),
    'missing-boundary',
  ],
  [
    'PJSIP #2092: a NUL in fmtp',
    withSdp('m=audio 1 RTP/AVP 96', 'a=rtpmap:96 x/8000', 'a=fmtp:96 a\0b'),
    'nul-character',
  ],
  ['PJSIP #2093: a payload type of 33 bits', withSdp('m=audio 17000 RTP/AVP 4294967296'), 'sdp-bad-payload-type'],
  ['PJSIP GHSA-j29p: a long ICE fragment', withSdp('m=audio 1 RTP/AVP 0', `a=ice-ufrag:${long}`), 'sdp-bad-ice'],
  ['Janus #2214: a media line of nothing', withSdp('m='), 'sdp-bad-media'],
  ['Janus #2214: a media line without formats', withSdp('m=audio 1 RTP/AVP'), 'sdp-bad-media'],
  ['Janus #2214: an attribute of a letter', withSdp('m=audio 1 RTP/AVP 0', 'a'), 'sdp-bad-line'],
  ['Janus #2214: a connection of nothing', withSdp('m=audio 1 RTP/AVP 0', 'c='), 'sdp-bad-connection'],
  ['Linphone CVE-2021-33056: a slash for From', swapped('From: /'), 'uri-without-scheme'],
  ['Linphone CVE-2021-33056: a slash for To', swapped('To: </>'), 'uri-without-scheme'],
  ['Linphone CVE-2021-33056: a slash for Diversion', sip('Diversion: /'), 'uri-without-scheme'],
  ['OpenSIPS #78: a negative Content-Length', sip('Content-Length: -1'), 'bad-content-length'],
  ['Linux CVE-2026-23457: a Content-Length of 2^32+32', sip('Content-Length: 4294967328'), 'bad-content-length'],
];

describe('what other parsers fell over', () => {
  test.each(FALLEN)('%s', (_, bytes, code) => {
    readFully(bytes);
    const parsed = parseMessage(bytes);
    const descriptions = bodiesOfType(parsed.body, 'application/sdp').map(({ span }) => parseSdp(bytes, span));
    const problems = [...parsed.problems, ...descriptions.flatMap((one) => one.problems)];
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('nothing throws', () => {
  test('on any bytes', () => {
    const odd = fc
      .array(fc.constantFrom(...encoder.encode(' \t\r\n:;,<>"\\=@/.[]()*%?&0aSIPv-')), { maxLength: 300 })
      .map((bytes) => Uint8Array.from(bytes));
    const started = odd.map((bytes) => Uint8Array.from([...encoder.encode('SIP/2.0 200 OK\r\n'), ...bytes]));
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), odd, started), readFully), { numRuns: 1000 });
  });

  test('on damaged messages', () => {
    fc.assert(fc.property(mutated, readFully), { numRuns: 1000 });
  });

  test('on a message that is cut at any byte', () => {
    fc.assert(
      fc.property(message, sdp, (bytes, description) => {
        for (let end = 0; end <= bytes.length; end += 7) readFully(bytes.subarray(0, end));
        const text = encoder.encode(description);
        for (let end = 0; end <= text.length; end += 5) parseSdp(text.subarray(0, end));
      }),
      { numRuns: 40 },
    );
  });

  test('spans stay inside of the message and in order', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const { headers, body, surplus, problems, headersSpan } = parseMessage(bytes);
        const all = [
          headersSpan,
          ...problems.map(({ span }) => span),
          ...headers.flatMap(({ span, nameSpan, valueSpan }) => [span, nameSpan, valueSpan]),
        ];
        for (const { start, end } of [...all, body?.span, surplus].flatMap((span) => span ?? [])) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(bytes.length);
        }
        expect(surplus?.start ?? body?.span.end).toBe(body?.span.end ?? surplus?.start);
      }),
      { numRuns: 500 },
    );
  });

  test('every byte behind the start line belongs to a header, a line end, the body or the surplus', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const { startLine, headers, headersSpan, body, surplus } = parseMessage(bytes);
        const covered = new Uint8Array(bytes.length);
        for (const span of [startLine?.span, ...headers.map((field) => field.span), body?.span, surplus])
          if (span) covered.fill(1, span.start, span.end);
        const rest = bytes.filter(
          (byte, at) => at >= headersSpan.start && covered[at] === 0 && ![9, 10, 13, 32].includes(byte),
        );
        expect([...rest]).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('on lists longer than a stack', () => {
    const many = 'sip:a@h,'.repeat(70_000);
    for (const name of ['Contact', 'Via', 'Supported', 'Warning'])
      readFully(encoder.encode(`${HEAD[0]}\r\n${name}: ${many}\r\n\r\n`));
    readFully(
      withSdp('m=audio 1 RTP/AVP'.padEnd(400_000, ' 0'), ...Array.from({ length: 30_000 }, () => 'a=candidate:1')),
    );
  });

  test('on more headers than anybody sends, of which the last stay in one piece', () => {
    const parsed = parseMessage(encoder.encode(`${HEAD.join('\r\n')}\r\n${'X: 1\r\n'.repeat(12_000)}\r\nbody`));
    expect(parsed.headers).toHaveLength(10_001);
    expect(parsed.problems.map(({ code }) => code)).toContain('too-many-headers');
    expect(parsed.body).not.toBeNull();
    expect(headerOf(parsed, 'CSeq')?.value).toBe('1 INVITE');
  });
});
