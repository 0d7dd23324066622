import { describe, expect, test } from 'vitest';
import { readLog } from '../support/logs.ts';

const call = (n: number) => [`Call-ID: ${n}`, `CSeq: ${n} OPTIONS`];
const request = (n: number, uri: string, via: string, more: readonly string[] = []) =>
  [`OPTIONS ${uri} SIP/2.0`, `Via: SIP/2.0/UDP ${via};branch=z9hG4bK${n}`, ...call(n), ...more, '', ''].join('\n');
const answer = (n: number, via: string, more: readonly string[] = []) =>
  ['SIP/2.0 200 OK', `Via: SIP/2.0/UDP ${via};branch=z9hG4bK${n}`, ...call(n), ...more, '', ''].join('\n');
const sent = (peer: string) => `<--- Transmitting SIP request (1 bytes) to UDP:${peer} --->\n`;
const received = (peer: string) => `<--- Received SIP request (1 bytes) from UDP:${peer} --->\n`;
const ends = async (text: string) => (await readLog(text)).rows.map(({ from, to }) => `${from} > ${to}`);

describe('a log that prints only the far end', () => {
  test('has the address that its own requests name', async () => {
    const text =
      sent('198.51.100.7:5060') +
      request(1, 'sip:198.51.100.7', '192.0.2.1:5070') +
      received('198.51.100.7:5060') +
      answer(1, '192.0.2.1:5070');
    expect(await ends(text)).toEqual(['192.0.2.1:5070 > 198.51.100.7:5060', '198.51.100.7:5060 > 192.0.2.1:5070']);
    expect((await readLog(text)).rows.every(({ inferred }) => inferred)).toBe(true);
  });

  test('has the address that requests to it name', async () => {
    const text = received('198.51.100.7:5060') + request(1, 'sip:x@192.0.2.1', '198.51.100.7:5060');
    expect(await ends(text)).toEqual(['198.51.100.7:5060 > 192.0.2.1:5060']);
  });

  test('stays "this system" when its messages do not agree', async () => {
    const text =
      sent('198.51.100.7:5060') +
      request(1, 'sip:198.51.100.7', '192.0.2.1:5060') +
      sent('198.51.100.8:5060') +
      request(2, 'sip:198.51.100.8', '203.0.113.1:5060');
    expect(await ends(text)).toEqual(['self > 198.51.100.7:5060', 'self > 198.51.100.8:5060']);
  });

  test('stays "this system" when it would talk to itself, or only has an invented name', async () => {
    const loop = sent('192.0.2.1:5060') + request(1, 'sip:192.0.2.1', '192.0.2.1:5060');
    expect(await ends(loop)).toEqual(['self > 192.0.2.1:5060']);
    const browser = sent('198.51.100.7:8080') + request(1, 'sip:example.com', 'x7.invalid');
    expect(await ends(browser)).toEqual(['self > 198.51.100.7:8080']);
  });
});

test('a framing line holds for a message close behind it only', async () => {
  const far = `${received('198.51.100.7:5060')}${'something\n'.repeat(6)}${answer(1, '192.0.2.9:5060')}`;
  const { report } = await readLog(far);
  expect(report.formats.map(({ id }) => id)).toEqual(['sip']);
  expect(report.skipped.map(({ reason }) => reason).join()).toContain('does not follow');
});

describe('a log that prints only the direction', () => {
  const tx = 'UDP message sent (1 bytes):\n\n';
  const rx = 'UDP message received [1] bytes :\n\n';

  test('has both ends from all its messages', async () => {
    const text =
      tx +
      request(1, 'sip:b@198.51.100.7:5062', '192.0.2.1:5070') +
      rx +
      answer(1, '192.0.2.1:5070') +
      rx +
      answer(9, '192.0.2.1:5070');
    expect(await ends(text)).toEqual([
      '192.0.2.1:5070 > 198.51.100.7:5062',
      '198.51.100.7:5062 > 192.0.2.1:5070',
      '198.51.100.7:5062 > 192.0.2.1:5070',
    ]);
  });

  test('of a WebSocket client has one far end', async () => {
    const line = (words: string) => `2024-01-05 10:00:00 | sip.Transport | ${words} WebSocket message:\n\n`;
    const ws = (text: string) => text.replaceAll('SIP/2.0/UDP', 'SIP/2.0/WS');
    const text =
      line('Sending') +
      ws(request(1, 'sip:example.com', 'x7.invalid')) +
      line('Received') +
      ws(answer(1, 'x7.invalid')) +
      line('Sending') +
      ws(request(2, 'sip:b@x7.invalid', 'x7.invalid', ['Route: <sip:203.0.113.5:8080;transport=ws;lr>'])) +
      line('Received') +
      ws(answer(2, 'x7.invalid'));
    expect(new Set(await ends(text))).toEqual(
      new Set(['x7.invalid:5060 > 203.0.113.5:8080', '203.0.113.5:8080 > x7.invalid:5060']),
    );
  });

  test('bindings in an answer to REGISTER are not where the request went', async () => {
    const register = request(1, 'sip:203.0.113.9', '192.0.2.1:5060').replaceAll('OPTIONS', 'REGISTER');
    const ok = answer(1, '192.0.2.1:5060', ['Contact: <sip:a@192.0.2.1:5060>']).replaceAll('OPTIONS', 'REGISTER');
    expect(await ends(register + ok)).toEqual([
      '192.0.2.1:5060 > 203.0.113.9:5060',
      '203.0.113.9:5060 > 192.0.2.1:5060',
    ]);
  });
});

describe('a log of an unknown program', () => {
  const message = answer(1, '192.0.2.9:5060');
  test.each([
    ['10:00:00 a 192.0.2.1:5060 -> 192.0.2.2:5061', '192.0.2.1:5060 > 192.0.2.2:5061'],
    ['10:00:00 tls:192.0.2.1:5060 --> tls:192.0.2.2:5061 (120 bytes)', '192.0.2.1:5060 > 192.0.2.2:5061'],
    ['[2001:db8::1]:5060 => [2001:db8::2]:5060', '[2001:db8::1]:5060 > [2001:db8::2]:5060'],
    ['192.0.2.1:5060 \u2192 192.0.2.2:5060', '192.0.2.1:5060 > 192.0.2.2:5060'],
    ['192.0.2.1:5060 <- 192.0.2.2:5060', '192.0.2.2:5060 > 192.0.2.1:5060'],
    ['message from 192.0.2.1:5060 to 192.0.2.2:5060:', '192.0.2.1:5060 > 192.0.2.2:5060'],
    ['{"src_ip":"192.0.2.1","src_port":5060,"dst_ip":"192.0.2.2","dst_port":5062}', '192.0.2.1:5060 > 192.0.2.2:5062'],
    ['x.cpp:123 got packet, received from udp://192.0.2.1:5060', '192.0.2.1:5060 > self'],
    ['Sending 300 bytes to gw.example.com:5080', 'self > gw.example.com:5080'],
  ])('%s', async (line, expected) => {
    expect(await ends(`${line}\n${message}`)).toEqual([
      expected.replace('self', expected.startsWith('self') ? 'self' : '192.0.2.9:5060'),
    ]);
    expect((await readLog(`${line}\n${message}`)).report.formats.map(({ id }) => id)).toEqual(['unnamed-log']);
  });

  test.each(['Transport.cxx:448 reading', 'a:1 -> b:2', 'Via 192.0.2.1:5060 there is something', 'from alice to bob'])(
    '%s names no ends',
    async (line) => {
      expect((await readLog(`${line}\n${message}`)).report.formats.map(({ id }) => id)).toEqual(['sip']);
    },
  );

  test('addresses in the message before are not those of this one', async () => {
    const text = `192.0.2.1:5060 -> 192.0.2.2:5060\n${message}x\n${answer(2, '192.0.2.9:5060')}`;
    expect((await readLog(text)).report.formats.map(({ id }) => id)).toEqual(['unnamed-log', 'sip']);
  });
});
