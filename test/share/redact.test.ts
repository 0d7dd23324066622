import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESPONSES } from '../../src/guide/responses.ts';
import { HIDE_ALL, redact } from '../../src/share/redact.ts';
import { HEADERS } from '../../src/sip/headers.ts';
import { EMPTY_LANES, EMPTY_VIEW } from '../../src/view/view.ts';
import { capsuleOfTexts, textOf, textsOf } from './captures.ts';

/** A request with these header lines and this body. */
function message(headers: string, body = ''): string {
  const lines = headers.split('\n').filter((line) => line !== '');
  return ['INVITE sip:bob@pbx.acme.com SIP/2.0', ...lines, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

function redacted(...texts: readonly string[]): string {
  return textsOf(redact(capsuleOfTexts(...texts)).capsule);
}

/** The lines of a message that were asked for, redacted. */
function lines(headers: string, body = ''): string {
  const all = redacted(message(headers, body.replaceAll('\n', '\r\n'))).split('\r\n');
  return all
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('Content-Length'))
    .join('\n');
}

describe('a header is redacted as it is built', () => {
  test.each([
    [
      'From: "Zoe" <sip:zoe@pbx.acme.com:5070;transport=tcp>;tag=9f2',
      'From: "N1" <sip:u2@h1.d1.example:5070;transport=tcp>;tag=t1',
    ],
    ['f: Zoe Ex <sips:zoe:pass@acme.com>', 'f: N1 <sips:u2:xxxx@d1.example>'],
    ['From: <tel:+49301234567;phone-context=acme.com>', 'From: <tel:+49215000001;phone-context=d1.example>'],
    ['Contact: *', 'Contact: *'],
    [
      'Contact: <sip:zoe@192.168.7.9>;+sip.instance="<urn:uuid:f81d4fae-7dec>";q=0.7;expires=60',
      'Contact: <sip:u2@192.168.7.31>;+sip.instance="<urn:uuid:token-0001>";q=0.7;expires=60',
    ],
    [
      'Contact: <sip:gr@acme.com;gr=urn:imei:35209900-176148-2;ob>',
      'Contact: <sip:u2@d1.example;gr=urn:v1:20000001-500000-1;ob>',
    ],
    [
      'Via: SIP/2.0/UDP 192.168.7.9:5060;branch=z9hG4bK77ef;received=9.8.7.6;rport=1024',
      'Via: SIP/2.0/UDP 192.168.7.31:5060;branch=z9hG4bK-b1;received=198.51.100.1;rport=1024',
    ],
    [
      'Route: <sip:p1.acme.com;lr>, <sip:[2a00:1:2:3::9]:5061;lr>',
      'Route: <sip:h2.d1.example;lr>, <sip:[2001:db8:1:1::1]:5061;lr>',
    ],
    ['Call-ID: 8f1c3d5a7b@acme.com', 'Call-ID: call-00001'],
    [
      'Replaces: 8f1c3d5a7b@acme.com;to-tag=a;from-tag=b;early-only',
      'Replaces: call-00001;to-tag=t1;from-tag=t2;early-only',
    ],
    [
      'Refer-To: <sip:zoe@acme.com?Replaces=8f1c3d5a7b%40acme.com%3Bto-tag%3Da>',
      'Refer-To: <sip:u2@d1.example?Replaces=call-00001%3Bto-tag%3Dt1>',
    ],
    [
      'WWW-Authenticate: Digest realm="acme.com", nonce="4bd2", algorithm=MD5, qop="auth", stale=true',
      'WWW-Authenticate: Digest realm="d1.example", nonce="n1", algorithm=MD5, qop="auth", stale=true',
    ],
    [
      'Authorization: Digest username="zoe", realm="acme.com", nonce="4bd2", uri="sip:acme.com", response="0123456789abcdef", nc=00000001',
      'Authorization: Digest username="u2", realm="d1.example", nonce="n1", uri="sip:d1.example", response="xxxxxxxxxxxxxxxx", nc=00000001',
    ],
    ['Authorization: Basic em9lOnNlY3JldA==', 'Authorization: Basic xxxxxxxxxxxxxxxx'],
    ['Subject: Layoffs at Acme', 'Subject: v1 v2 v3'],
    ['Organization: Acme', 'Organization: v1'],
    [
      'Alert-Info: <http://acme.com/ring/zoe.wav>',
      'Alert-Info: <http://d1.example/ring/d2.example>'.replace('ring', 'v1'),
    ],
    [
      'P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2620100ABCD',
      'P-Access-Network-Info: token-0001;utran-cell-id-3gpp=token-0002',
    ],
    [
      'Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000',
      'Session-ID: 00000000000000000000000000000001;remote=00000000000000000000000000000000',
    ],
    ['Reason: Q.850;cause=16;text="Normal call clearing"', 'Reason: Q.850;cause=16;text="Normal call clearing"'],
    ['Reason: SIP;cause=486;text="Zoe is busy"', 'Reason: SIP;cause=486;text="v1 is busy"'],
    ['Warning: 399 pbx.acme.com "Session refused by Zoe"', 'Warning: 399 h1.d1.example "Session refused by v1"'],
    ['User-Agent: AcmePhone 7.1', 'User-Agent: P1'],
    ['User-Agent: SIPp lab', 'User-Agent: SIPp'],
    ['Max-Forwards: 70', 'Max-Forwards: 70'],
    ['Allow: INVITE, ACK', 'Allow: INVITE, ACK'],
    ['CSeq: 7 INVITE', 'CSeq: 7 INVITE'],
    ['X-Acme: zoe@acme.com 10.9.8.7 +4915112345678 on', 'X-Acme: u2@d1.example 10.9.8.31 +4920015000001 on'],
    [
      'From: "Anonymous" <sip:anonymous@anonymous.invalid>',
      'From: "Anonymous" <sip:anonymous@d2.invalid>'.replace('d2', 'd1'),
    ],
  ])('%s', (line, wanted) => {
    expect(lines(line)).toBe(wanted);
  });

  test('a short word of an unknown header is not hunted down where it is the protocol’s', () => {
    const text = message('Via: SIP/2.0/NEW 10.9.8.7;branch=z9hG4bK1\nX-Version: 2.0 8000 PCMA');
    expect(redacted(text)).toMatch(/^INVITE \S+ SIP\/2\.0\r\nVia: SIP\/2\.0\/v\d 10/);
  });

  const marker = 'Wq8zPlanted';
  test.each(HEADERS.filter(({ redaction }) => redaction !== 'keep').map(({ name }) => [name]))(
    '%s never shows a value of its own',
    (name) => {
      for (const value of [
        marker,
        `<sip:${marker}@${marker}.com>;x=${marker}`,
        `"${marker}" ${marker};a="${marker}", ${marker}=${marker}`,
      ])
        expect(redacted(message(`${name}: ${value}`))).not.toMatch(/Wq8z|Planted/i);
    },
  );

  test.each(['X-Whatever', 'Whatever', '__proto__', 'constructor', 'X Broken'])(
    'a header nobody knows is hidden: %s',
    (name) => {
      expect(redacted(message(`${name}: ${marker}/${marker}=${marker}`))).not.toMatch(/Wq8z|Planted/i);
    },
  );
});

describe('a body is redacted by its type', () => {
  const sdp = 'Content-Type: application/sdp';
  test.each([
    ['o=zoe 2890844526 2890844527 IN IP4 10.9.8.7', 'o=u2 100001 100000 IN IP4 10.9.8.31'],
    ['o=- 0 0 IN IP4 0.0.0.0', 'o=- 0 0 IN IP4 0.0.0.0'],
    ['s=Acme talk', 's=v1 talk'],
    ['c=IN IP6 2a00:1:2:3::9', 'c=IN IP6 2001:db8:1:1::1'],
    ['c=IN IP4 224.2.1.7/127/3', 'c=IN IP4 224.2.1.31/127/3'],
    ['e=zoe@acme.com', 'e=u2@d1.example'],
    ['m=audio 49170 RTP/AVP 0 8', 'm=audio 49170 RTP/AVP 0 8'],
    ['a=rtcp:53020 IN IP4 9.8.7.6', 'a=rtcp:53020 IN IP4 198.51.100.1'],
    [
      'a=candidate:8421 1 UDP 2130706431 10.9.8.7 50000 typ srflx raddr 9.8.7.6 rport 4000 generation 0',
      'a=candidate:v1 1 UDP 2130706431 10.9.8.31 50000 typ srflx raddr 198.51.100.1 rport 4000 generation 0',
    ],
    ['a=fingerprint:sha-256 4A:AD:B9:B1', 'a=fingerprint:sha-256 00:00:00:01'],
    ['a=ice-ufrag:8hhY', 'a=ice-ufrag:uf01'],
    ['a=ice-pwd:asd88fgpdd777uzjYhagZg', 'a=ice-pwd:xxxxxxxxxxxxxxxxxxxxxx'],
    [
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:K1AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|2^20',
    ],
    ['a=x-acme:zoe', 'a=x-acme:u2'],
    ['a=sendonly', 'a=sendonly'],
    ['nonsense zoe', 'xxxxxxxx xxx'],
  ])('SDP: %s', (line, wanted) => {
    const body = lines(`From: <sip:zoe@acme.com>\n${sdp}`, `v=0\n${line}\n`).split('\n').slice(2);
    expect(body).toEqual(['v=0', wanted]);
  });

  test.each([
    ['text/plain', 'See you, Zoe', 'xxx xxx, xxx'],
    ['application/pidf+xml', '<geo>52.1</geo>', '<xxx>xx.x</xxx>'],
    ['application/dtmf-relay', 'Signal=5\nDuration=160', 'Signal=x\nDuration=160'],
    ['message/sipfrag', 'SIP/2.0 200 OK\nContact: <sip:zoe@10.9.8.7>', 'SIP/2.0 200 OK\nContact: <sip:u2@10.9.8.31>'],
  ])('%s', (type, body, wanted) => {
    expect(lines(`Content-Type: ${type}`, body)).toBe(`Content-Type: ${type}\n${wanted}`);
  });

  test('a multipart body keeps its parts, under another boundary', () => {
    const body =
      '--zoe-pc\nContent-Type: application/sdp\n\nv=0\nc=IN IP4 10.9.8.7\n--zoe-pc\nContent-Type: text/plain\n\nZoe\n--zoe-pc--\n';
    expect(lines('Content-Type: multipart/mixed;boundary="zoe-pc"', body)).toBe(
      'Content-Type: multipart/mixed;boundary="v1"\n--v1\nContent-Type: application/sdp\nv=0\nc=IN IP4 10.9.8.31\n--v1\nContent-Type: text/plain\nxxx\n--v1--',
    );
  });

  test('a PASSporT attests pseudonyms, and is not signed', () => {
    const encode = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '');
    const payload = {
      attest: 'A',
      dest: { tn: ['4930222333444'] },
      iat: 1,
      orig: { tn: '4915112345678' },
      origid: 'abc-1',
    };
    const token = `${encode({ alg: 'ES256', ppt: 'shaken', x5u: 'https://cert.acme.com/zoe.pem' })}.${encode(payload)}.c2lnbmF0dXJlLW9mLWFjbWU`;
    const text = lines(`Identity: ${token};info=<https://cert.acme.com/zoe.pem>;alg=ES256`);
    const [header, body, signature] = /Identity: ([^;]*)/.exec(text)?.[1]?.split('.') ?? [];
    expect(JSON.parse(atob(header ?? ''))).toEqual({ alg: 'ES256', ppt: 'shaken', x5u: 'https://h2.d1.example/x' });
    expect(JSON.parse(atob(body ?? ''))).toMatchObject({
      attest: 'A',
      iat: 1,
      dest: { tn: [expect.stringMatching(/^\d{13}$/)] },
    });
    expect(`${body} ${text}`).not.toMatch(/acme|zoe|345678/);
    expect(signature).toBe('token-0001');
  });

  test.each([0, 12, -7])('Content-Length that is wrong by %i stays wrong by as much', (wrong) => {
    const body = 'v=0\r\no=zoe 2890844526 2890844526 IN IP4 203.0.113.200\r\nc=IN IP4 203.0.113.200\r\na=sendrecv\r\n';
    const text = message('Content-Type: application/sdp', body).replace(
      /Content-Length: \d+/,
      `Content-Length: ${body.length + wrong}`,
    );
    const after = redacted(text);
    const [, rest = ''] = after.split('\r\n\r\n');
    expect(rest.length).not.toBe(body.length);
    expect(Number(/Content-Length: (\d+)/.exec(after)?.[1])).toBe(rest.length + wrong);
  });
});

describe('a damaged message', () => {
  test.each([
    'Zoe Acme calls 015112345678\r\nFrom: <sip:zoe@acme.com>\r\n\r\n',
    'INVITE sip:zoe@acme.com\r\nzoe acme 015112345678\r\n\r\n',
    'SIP/2.0 200 OK\r\nFrom: "Zoe <sip:zoe@acme.com;tag=acme\r\n\tacme\r\nzoe acme\r\n: zoe\r\n\r\nacme zoe 015112345678',
    'INVITE sip:zoe@acme.com SIP/2.0\r\nContent-Type: application/sdp\r\nContent-Length: 9\r\n\r\nv=0\r\ns=zoe\r\nzoe acme\r\nu=acme\r\n',
    'OPTIONS sip:zoe@acme.com SIP/2.0\r\nContent-Length: 0\r\n\r\nINVITE sip:zoe@acme.com SIP/2.0\r\nFrom: <sip:acme@zoe.com>\r\n\r\n',
  ])('shows no more than a whole one: %j', (text) => {
    expect(redacted(text)).not.toMatch(/zoe|acme|12345678/i);
  });

  test('whatever the bytes are, nothing throws, and what was cut out of a message does not show', () => {
    const whole = message(
      'Via: SIP/2.0/UDP 10.99.98.97:5060;branch=z9hG4bKzanzibar\nFrom: "Zanzibar" <sip:zanzibar@zanzibar.com>;tag=zanzibar\nX-Zan: zanzibar\nContent-Type: application/sdp',
      'v=0\r\no=zanzibar 1 1 IN IP4 10.99.98.97\r\ns=zanzibar\r\na=zan:zanzibar\r\n',
    );
    const cut = fc
      .tuple(fc.nat(whole.length), fc.nat(40), fc.constantFrom('', '\r\n', ' ', '"', '<', ':', '\n\n', '\u0000', '%'))
      .map(([at, length, middle]) => whole.slice(0, at) + middle + whole.slice(at + length));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 2 }), (texts) => {
        const once = redact(capsuleOfTexts(...texts));
        expect(textsOf(once.capsule)).not.toMatch(/zanzibar|10\.99\.98\.97/i);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void redact(capsuleOfTexts(text))),
      { numRuns: 200 },
    );
  });
});

describe('options show what they say', () => {
  const text = message(
    'From: "Zoe" <sip:zoe@acme.com>\nTo: <sip:1001@10.9.8.7>\nP-Asserted-Identity: <tel:+4915112345678>\nServer: AcmePBX\nContent-Type: text/plain',
    'hello',
  );
  test.each([
    ['addresses', /10\.9\.8\.7/],
    ['numbers', /\+4915112345678/],
    ['shortNumbers', /1001@/],
    ['names', /"Zoe" <sip:zoe@acme\.com>/],
    ['products', /AcmePBX/],
  ] as const)('%s', (option, shown) => {
    const show = (value: boolean) => textOf(redact(capsuleOfTexts(text), { ...HIDE_ALL, [option]: value }).capsule);
    expect(show(false)).not.toMatch(shown);
    expect(show(true)).toMatch(shown);
  });

  test('bodies, but no address or number in them', () => {
    const body = message('From: <sip:zoe@acme.com>\nContent-Type: text/plain', 'test for zoe at 10.9.8.7');
    expect(textOf(redact(capsuleOfTexts(body), { ...HIDE_ALL, bodies: true }).capsule)).toMatch(
      /\r\n\r\ntest for u2 v1 10\.9\.8\.31$/,
    );
  });
});

test('sizes, changes, endpoints, names of files and lanes, notes', () => {
  const capsule = capsuleOfTexts(message('From: "Zoe" <sip:zoe@acme.com>'));
  const view = {
    ...{ ...EMPTY_VIEW, call: 0, row: 0, filter: 'from zoe' },
    lanes: { ...EMPTY_LANES, order: ['10.1.2.3:5060'], names: new Map([['10.1.2.3:5060', 'Zoe at home']]) },
    notes: new Map([[0, 'Here zoe of ACME.com (10.1.2.3) hangs up: ask Zoe, +49 or 0151 23456789.']]),
  };
  const { capsule: after, messages } = redact({ ...capsule, view });
  expect(after.redacted).toBe(true);
  expect(after.endpoints.map(({ address }) => address)).toEqual(['10.1.2.31', '192.0.2.1']);
  expect(after.sources[0]?.name).toBe('trace 1');
  expect(after.view).toMatchObject({ filter: 'from N1', lanes: { order: ['10.1.2.31:5060'] } });
  expect(after.view?.notes.get(0)).toMatch(
    /^Here N1 of d1\.example \(10\.1\.2\.31\) hangs up: ask N1, \+49 or 0151 \d{8}\.$/,
  );
  expect(after.view?.notes.get(0)).not.toContain('23456789');
  expect([...(after.view?.lanes.names ?? [])].flat().join()).not.toMatch(/zoe|home/i);
  const named = redact({ ...capsule, view }, { ...HIDE_ALL, names: true }).capsule.view;
  expect([...(named?.lanes.names.values() ?? [])]).toEqual(['Zoe at home']);
  expect(after.messages[0]?.size).toBe(capsule.messages[0]?.bytes.length);
  const changed = messages[0]?.changes.map(({ start, end }) => textOf(after).slice(start, end));
  expect(changed).toEqual(['u1', 'h1.d1.example', 'N1', 'u2', 'd1.example']);
});

test('the phrases of the registry stay as they are', () => {
  const phrases = [...RESPONSES.values()].map(({ code, phrase }) => `SIP/2.0 ${code} ${phrase}`);
  expect(phrases.length).toBeGreaterThan(70);
  const { capsule } = redact(capsuleOfTexts(...phrases.map((line) => `${line}\r\nCSeq: 1 INVITE\r\n\r\n`)));
  expect(phrases.filter((phrase, i) => !textOf(capsule, i).startsWith(`${phrase}\r`))).toEqual([]);
});
