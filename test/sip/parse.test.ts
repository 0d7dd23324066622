import { describe, expect, test } from 'vitest';
import { headerOf } from '../../src/sip/fields.ts';
import { parseMessage } from '../../src/sip/parse.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const HEAD = [
  'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa',
  'From: <sip:a@example.com>;tag=1',
  'To: <sip:b@example.com>',
  'Call-ID: c@example.com',
  'CSeq: 1 INVITE',
  'Max-Forwards: 70',
];
const START = 'INVITE sip:b@example.com SIP/2.0';

/** A proper INVITE with some headers more and a body, lines joined by CRLF. */
function invite(more: readonly string[] = [], body = '', start = START, head: readonly string[] = HEAD): Uint8Array {
  return encoder.encode(`${[start, ...head, ...more].join('\r\n')}\r\n\r\n${body}`);
}

const codes = (bytes: Uint8Array) => parseMessage(bytes).problems.map(({ code }) => code);
const without = (name: string) => HEAD.filter((line) => !line.startsWith(name));
const instead = (line: string) =>
  HEAD.map((own) => (own.startsWith(line.slice(0, line.indexOf(':') + 1)) ? line : own));

describe('what a message is made of', () => {
  test('start line, headers and body with the bytes they came from', () => {
    const bytes = invite(['s : Hi', 'Content-Type: text/plain', 'Content-Length: 2'], 'ho');
    const message = parseMessage(bytes);
    const at = ({ start, end }: { start: number; end: number }) => decoder.decode(bytes.subarray(start, end));
    expect(message.startLine).toMatchObject({
      kind: 'request',
      method: 'INVITE',
      uri: 'sip:b@example.com',
      version: 'SIP/2.0',
    });
    expect(message.startLine && at(message.startLine.span)).toBe(START);
    const subject = headerOf(message, 'Subject');
    expect(subject).toMatchObject({ name: 's', value: 'Hi' });
    expect(subject && [at(subject.span), at(subject.nameSpan), at(subject.valueSpan)]).toEqual(['s : Hi', 's', 'Hi']);
    expect(message.body && at(message.body.span)).toBe('ho');
    expect(at(message.headersSpan)).toBe(
      `${[...HEAD, 's : Hi', 'Content-Type: text/plain', 'Content-Length: 2'].join('\r\n')}\r\n`,
    );
    expect(message.problems).toEqual([]);
  });

  test('spans count bytes, also behind characters of several bytes', () => {
    const bytes = invite(['Subject: Grüße 🎉', 'Organization: Ö']);
    const field = headerOf(parseMessage(bytes), 'Organization');
    expect(decoder.decode(bytes.subarray(field?.valueSpan.start, field?.valueSpan.end))).toBe('Ö');
    expect(codes(bytes)).toEqual([]);
  });

  test('a response', () => {
    const message = parseMessage(invite([], '', 'SIP/2.0 486 Busy Here', without('Max-Forwards')));
    expect(message.startLine).toMatchObject({ kind: 'response', status: 486, reason: 'Busy Here', version: 'SIP/2.0' });
    expect(message.problems).toEqual([]);
  });

  test('LF alone and CR alone end lines as CRLF does', () => {
    const crlf = parseMessage(invite(['Subject: a\r\n b', 'Content-Length: 0']));
    const lines = (end: string) => parseMessage(encoder.encode(decoder.decode(crlf.bytes).replaceAll('\r\n', end)));
    const values = ({ headers }: typeof crlf) => headers.map(({ canonical, value }) => [canonical, value]);
    expect(values(lines('\n'))).toEqual(values(crlf));
    expect(values(lines('\r'))).toEqual(values(crlf));
    expect([lines('\n'), lines('\r')].map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['bare-cr'],
    ]);
  });

  test('a log that turned CRLF into LF shortened the body, and is not blamed on the message', () => {
    const body = 'v=0\r\ns=-\r\nt=0 0\r\n';
    const text = decoder.decode(invite(['Content-Type: application/sdp', `Content-Length: ${body.length}`], body));
    const asLogged = encoder.encode(text.replaceAll('\r\n', '\n'));
    expect(codes(asLogged)).toEqual([]);
    expect(codes(asLogged.subarray(0, -1))).toEqual([]);
    expect(codes(asLogged.subarray(0, -6))).toEqual(['content-length-too-large']);
    expect(codes(encoder.encode(`${text.replaceAll('\r\n', '\n')}\n\n\n`))).toEqual([]);
  });

  test('line ends before the start line are keepalives', () => {
    expect(parseMessage(encoder.encode(`\r\n\r\n${decoder.decode(invite())}`)).startLine).not.toBeNull();
  });

  test('header names are looked up by no object', () => {
    const message = parseMessage(invite(['__proto__: 1', 'constructor: 2', 'toString: 3', 'hasOwnProperty: 4']));
    expect(message.headers.slice(6).map(({ canonical }) => canonical)).toEqual([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
    ]);
    expect(message.problems).toEqual([]);
  });
});

describe('what is wrong is told, and kept', () => {
  test.each<[string, Uint8Array, string[]]>([
    ['headers without a start line', encoder.encode(`${HEAD.join('\r\n')}\r\n\r\n`), ['missing-start-line']],
    ['a start line alone', encoder.encode(`${START}\n`), ['no-headers']],
    ['a start line without version', invite([], '', 'INVITE sip:b@example.com'), ['bad-request-line']],
    ['a code of four digits', invite([], '', 'SIP/2.0 2000 OK'), ['bad-status-code']],
    ['a status line without code', invite([], '', 'SIP/2.0 OK'), ['bad-status-line']],
    ['two blanks in a status line', invite([], '', 'SIP/2.0  200 OK'), ['start-line-blanks']],
    [
      'wrong UTF-8 in a value',
      Uint8Array.from([...invite(['Subject: x']).slice(0, -6), 0xff, 13, 10, 13, 10]),
      ['invalid-utf8'],
    ],
    ['a header name with a blank', invite(['My Header: x']), ['bad-header-name']],
    ['a header without a name', invite([': x']), ['empty-header-name']],
    ['a line without a colon', invite(['what is this']), ['header-without-colon']],
    ['a NUL character', invite(['Subject: a\0b']), ['nul-character']],
    ['a control character', invite(['Subject: a\x07b']), ['control-character']],
    ['a CR inside of a line', invite(['Subject: a\rb']), ['control-character']],
    [
      'no empty line before the body',
      encoder.encode(`${START}\r\n${HEAD.join('\r\n')}\r\nContent-Type: application/sdp\r\nv=0\r\ns=a:b\r\n`),
      ['missing-empty-line'],
    ],
    ['no empty line at the end', invite().subarray(0, -2), ['missing-empty-line']],
    [
      'a Content-Length that is too large',
      invite(['Content-Type: a/b', 'Content-Length: 9'], 'abc'),
      ['content-length-too-large'],
    ],
    [
      'a Content-Length that is too small',
      invite(['Content-Type: a/b', 'Content-Length: 2'], 'abc'),
      ['content-length-too-small'],
    ],
    [
      'a Content-Length of zero before a body',
      invite(['Content-Type: a/b', 'Content-Length: 0'], 'abc'),
      ['content-length-too-small'],
    ],
    [
      'a Content-Length that is no number',
      invite(['Content-Type: a/b', 'Content-Length: five'], 'abc'),
      ['bad-content-length'],
    ],
    [
      'a Content-Length of 33 bits',
      invite(['Content-Type: a/b', 'Content-Length: 4294967299'], 'abc'),
      ['bad-content-length'],
    ],
    ['two Content-Lengths', invite(['Content-Type: a/b', 'Content-Length: 3', 'l: 4'], 'abc'), ['conflicting-header']],
    ['a body of no type', invite(['Content-Length: 3'], 'abc'), ['missing-content-type']],
    [
      'no Content-Length over TCP',
      invite([], '', START, instead('Via: SIP/2.0/TCP h;branch=z9hG4bKa')),
      ['missing-content-length'],
    ],
    ['a header twice', invite(['Call-ID: c@example.com']), ['repeated-header']],
    ['a header twice with other values', invite(['t: <sip:c@example.com>']), ['conflicting-header']],
    ['no Max-Forwards', invite([], '', START, without('Max-Forwards')), ['missing-header']],
    ['no From tag', invite([], '', START, instead('From: <sip:a@example.com>')), ['missing-from-tag']],
    ['an empty tag', invite([], '', START, instead('To: <sip:b@example.com>;tag=')), ['empty-tag']],
    ['another method in CSeq', invite([], '', START, instead('CSeq: 1 BYE')), ['cseq-method-mismatch']],
    ['a CSeq without number', invite([], '', START, instead('CSeq: INVITE')), ['bad-cseq']],
    ['a CSeq of 32 bits', invite([], '', START, instead('CSeq: 2147483648 INVITE')), ['number-too-large']],
    ['a Via without a host', invite([], '', START, instead('Via: SIP/2.0/UDP ;branch=z9hG4bKa')), ['bad-via']],
    [
      'a branch that is a cookie alone',
      invite([], '', START, instead('Via: SIP/2.0/UDP h;branch=z9hG4bK')),
      ['empty-branch'],
    ],
    ['a URI without a scheme', invite(['Contact: <alice@example.com>']), ['uri-without-scheme']],
    ['a URI without a host', invite(['Contact: <sip:alice@>']), ['uri-without-host']],
    ['a port above 65535', invite(['Contact: <sip:alice@h:65536>']), ['bad-port']],
    ['no URI at all', invite(['Contact: <>']), ['missing-uri']],
    ['text behind an address', invite(['Contact: <sip:a@h> <sip:b@h>']), ['unexpected-text']],
    ['a bracket that never closes', invite(['Contact: <sip:a@h']), ['unclosed-quote']],
    ['a list with a hole', invite(['Contact: <sip:a@h>,,<sip:b@h>']), ['empty-list-item']],
    ['a Max-Forwards that is no number', invite([], '', START, instead('Max-Forwards: many')), ['not-a-number']],
    ['a q above one', invite(['Contact: <sip:a@h>;q=1.5']), ['bad-q']],
    ['an empty Call-ID', invite([], '', START, instead('Call-ID:')), ['empty-header']],
    ['a Call-ID with a blank', invite([], '', START, instead('Call-ID: a b')), ['bad-call-id']],
    ['a quoted text that never closes', invite(['WWW-Authenticate: Digest realm="x']), ['unclosed-quote']],
    ['a multipart body without boundary', invite(['Content-Type: multipart/mixed'], '--x'), ['missing-boundary']],
    [
      'a multipart body that does not end',
      invite(['Content-Type: multipart/mixed;boundary=x'], '--x\r\n\r\na'),
      ['multipart-not-closed'],
    ],
  ])('%s', (_, bytes, expected) => {
    expect(codes(bytes)).toEqual(expected);
  });

  test.each<[string, Uint8Array]>([
    ['escaped controls in quotes', invite(['Contact: "a\\\x07" <sip:a@h>'])],
    ['a Contact of all', invite(['Contact: *'])],
    ['other URI schemes', invite(['P-Asserted-Identity: <tel:+491>, "x" <sip:+491@h>', 'Contact: <urn:service:sos>'])],
    ['tabs and folds', invite(['Subject:\ta\r\n\tb'])],
    ['empty lists', invite(['Supported:', 'Allow: '])],
    ['several credentials', invite(['Proxy-Authorization: Digest a="1"', 'Proxy-Authorization: Digest a="2"'])],
    ['unknown headers of any form', invite(['X-Odd: ;;,,"', 'X-Odd: other'])],
    ['another message behind the body', invite(['Content-Length: 0'], `\r\n${START}\r\n\r\n`)],
    ['no Content-Length over UDP', invite(['Content-Type: a/b'], 'abc')],
  ])('nothing is held against %s', (_, bytes) => {
    expect(codes(bytes)).toEqual([]);
  });

  test('a line that is no header stands among the headers as it is', () => {
    const { headers } = parseMessage(invite(['what is this', ' and this', 'Subject: x']));
    expect(headers.slice(-2)).toMatchObject([
      { name: '', canonical: '', value: 'what is this and this' },
      { name: 'Subject', value: 'x' },
    ]);
  });

  test('problems come in the order of the bytes, each with a code and a sentence', () => {
    const { problems } = parseMessage(invite([': x', 'Contact: <>', 'Date: now', 'Warning: x'], 'b'));
    expect(problems.map(({ span }) => span.start)).toEqual(
      problems.map(({ span }) => span.start).sort((a, b) => a - b),
    );
    for (const { code, text } of problems) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
    expect(problems).toHaveLength(5);
  });

  test('a flood of problems is cut with a word', () => {
    const { problems } = parseMessage(invite(Array.from({ length: 500 }, () => ': x')));
    expect([problems.length, problems.at(-1)?.code]).toEqual([201, 'more-problems']);
  });
});
