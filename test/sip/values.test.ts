import { describe, expect, test } from 'vitest';
import { parseCSeq } from '../../src/sip/cseq.ts';
import { authenticationParameter, parseAuthentication } from '../../src/sip/digest.ts';
import { parseMediaType } from '../../src/sip/media-type.ts';
import { parseNameAddr, parseNameAddrs } from '../../src/sip/name-addr.ts';
import { parseReasons, parseWarnings } from '../../src/sip/reason.ts';
import { parseUri, unescapeUri } from '../../src/sip/uri.ts';
import { hasParameter, parameterValue, parseParameters, splitList } from '../../src/sip/values.ts';
import { parseVia, parseVias } from '../../src/sip/via.ts';

const slice = (text: string, span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);

describe('lists and parameters', () => {
  test('commas in quotes and angle brackets separate nothing, empty elements are kept', () => {
    const text = ' "a, b" <sip:x,y> ,, c ;p="1,2" ';
    expect(splitList(text).map((span) => slice(text, span))).toEqual(['"a, b" <sip:x,y>', '', 'c ;p="1,2"']);
    expect(splitList('"never closed, ')).toHaveLength(1);
    expect(splitList('')).toEqual([{ start: 0, end: 0 }]);
  });

  test('a parameter is a name and perhaps a value, quoted or not, with its places', () => {
    const text = ';Tag = x9 ; lr;text="a;\\"b\\\\";;=v';
    const list = parseParameters(text, 0, text.length);
    expect(list.map(({ name, value }) => [name, value])).toEqual([
      ['tag', 'x9'],
      ['lr', null],
      ['text', 'a;"b\\'],
      ['', null],
      ['', 'v'],
    ]);
    expect(list.map(({ valueSpan }) => slice(text, valueSpan))).toEqual(['x9', null, '"a;\\"b\\\\"', null, 'v']);
    expect([parameterValue(list, 'lr'), hasParameter(list, 'lr'), parameterValue(list, 'tag')]).toEqual([
      null,
      true,
      'x9',
    ]);
  });
});

describe('URIs', () => {
  test.each([
    ['sip:alice@example.com', { scheme: 'sip', user: 'alice', password: null, host: 'example.com', port: null }],
    [
      'SIPS:alice:pw@[2001:db8::1]:5061',
      { scheme: 'sips', user: 'alice', password: 'pw', host: '2001:db8::1', port: 5061 },
    ],
    ['sip:example.com:5060;transport=TCP', { user: null, host: 'example.com', port: 5060 }],
    ['sip:a@b@c', { user: 'a@b', host: 'c' }],
    ['sip:bob@example.com:99999', { host: 'example.com', port: null }],
    ['sip:2001:db8::10', { host: '2001:db8::10', port: null }],
    ['tel:+49-30-1234;phone-context=example.com', { scheme: 'tel', user: '+49-30-1234', host: '' }],
    ['urn:service:sos', { scheme: 'urn', user: null, host: '' }],
    ['alice@example.com', { scheme: '', host: '' }],
    ['*', { scheme: '', host: '' }],
    ['', { scheme: '', text: '' }],
  ])('%s', (text, expected) => {
    expect(parseUri(text)).toMatchObject(expected);
  });

  test('parameters and headers of a URI', () => {
    const text = 'sip:conf@h;lr;maddr=239.0.0.1?Subject=hi%20there&Replaces=a%3Bto-tag%3D1';
    const uri = parseUri(text);
    expect(uri.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['lr', null],
      ['maddr', '239.0.0.1'],
    ]);
    expect(uri.headers.map(({ name, value }) => [name, unescapeUri(value ?? '')])).toEqual([
      ['subject', 'hi there'],
      ['replaces', 'a;to-tag=1'],
    ]);
    expect(slice(text, uri.headers[1]?.valueSpan ?? null)).toBe('a%3Bto-tag%3D1');
  });

  test('each part has its place', () => {
    const text = 'x <sip:al%20ice:p@h.example:5070;a=b>';
    const uri = parseUri(text, 3, text.length - 1);
    const parts = [uri.span, uri.userSpan, uri.passwordSpan, uri.hostSpan, uri.portSpan];
    expect(parts.map((span) => slice(text, span))).toEqual([
      'sip:al%20ice:p@h.example:5070;a=b',
      'al%20ice',
      'p',
      'h.example',
      '5070',
    ]);
  });

  test('escapes that are none stay, and wrong UTF-8 is shown as such', () => {
    expect(['100%', '%4', '%zz', '%C3%B6', '%C3'].map(unescapeUri)).toEqual(['100%', '%4', '%zz', 'ö', '\ufffd']);
  });
});

describe('addresses', () => {
  test.each([
    ['"A \\"B\\" C" <sip:x@y>;tag=1', { displayName: 'A "B" C', tag: '1', bracketed: true, closed: true }],
    ['Alice Two <sip:x@y;tag=no>;expires=3;tag=yes', { displayName: 'Alice Two', tag: 'yes' }],
    ['<sip:x@y>', { displayName: null, tag: null, bracketed: true }],
    ['sip:x@y;tag=1', { displayName: null, tag: '1', bracketed: false, closed: true }],
    ['"" <sip:x@y>', { displayName: '', closed: true }],
    ['"open <sip:x@y>', { displayName: null, closed: false }],
    ['"a" <sip:x@y', { displayName: 'a', closed: false }],
    ['<sip:x@y>;a="open', { closed: false }],
    ['', { displayName: null, tag: null, closed: true }],
  ])('%s', (text, expected) => {
    expect(parseNameAddr(text)).toMatchObject(expected);
  });

  test('a list of them', () => {
    const list = parseNameAddrs('"a,b" <sip:1@h>;q=0.5, sip:2@h;expires=0, *');
    expect(list.map(({ displayName, uri, parameters }) => [displayName, uri.text, parameters.length])).toEqual([
      ['a,b', 'sip:1@h', 1],
      [null, 'sip:2@h', 1],
      [null, '*', 0],
    ]);
  });
});

describe('other values', () => {
  test('Via', () => {
    const text = 'SIP / 2.0 / TLS  [2001:db8::9]:5061 ;branch=z9hG4bKx;received=192.0.2.1;rport=99, SIP/2.0/UDP b';
    expect(parseVias(text)).toMatchObject([
      {
        protocol: 'SIP',
        version: '2.0',
        transport: 'TLS',
        host: '2001:db8::9',
        port: 5061,
        branch: 'z9hG4bKx',
        received: '192.0.2.1',
        rport: '99',
      },
      { transport: 'UDP', host: 'b', port: null, branch: null, received: null },
    ]);
    expect(parseVia('')).toMatchObject({ protocol: '', transport: '', host: '', branch: null });
  });

  test('CSeq', () => {
    expect(parseCSeq('0009  INVITE')).toMatchObject({ sequence: 9, method: 'INVITE' });
    expect(parseCSeq('4294967296 BYE')).toMatchObject({ sequence: null, method: 'BYE' });
    expect(parseCSeq('')).toMatchObject({ sequence: null, method: '' });
  });

  test('Digest', () => {
    const value = parseAuthentication(
      'Digest username="a\\"b", realm="x, y",nonce=abc, qop=auth,nc=00000001, response="f00"',
    );
    expect(value.scheme).toBe('Digest');
    expect(value.parameters.map(({ name, value: text }) => [name, text])).toEqual([
      ['username', 'a"b'],
      ['realm', 'x, y'],
      ['nonce', 'abc'],
      ['qop', 'auth'],
      ['nc', '00000001'],
      ['response', 'f00'],
    ]);
    expect(authenticationParameter(value, 'realm')).toBe('x, y');
    const basic = 'Basic QWxhZGRpbjpvcGVuLHNlc2FtZQ==';
    expect(parseAuthentication(basic).parameters).toEqual([]);
    expect(slice(basic, parseAuthentication(basic).restSpan)).toBe('QWxhZGRpbjpvcGVuLHNlc2FtZQ==');
    expect(parseAuthentication('').scheme).toBe('');
  });

  test('Reason and Warning', () => {
    expect(parseReasons('Q.850 ;cause=16 ;text="Normal, \\"clearing\\"", SIP;cause=x,')).toMatchObject([
      { protocol: 'Q.850', cause: 16, text: 'Normal, "clearing"' },
      { protocol: 'SIP', cause: null, text: null },
    ]);
    expect(parseWarnings('307 isi.edu "no, \\"foo\\"" , 1812 overture "In Progress", abc')).toMatchObject([
      { code: 307, agent: 'isi.edu', text: 'no, "foo"' },
      { code: null, agent: 'overture', text: 'In Progress' },
      { code: null, agent: '', text: '' },
    ]);
  });

  test('media types', () => {
    const value = parseMediaType('Multipart / Mixed ; Boundary="a b;c"');
    expect([value.type, parameterValue(value.parameters, 'boundary')]).toEqual(['multipart/mixed', 'a b;c']);
    expect(['application/sdp', 'text', '', ';x', 'a/b c'].map((text) => parseMediaType(text).type)).toEqual([
      'application/sdp',
      'text',
      '',
      '',
      'a/b',
    ]);
  });
});
