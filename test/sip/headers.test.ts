import { expect, test } from 'vitest';
import { HEADERS as EXPLAINED } from '../../src/guide/headers.ts';
import { canonicalName, HEADERS, knownHeader, redactionOf } from '../../src/sip/headers.ts';

test('a name is known in any case and in its compact form (RFC 3261 §7.3.3 and the IANA registry)', () => {
  const compact = HEADERS.filter((header) => header.compact).map((header) => `${header.compact} ${header.name}`);
  expect(compact.sort()).toEqual([
    'a Accept-Contact',
    'b Referred-By',
    'c Content-Type',
    'd Request-Disposition',
    'e Content-Encoding',
    'f From',
    'i Call-ID',
    'j Reject-Contact',
    'k Supported',
    'l Content-Length',
    'm Contact',
    'n Identity-Info',
    'o Event',
    'r Refer-To',
    's Subject',
    't To',
    'u Allow-Events',
    'v Via',
    'x Session-Expires',
    'y Identity',
  ]);
  expect(['V', 'VIA', 'cseq', 'WWW-AUTHENTICATE', 'x-Other', 'toString'].map(canonicalName)).toEqual([
    'Via',
    'Via',
    'CSeq',
    'WWW-Authenticate',
    'x-Other',
    'toString',
  ]);
  expect([knownHeader('__proto__'), knownHeader('')]).toEqual([null, null]);
});

test('no name stands twice, in any case', () => {
  const names = HEADERS.flatMap(({ name, compact }) =>
    compact ? [name.toLowerCase(), compact] : [name.toLowerCase()],
  );
  expect(new Set(names).size).toBe(names.length);
});

test('secrets are dropped, what is not known is hidden, what names nobody is kept', () => {
  expect(['Authorization', 'proxy-authorization', 'Identity', 'y', 'P-Media-Authorization'].map(redactionOf)).toEqual(
    Array(5).fill('drop'),
  );
  expect(
    ['From', 'X-Anything', 'constructor', 'User-Agent', 'Via', 'Warning', 'P-Access-Network-Info'].map(redactionOf),
  ).toEqual(Array(7).fill('pseudonym'));
  expect(['CSeq', 'Allow', 'Session-Expires', 'Reason', 'Max-Forwards', 'k'].map(redactionOf)).toEqual(
    Array(6).fill('keep'),
  );
  const hidden = HEADERS.filter(
    ({ kind, redaction }) => redaction === 'keep' && /address|uri|via|call-id|dialog|digest/.test(kind),
  );
  expect(hidden).toEqual([]);
});

test('every header that is explained to people is known here by the same name and compact form', () => {
  const explained = EXPLAINED.map(({ name, compact }) => [name, compact ?? '']);
  expect(explained.map(([name = '']) => [knownHeader(name)?.name, knownHeader(name)?.compact])).toEqual(explained);
});
