import { describe, expect, test } from 'vitest';
import { rungs } from './terminal.ts';

const CALL = 'sipp/call.log';

describe('rungs FILE', () => {
  test('prints the ladder of each call', async () => {
    const { status, out, err } = await rungs(`${CALL} sipp/busy.log`);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^1 {2}Alice → Bob · Answered/);
    expect(out).toMatch(/\n\n2 {2}Alice → Bob · Busy · 486\n/);
    expect(out.match(/─ INVITE/g)).toHaveLength(2);
  });

  test('reads standard input for -', async () => {
    const { status, out } = await rungs('-', {
      '-': 'OPTIONS sip:a@192.0.2.1 SIP/2.0\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n',
    });
    expect(status).toBe(0);
    expect(out).toContain('OPTIONS');
  });

  test('says what it looked for when nothing is recognised, and exits with 1', async () => {
    const { status, out, err } = await rungs('notes.txt', { 'notes.txt': 'Buy milk\nINVITE sip:bob\n' });
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('notes.txt: nothing recognised');
    expect(err).toContain('looked for:');
    expect((await rungs('empty', { empty: '' })).err).toBe('empty: nothing recognised, it is empty\n');
  });

  test('goes on with the files that are recognised', async () => {
    const { status, out, err } = await rungs(`notes.txt ${CALL}`, { 'notes.txt': 'Buy milk\n' });
    expect(status).toBe(0);
    expect(err).toContain('notes.txt: nothing recognised');
    expect(out).toContain('INVITE');
  });
});

describe('rungs --as hops FILE', () => {
  test('tells what each box changed in the first request', async () => {
    const { status, out } = await rungs('--as hops ../truth/kam-fork/capture.pcap');
    expect(status).toBe(0);
    expect(out).toMatch(/^1 {2}Alice → \S+ · Answered · \S+ \S+: INVITE\nhop 1 {2}127\.0\.1\.1:5060 -> /);
    expect(out).toMatch(/\nhop 3 {2}\S+ -> \S+, as it came on hop 1\n/);
    expect(out).toMatch(/\nRecord-Route: added\n {3}1 {3}none\n {3}2 \+ <sip:/);
  });

  test('says where there is nothing to compare', async () => {
    const { out } = await rungs(`--as hops ${CALL}`);
    expect(out).toContain('seen on one hop only');
  });
});

describe('options', () => {
  test('--list prints one line for each call', async () => {
    const { out } = await rungs(`--list ${CALL} sipp/register-auth.log`);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^1 {2}2026-11-22 06:21:06\.173 {2}call +Alice → Bob +Answered · 804 ms +6 {2}1-9230@127\.0\.1\.1$/,
      ),
      expect.stringMatching(
        /^2 {2}2026-11-22 06:21:58\.969 {2}registration {2}Alice → lab\.example +Registered +\d+ {2}\S+$/,
      ),
    ]);
  });

  test('--call chooses by number or Call-ID', async () => {
    const files = `${CALL} sipp/busy.log`;
    const second = await rungs(`${files} --call 2`);
    expect(second.out).toMatch(/^2 {2}Alice → Bob · Busy/);
    expect((await rungs(`${files} --call 1-9822@127.0.1.1`)).out).toBe(second.out);
    expect((await rungs(`${files} --call=2 --call 1 --list`)).out.split('\n')).toHaveLength(3);
    for (const missing of ['0', '3', 'nobody@example.com', '99999999999']) {
      const { status, err } = await rungs(`${files} --call ${missing}`);
      expect([status, err]).toEqual([2, `rungs: there is no call ${missing}; --list tells which there are\n`]);
    }
  });

  test('--as writes each output', async () => {
    const json = JSON.parse((await rungs(`${CALL} --as json`)).out);
    expect(json).toMatchObject({
      version: 1,
      sources: [{ name: CALL, messages: 6 }],
      calls: [{ outcome: 'completed', messages: [0, 1, 2, 3, 4, 5] }],
    });
    expect((await rungs(`${CALL} --as svg`)).out).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>\n$/s,
    );
    expect((await rungs(`${CALL} --as mermaid`)).out).toMatch(/^sequenceDiagram\n/);
    expect((await rungs(`${CALL} --as link`)).out).toMatch(/^#1[\w-]+z\n$/);
    expect((await rungs(`${CALL} --as link --base https://example.com/r/`)).out).toMatch(
      /^https:\/\/example\.com\/r\/#1[\w-]+z\n$/,
    );
  });

  test('a picture shows one call, and says so', async () => {
    const { out, err } = await rungs(`${CALL} sipp/busy.log --as svg`);
    expect(out.match(/<svg /g)).toHaveLength(1);
    expect(err).toContain('the first of 2');
  });

  test('-o writes a file', async () => {
    const { out, saved } = await rungs(`${CALL} -o call.txt`);
    expect(out).toBe('');
    expect(saved.get('call.txt')).toBe((await rungs(CALL)).out);
    expect(await rungs(`${CALL} -o /no/where`)).toMatchObject({
      status: 2,
      err: 'rungs: /no/where cannot be written: no such folder\n',
    });
  });

  test('a link that nobody could open is refused', async () => {
    const message = (i: number) => `OPTIONS sip:a@192.0.2.1 SIP/2.0\r\nCall-ID: ${i}\r\nCSeq: 1 OPTIONS\r\n\r\n`;
    const many = Array.from({ length: 5001 }, (_, i) => message(i)).join('');
    const { status, out, err } = await rungs('many.txt --as link', { 'many.txt': many });
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^rungs: 5001 messages are more than the 5000/);
  });

  test('--help and --version', async () => {
    expect((await rungs('--help')).out).toContain('Usage: rungs');
    expect((await rungs('-h')).status).toBe(0);
    expect((await rungs('--version')).out).toBe('1.2.3\n');
  });

  test.each([
    ['', 'no file is named'],
    ['--as', '--as needs a value'],
    [
      `${CALL} --as pdf`,
      '--as pdf is none of text, json, svg, mermaid, plantuml, sngrep, sipp-caller, sipp-callee, pcapng, link',
    ],
    [`${CALL} --lst`, 'there is no option --lst'],
    [`${CALL} -x`, 'there is no option -x'],
    [`${CALL} --list=yes`, 'there is no option --list=yes'],
    ['- -', 'standard input (-) can be read once only'],
    ['nowhere.log', 'nowhere.log cannot be read'],
    ['-- --list', '--list cannot be read'],
  ])('wrong: %s', async (words, text) => {
    const { status, out, err } = await rungs(words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(`rungs: ${text}`);
  });
});

describe('a link', () => {
  test('is read like the trace that it carries', async () => {
    const { out: link } = await rungs('kamailio-sipdump/fork.txt --as link --unredacted --base https://example.com/');
    const files = { 'mail.txt': `See ${link}` };
    expect((await rungs('mail.txt', files)).out).toBe((await rungs('kamailio-sipdump/fork.txt')).out);
    const [again, first] = await Promise.all([
      rungs('mail.txt --as json', files),
      rungs('kamailio-sipdump/fork.txt --as json'),
    ]);
    const [a, b] = [JSON.parse(again.out), JSON.parse(first.out)];
    expect([a.messages, a.calls]).toEqual([b.messages, b.calls]);
    expect(a.sources[0]).toMatchObject({
      name: 'fork.txt',
      clock: b.sources[0].clock,
      messages: b.sources[0].messages,
    });
  });

  test('is redacted but for what is included', async () => {
    const { out } = await rungs('kamailio-sipdump/fork.txt --as link');
    const { out: ladder } = await rungs('l', { l: out });
    expect(ladder).toContain('N1 called N2');
    expect(ladder).not.toMatch(/Alice|Bob|127\.0\.[1-5]\.1:/);
    const { out: named } = await rungs(
      'kamailio-sipdump/fork.txt --as link --include names,products --include addresses',
    );
    expect((await rungs('l', { l: named })).out).toContain('Alice called Bob');
    expect((await rungs('l', { l: named })).out).toContain('127.0.1.1:5060');
    expect((await rungs(`${CALL} --as link --include secrets`)).err).toContain(
      '--include secrets is none of addresses',
    );
  });

  test('can be a file, and a page that carries it', async () => {
    const { out: link } = await rungs(`${CALL} --as link`);
    const ladder = (await rungs('l', { l: link })).out;
    const file = (await rungs(`${CALL} --as rungs -o a.rungs`)).saved.get('a.rungs') ?? '';
    expect(file).toBeInstanceOf(Uint8Array);
    expect((await rungs('a.rungs', { 'a.rungs': file })).out).toBe(ladder);
    const { out: page } = await rungs(`${CALL} --as html`);
    expect(page).toContain(`id="rungs-trace">${link.trim()}</script>`);
    expect((await rungs('a.html', { 'a.html': page })).out).toBe(ladder);
    expect((await rungs('a.html', { 'a.html': page.slice(0, 150) })).err).toMatch(/This file was cut: \d+ of/);
  });

  test('can be locked', async () => {
    const key = { key: 'open sesame\nnot this\n', other: 'sesame' };
    const { out } = await rungs(`${CALL} --as link --lock key`, key);
    const files = { ...key, l: out };
    expect((await rungs('l', files)).err).toContain('This link is locked with a passphrase.');
    expect((await rungs('l --unlock other', files)).err).toContain('that is not the passphrase of this link or file');
    expect((await rungs('l --unlock key', files)).out).toBe(
      (await rungs('l', { l: (await rungs(`${CALL} --as link`)).out })).out,
    );
    expect((await rungs(`${CALL} --as link --lock key`, { key: '' })).err).toContain('key holds no passphrase');
    expect((await rungs(`${CALL} --as link --lock no`)).err).toContain('no cannot be read');
  });

  test('that was cut is told as such', async () => {
    const { out } = await rungs(`${CALL} --as link`);
    const { status, err } = await rungs('mail.txt', { 'mail.txt': out.slice(0, 100) });
    expect(status).toBe(1);
    expect(err).toContain(`This link was cut: 100 of ${out.length - 1} characters.`);
  });
});
