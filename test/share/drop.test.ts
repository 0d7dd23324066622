import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dropSecrets } from '../../src/share/drop.ts';

const SECRET = 'deadbeefcafe0123deadbeefcafe0123';
const encoder = new TextEncoder();

function drop(text: string): string {
  return new TextDecoder('latin1').decode(dropSecrets(encoder.encode(text)).bytes);
}

/** A message with these header lines and this body. */
function message(headers: string, lines = '', lineEnd = '\r\n'): string {
  const body = lines.replaceAll('\n', lineEnd);
  return [
    'INVITE sip:bob@example.com SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1',
    'From: <sip:alice@example.com>;tag=1',
    ...headers.split('\n').filter((line) => line !== ''),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join(lineEnd);
}

const X = SECRET.replace(/./g, 'x');
/** The text with a secret at each §, and as it is to be afterwards: what stands in «» is gone, § always. */
const planted = (text: string) => text.replaceAll('§', SECRET).replaceAll(/[«»]/g, '');
const gone = (text: string) =>
  text.replaceAll('§', X).replaceAll(/«([^»]*)»/g, (_, secret: string) => secret.replaceAll(/\S/g, 'x'));

describe('a secret in a header', () => {
  test.each([
    ['a digest answer', 'Authorization: Digest username="alice", realm="r", nonce="n", uri="sip:x", response="§"'],
    ['in another case', 'AUTHORIZATION: digest USERNAME="alice", RESPONSE="§", qop=auth'],
    ['without quotes, with blanks', 'Proxy-Authorization:Digest username = alice , response = § , nc=00000001'],
    ['folded', 'Authorization: Digest username="alice",\n response=\n\t"§",\n  algorithm=MD5'],
    ['not closed', 'Authorization: Digest username="alice", response="§'],
    ['before the other parameters', 'Authorization: Digest response="§",username="alice",realm="r",nonce="n"'],
    ['the client nonce', 'Authorization: Digest username="a", cnonce="§", opaque="o"'],
    ['resynchronisation of AKA', 'Authorization: Digest username="a", auts="§"'],
    ['Basic', 'Authorization: Basic «§==»'],
    ['Bearer', 'Authorization: Bearer §'],
    ['an unknown parameter', 'Authorization: Digest username="a", gssapi-data="§"'],
    ['proof of the server', 'Authentication-Info: qop=auth, rspauth="§", cnonce="§", nextnonce="abc"'],
    ['keys of AKA', 'WWW-Authenticate: Digest realm="r", nonce="n", ck="§", ik="§"'],
    ['a header nobody knows', 'X-Old: Digest username="alice", response="§"'],
    ['a header that speaks for itself', 'X-Auth-Token: §'],
    ['a line that is no header', 'Authorization Digest username="alice", response="§"'],
    ['a password in a URI', 'Contact: "A" <sip:alice:§@192.0.2.1:5060;transport=udp>;q=1'],
    ['a password without brackets', 'Refer-To: sip:alice:§@example.com'],
    ['a password in a compact form', 'm: <SIPS:alice:§@example.com>'],
    ['a password behind another address', 'Route: <sip:p@example.com:5060;lr>, <sip:u:§@example.com;lr>'],
    ['a password in a list without blanks', 'X-List: sip:192.0.2.1:5060,sip:u:§@example.com'],
    ['a password with a mark in it', 'Contact: <sip:alice:«§@§»@192.0.2.1>'],
    ['a password in a credential', 'Authorization: Digest username="a", uri="sip:a:§@example.com", nc=1'],
    ['a password in a web address', 'Call-Info: <https://user:§@example.com/card>;purpose=card'],
    ['a parameter named password', 'Contact: <sip:alice@example.com;password=§;transport=tcp>'],
    ['an escaped password', 'Refer-To: <sip:bob@example.com?Referred-By=%3Csip%3Aalice%3A§%40example.com%3E>'],
    ['credentials in a URI', 'Refer-To: <sip:bob@example.com?Authorization=«Basic%20§»&Subject=x>'],
    ['a digest in a URI', 'Refer-To: <sip:bob@example.com?X-A=Digest%20response%3D%22§%22>'],
    ['a signature', 'Identity: eyJhbGciOiJFUzI1NiJ9.eyJkZXN0Ijp7fX0.§;info=<https://example.com/c.pem>;alg=ES256'],
    ['a signature in a compact form', 'y: ..§;info=<https://example.com/c.pem>'],
    ['an old signature', 'Identity: "«§=»"'],
  ])('%s', (_, header) => {
    for (const lineEnd of ['\r\n', '\n']) {
      const clean = drop(message(planted(header), 'v=0\n', lineEnd));
      expect(clean).not.toContain(SECRET);
      if (!/=["]?\s*$|==/.test(header))
        expect(clean.replace(/x{34}/g, `x${X}x`)).toBe(
          message(gone(header), 'v=0\n', lineEnd).replace(/x{34}/g, `x${X}x`),
        );
    }
  });

  test('in the request line', () => {
    const clean = drop(`REGISTER sip:alice:${SECRET}@example.com SIP/2.0\r\nCall-ID: 1\r\n\r\n`);
    expect(clean).toBe(`REGISTER sip:alice:${X}@example.com SIP/2.0\r\nCall-ID: 1\r\n\r\n`);
  });
});

describe('a secret in a body', () => {
  const sdp = 'Content-Type: application/sdp';
  test.each([
    ['an SRTP key', sdp, 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:§|2^31|1:4'],
    ['two SRTP keys', sdp, 'A=CRYPTO:1 AEAD_AES_256_GCM INLINE:§;inline:§|2^20 KDR=1'],
    ['an ICE password', sdp, 'a=ice-ufrag:8hhY\na=ice-pwd:§'],
    ['a k= line', sdp, 'k=base64:§'],
    ['a k= line without method', sdp, 'k=§'],
    ['MIKEY', sdp, 'a=key-mgmt:mikey §'],
    ['an identity assertion', sdp, 'a=identity:§'],
    ['a body whose type is missing', '', 'v=0\na=ice-pwd:§'],
    ['trickle ICE', 'Content-Type: application/trickle-ice-sdpfrag', 'a=ice-pwd:§'],
    [
      'a part of a multipart body',
      'c: multipart/mixed;boundary=b',
      '--b\nContent-Type: application/sdp\n\na=ice-pwd:§\n--b--',
    ],
    ['a header of a part', 'c: multipart/mixed;boundary=b', '--b\nX-Token: §\n\nx\n--b--'],
    ['a message in a message', 'Content-Type: message/sipfrag', 'SIP/2.0 200 OK\nAuthorization: Basic §'],
    ['a password in a document', 'Content-Type: application/pidf+xml', '<contact>sip:a:§@example.com</contact>'],
    ['keyed digits', 'Content-Type: application/dtmf-relay', 'Signal=§\nDuration=160'],
    ['keyed digits in other notations', 'Content-Type: Application/DTMF-Relay', 'signal: §\nduration: 160'],
    ['a bare digit', 'Content-Type: application/dtmf', '§'],
    ['digits without a type', '', 'Signal= §\nDuration=160'],
    ['a telephone event', 'Content-Type: audio/telephone-event', '§'],
    ['KPML', 'Content-Type: application/kpml-response+xml', '<kpml-response code="200" digits="§" tag="d"/>'],
  ])('%s', (_, header, body) => {
    const clean = drop(message(header, planted(body)));
    expect(clean).toBe(message(header, gone(body)));
  });

  test('in what follows the message', () => {
    const next = `OPTIONS sip:a SIP/2.0\r\nAuthorization: Basic ${SECRET}\r\n\r\n`;
    expect(drop(`${message('')}${next}`)).toBe(`${message('')}${next.replace(SECRET, X)}`);
  });
});

describe('what is no secret', () => {
  test.each([
    'WWW-Authenticate: Digest realm="asterisk",nonce="1795329764/16daf699c92974f1e0e0087287395aad",opaque="1fd9",qop="auth"',
    'Authorization: Digest username="1001", realm="r", nonce="n", uri="sip:x;transport=udp", algorithm=MD5, qop=auth, nc=00000001',
    'Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKdeadbeefcafe0123deadbeefcafe0123',
    'Contact: <sip:alice@[2001:db8::1]:5060;transport=tcp>, "a:b@c" <sip:192.0.2.1:5060>',
    'Call-ID: deadbeefcafe0123deadbeefcafe0123@192.0.2.1:5060',
    'Call-Info: <https://example.com:443/a?mail=a@b>',
    'X-Note: response = 200, password',
    'Identity-Info: <https://example.com/cert.pem>;alg=rsa-sha1',
  ])('stays: %s', (header) => {
    const text = message(
      header,
      'v=0\no=- 1 1 IN IP4 192.0.2.1\na=fingerprint:sha-256 AA:BB\na=ice-ufrag:8hhY\nk=prompt:\n',
    );
    expect(drop(text)).toBe(text);
  });
});

test('whatever the bytes are: nothing throws, the length stays, white space stays', () => {
  const pieces = fc.constantFrom(
    'Authorization: ',
    'Digest ',
    'response="',
    '"',
    'sip:',
    'a',
    ':',
    '@',
    ',',
    ';',
    '\r\n',
    ' ',
    'k=',
    '<',
    'Basic ',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => encoder.encode(message(parts.join('')))),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      const { bytes: clean, secrets } = dropSecrets(input);
      expect(clean.length).toBe(input.length);
      const changed = new Set(
        secrets.flatMap(({ span }) => Array.from({ length: span.end - span.start }, (_, i) => span.start + i)),
      );
      for (const [at, byte] of input.entries()) {
        if (!changed.has(at) || byte <= 32) expect(clean[at]).toBe(byte);
        else expect(clean[at]).toBe(120);
      }
    }),
    { numRuns: 300 },
  );
});
