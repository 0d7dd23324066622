import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { captured } from '../../src/base/captured.ts';
import { headerOf, headersOf } from '../../src/sip/fields.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { parseNameAddr, parseNameAddrs } from '../../src/sip/name-addr.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { parseUri, unescapeUri } from '../../src/sip/uri.ts';
import { parseVias } from '../../src/sip/via.ts';

const folder = new URL('../samples/torture/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.dat'))
  .map((name) => name.slice(0, -4));

const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(`${name}.dat`, folder)));
const read = (name: string) => parseMessage(bytesOf(name));
const codes = (name: string) => [...new Set(read(name).problems.map(({ code }) => code))].sort();

/** RFC 4475 §3.1.2: the 19 messages with a wrong syntax, and what has to be said of each. */
const INVALID: Readonly<Record<string, readonly string[]>> = {
  badinv01: ['bad-via', 'empty-list-item', 'empty-parameter'],
  clerr: ['content-length-too-large'],
  ncl: ['bad-content-length'],
  scalar02: ['number-too-large'],
  scalarlg: ['bad-warning', 'number-too-large'],
  quotbal: ['unclosed-quote'],
  ltgtruri: ['request-uri-in-brackets'],
  lwsruri: ['space-in-uri'],
  lwsstart: ['start-line-blanks'],
  trws: ['start-line-trailing-blanks'],
  escruri: ['request-uri-headers'],
  baddate: ['bad-date'],
  regbadct: ['uri-needs-brackets'],
  badaspec: ['space-in-uri'],
  // The archived message ends without the empty line, too.
  baddn: ['bad-display-name', 'missing-empty-line'],
  badvers: ['unknown-version'],
  mismatch01: ['cseq-method-mismatch'],
  mismatch02: ['cseq-method-mismatch'],
  bigcode: ['bad-status-code'],
};

/** The others that a receiver has to refuse (§3.2, §3.3), one that the archive holds beside them, one of RFC 5118 §4.2. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  badbranch: ['empty-branch'],
  insuf: ['missing-header'],
  multi01: ['conflicting-header'],
  mcl01: ['conflicting-header', 'content-length-too-small'],
  test: ['bad-request-line', 'header-without-colon', 'uri-without-scheme'],
  'ipv6-bad': ['ipv6-needs-brackets'],
};

describe('RFC 4475 and RFC 5118', () => {
  test('all messages are here', () => {
    expect(Object.keys(INVALID)).toHaveLength(19);
    expect(names.filter((name) => !name.startsWith('ipv') && name !== 'test')).toHaveLength(49);
    expect(names.filter((name) => name.startsWith('ipv'))).toHaveLength(12);
  });

  test.each(Object.entries({ ...INVALID, ...REFUSED }))('%s is told to be wrong, for its reason', (name, expected) => {
    expect(codes(name)).toEqual(expected);
  });

  const valid = names.filter((name) => !(name in INVALID) && !(name in REFUSED));
  test.each(valid)('%s is valid and nothing is held against it', (name) => {
    expect(read(name).problems).toEqual([]);
  });

  test('every message is a row of the index, but the two that have no start line', () => {
    const index = new MessageIndex();
    const refused = names.filter((name) => index.add(bytesOf(name), 0, bytesOf(name).length, captured(0)) < 0);
    expect(refused).toEqual(['bigcode', 'test']);
  });
});

describe('what the valid ones mean', () => {
  test('wsinv: folds, escapes and compact forms', () => {
    const message = read('wsinv');
    expect(message.headers.map(({ canonical }) => canonical)).toEqual(
      'To From Max-Forwards Call-ID Content-Length CSeq Via Subject NewFangledHeader UnknownHeaderWithUnusualValue Content-Type Route Via Contact'.split(
        ' ',
      ),
    );
    expect(parseNameAddr(headerOf(message, 'From')?.value ?? '')).toMatchObject({
      displayName: 'J Rosenberg \\"',
      tag: '98asjd8',
    });
    expect(
      headersOf(message, 'Via')
        .flatMap(({ value }) => parseVias(value))
        .map(({ transport, host, branch }) => [transport, host, branch]),
    ).toEqual([
      ['UDP', '192.0.2.2', '390skdjuw'],
      ['TCP', 'spindle.example.com', 'z9hG4bK9ikj8'],
      ['UDP', '192.168.255.111', 'z9hG4bK30239'],
    ]);
    expect(headerOf(message, 'NewFangledHeader')?.value).toBe('newfangled value continued newfangled value');
    expect(parseNameAddr(headerOf(message, 'Contact')?.value ?? '')).toMatchObject({ displayName: 'Quoted string ""' });
  });

  test('intmeth: every character that a token, a user and a quoted string may have', () => {
    const message = read('intmeth');
    const uri = parseUri(message.startLine?.kind === 'request' ? message.startLine.uri : '');
    expect(uri).toMatchObject({ user: "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", host: 'example.com' });
    expect(uri.password).toBe("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
    expect(headerOf(message, "extensionHeader-!.%*+_`'~")?.value).toBe('\uFEFF大停電');
    expect(parseNameAddr(headerOf(message, 'To')?.value ?? '').displayName).toBe('BEL:\x07 NUL:\0 DEL:\x7f');
    const from = parseNameAddr(headerOf(message, 'From')?.value ?? '');
    expect(from.parameters[0]).toMatchObject({ name: "fromparam''~+*_!.-%", value: 'работающий' });
    expect(from.tag).toBe("_token~1'+`*%!-.");
  });

  test('escapes are undone once, in a URI alone', () => {
    expect(unescapeUri(parseUri('sip:sips%3Auser%40example.com@example.net').user ?? '')).toBe('sips:user@example.com');
    expect(unescapeUri('v%61lue%25%34%31')).toBe('value%41');
    expect(unescapeUri('null-%00-null')).toBe('null-\0-null');
    expect(headersOf(read('esc02'), 'Contact')).toHaveLength(2);
    const contacts = headersOf(read('escnull'), 'Contact').flatMap(({ value }) => parseNameAddrs(value));
    expect(contacts.map(({ uri }) => uri.user)).toEqual(['%00', '%00%00']);
  });

  test('a parameter belongs to the URI inside of angle brackets and to the header outside', () => {
    const contact = (name: string) => parseNameAddr(headerOf(read(name), 'Contact')?.value ?? '');
    expect(contact('cparam01').parameters.map(({ name }) => name)).toEqual(['unknownparam']);
    expect(contact('cparam01').uri.parameters).toEqual([]);
    expect(contact('cparam02').uri.parameters.map(({ name }) => name)).toEqual(['unknownparam']);
    expect(contact('regescrt').uri.headers.map(({ name, value }) => [name, value])).toEqual([
      ['route', '%3Csip:sip.example.com%3E'],
    ]);
    expect(parseUri('sip:user;par=u%40example.net@example.com').user).toBe('user;par=u%40example.net');
  });

  test('dblreq: what follows the body is no part of it, and is kept', () => {
    const { body, surplus, bytes } = read('dblreq');
    expect(body).toBeNull();
    expect(new TextDecoder().decode(bytes.subarray(surplus?.start, surplus?.end))).toMatch(
      /^\r\nINVITE sip:joe@example.com/,
    );
  });

  test('mpart01: the parts of a multipart body, one of them with NUL bytes', () => {
    const { body } = read('mpart01');
    expect(body?.parts.map(({ type, span }) => [type, span.end - span.start])).toEqual([
      ['text/plain', 5],
      ['application/octet-stream', 342],
    ]);
  });
});
