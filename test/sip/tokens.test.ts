import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { parseMessage } from '../../src/sip/parse.ts';
import { highlight } from '../../src/sip/tokens.ts';
import { message, mutated } from './messages.ts';

// A busy machine is no fault.
vi.setConfig({ testTimeout: 120_000 });

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const read = (text: string) => parseMessage(encoder.encode(text.replaceAll('\n', '\r\n')));

/** Tokens as `kind text`, those of one kind of thing. */
function shown(text: string, header?: number): string[] {
  const parsed = read(text);
  return highlight(parsed)
    .filter((token) => header === undefined || token.header === header)
    .map(({ kind, span }) => `${kind} ${decoder.decode(parsed.bytes.subarray(span.start, span.end))}`);
}

test('the start line', () => {
  expect(shown('INVITE sip:a@h SIP/2.0\n\n')).toEqual(['method INVITE', 'uri sip:a@h', 'version SIP/2.0']);
  expect(shown('SIP/2.0 486 Busy Here\n\n')).toEqual(['version SIP/2.0', 'status 486', 'reason Busy Here']);
});

test.each<[string, string[]]>([
  [
    'f: "Ö" <sip:a@h>;tag=1;x',
    [
      'header-name f',
      'display-name "Ö"',
      'header-value  <',
      'uri sip:a@h',
      'header-value >;',
      'parameter tag=',
      'tag 1',
      'header-value ;',
      'parameter x',
    ],
  ],
  [
    'Via: SIP/2.0/UDP h:5060;branch=z9;rport',
    [
      'header-name Via',
      'header-value SIP/2.0/',
      'transport UDP',
      'header-value  ',
      'host h:5060',
      'header-value ;',
      'parameter branch=',
      'branch z9',
      'header-value ;',
      'parameter rport',
    ],
  ],
  ['CSeq: 1 BYE', ['header-name CSeq', 'cseq 1', 'header-value  ', 'method BYE']],
  ['Call-ID: a"b@c', ['header-name Call-ID', 'call-id a"b@c']],
  ['Replaces: a@b;to-tag=1', ['header-name Replaces', 'call-id a@b', 'header-value ;', 'parameter to-tag=1']],
  ['Content-Type: a/b;c=d', ['header-name Content-Type', 'media-type a/b', 'header-value ;', 'parameter c=d']],
  ['Subject: hello', ['header-name Subject', 'header-value hello']],
  ['Supported:', ['header-name Supported']],
  ['nonsense', ['bad-line nonsense']],
])('%s', (line, expected) => {
  expect(shown(`INVITE sip:a@h SIP/2.0\nX-First: 1\n${line}\n\n`, 1)).toEqual(expected);
});

test('a session description, a fragment and the parts of a multipart body', () => {
  const head = 'INVITE sip:a@h SIP/2.0\n';
  const body = (type: string, text: string) => shown(`${head}c: ${type}\n\n${text}`).slice(5);
  expect(body('application/sdp', 'v=0\na=rtpmap:0 PCMU/8000\nm=audio 1 RTP/AVP 0\na=x\nodd\n')).toEqual([
    'sdp-type v=',
    'sdp-value 0',
    'sdp-type a=',
    'sdp-attribute rtpmap',
    'sdp-value :0 PCMU/8000',
    'sdp-type m=',
    'sdp-media audio 1 RTP/AVP 0',
    'sdp-type a=',
    'sdp-attribute x',
    'bad-line odd',
  ]);
  expect(body('message/sipfrag', 'SIP/2.0 200 OK\n')).toEqual(['version SIP/2.0', 'status 200', 'reason OK']);
  expect(
    body('multipart/mixed;boundary=b', '--b\nc: text/plain\n\nhi\n--b--\n').map((text) => text.split(' ')[0]),
  ).toEqual(['header-value', 'parameter', 'boundary', 'header-name', 'media-type', 'boundary']);
  expect(shown(`${head}l: 0\n\nrest`).at(-1)).toBe('surplus rest');
});

test('of any message tokens are in order, apart, inside, and each value is covered by those of its header', () => {
  fc.assert(
    fc.property(fc.oneof(message, mutated), (bytes) => {
      const parsed = parseMessage(bytes);
      const tokens = highlight(parsed);
      let at = 0;
      for (const { span } of tokens) {
        expect(span.start).toBeGreaterThanOrEqual(at);
        expect(span.end).toBeGreaterThan(span.start);
        at = span.end;
      }
      expect(at).toBeLessThanOrEqual(bytes.length);
      for (const [i, { valueSpan, name }] of parsed.headers.entries()) {
        const own = tokens.filter(({ header, kind }) => header === i && kind !== 'header-name');
        const covered = own.reduce((sum, { span }) => sum + span.end - span.start, 0);
        if (name !== '') expect(covered).toBe(valueSpan.end - valueSpan.start);
      }
    }),
    { numRuns: 400 },
  );
});
