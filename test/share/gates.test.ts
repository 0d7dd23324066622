import { describe, expect, test } from 'vitest';
import type { Capsule } from '../../src/capsule/capsule.ts';
import { askGates, mayLeave } from '../../src/share/gates.ts';
import { type Redacted, redact } from '../../src/share/redact.ts';
import { EMPTY_VIEW } from '../../src/view/view.ts';
import { capsuleOfFlow, capsuleOfTexts, textOf } from './captures.ts';

const encoder = new TextEncoder();

/** A message that names somebody in every way, and its secrets. */
const ORIGINAL = capsuleOfTexts(
  [
    'INVITE sip:+4915112345678@pbx.acme.com SIP/2.0',
    'Via: SIP/2.0/UDP 93.184.216.34:5060;branch=z9hG4bKfa3c81d',
    'From: "Zoe Quill" <sip:zoe.quill@acme.com>;tag=9fb7c1d2e3',
    'To: <sip:45678@[2a00:1450:4001:81b::200e]>',
    'Call-ID: 8f1c3d5a7b@acme.com',
    'CSeq: 1 INVITE',
    'Authorization: Digest username="zoe.quill", realm="acme.com", nonce="4bd2c1f0", response="b1946ac92492d2347c6235b4d2611184"',
    'X-Pin: Basic em9lOmdlaGVpbW5pcw==',
    'Proxy-Authorization: Basic em9lOmdlaGVpbW5pcw==',
    'Content-Type: application/sdp',
    'Content-Length: 84',
    '',
    'v=0',
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj',
    '',
  ].join('\r\n'),
);

/** The redacted trace with a line more in its message. */
function planted(line: string): Redacted {
  const redacted = redact(ORIGINAL);
  const bytes = encoder.encode(textOf(redacted.capsule).replace('CSeq:', `X-Note: ${line}\r\nCSeq:`));
  return { ...redacted, capsule: withBytes(redacted.capsule, bytes) };
}

function withBytes(capsule: Capsule, bytes: Uint8Array): Capsule {
  return { ...capsule, messages: capsule.messages.map((message, i) => (i === 0 ? { ...message, bytes } : message)) };
}

const hex = (text: string) => Array.from(encoder.encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
const percent = (text: string) => hex(text).replace(/../g, '%$&');

describe('gate 1: an original value in what leaves blocks it, and is told', () => {
  test('nothing is planted: nothing blocks', async () => {
    expect(mayLeave(await askGates(ORIGINAL, redact(ORIGINAL)))).toBe(true);
    expect((await askGates(ORIGINAL, planted('harmless'))).leaks).toEqual([]);
  });

  test.each([
    ['an address', '93.184.216.34'],
    ['with a port', 'at 93.184.216.34:5060.'],
    ['an address backwards', '34.216.184.93.in-addr.arpa'],
    ['an address with hyphens', 'host-93-184-216-34.isp'],
    ['an address in hexadecimal', '5db8d822'],
    ['an address as one number', '1572395042'],
    ['an address in octal', '0135.0270.0330.042'],
    ['an address with zeros', '093.184.216.034'],
    ['an address inside of IPv6', '::ffff:5db8:d822'],
    ['an escaped address', percent('93.184.216.34')],
    ['IPv6', '2a00:1450:4001:81b::200e'],
    ['IPv6 in capitals', '2A00:1450:4001:81B::200E'],
    ['IPv6 in full', '2a00:1450:4001:081b:0000:0000:0000:200e'],
    ['IPv6 without ::', '2a00:1450:4001:81b:0:0:0:200e'],
    ['IPv6 backwards', 'e.0.0.2.0.0.0.0.0.0.0.0.0.0.0.0.b.1.8.0.1.0.0.4.0.5.4.1.0.0.a.2.ip6.arpa'],
    ['a number', '+4915112345678'],
    ['a number with a zero in front', '015112345678'],
    ['the end of a number', '2345678'],
    ['a number with separators', '(0151)123-456.78'],
    ['ENUM', '8.7.6.5.4.3.2.1.1.5.1.9.4.e164.arpa'],
    ['an escaped number', '%2B4915112345678'],
    ['a short number', '45678'],
    ['a user', 'zoe.quill'],
    ['a user in capitals', 'ZOE.QUILL@x'],
    ['an escaped user', percent('zoe.quill')],
    ['a user in hexadecimal', hex('zoe.quill')],
    ['a user in hexadecimal with colons', hex('zoe.quill').replace(/..(?=.)/g, '$&:')],
    ['a display name', 'Zoe Quill'],
    ['a host', 'pbx.acme.com'],
    ['a domain backwards', 'com.acme'],
    ['a Call-ID', '8f1c3d5a7b@acme.com'],
    ['a tag', 'x9fb7c1d2e3x'],
    ['a digest answer', 'b1946ac92492d2347c6235b4d2611184'],
    ['credentials', 'em9lOmdlaGVpbW5pcw=='],
    ['a password', 'geheimnis'],
    ['an SRTP key', 'd0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj'],
    ...[0, 1, 2].map(
      (pad) => [`base64, ${pad} bytes on`, btoa(`${'-'.repeat(pad)}zoe.quill 93.184.216.34`)] as [string, string],
    ),
    ['base64 for the web', btoa('{"tn":"+4915112345678"}').replaceAll('=', '')],
  ])('%s', async (_, value) => {
    const redacted = planted(value);
    const { leaks } = await askGates(ORIGINAL, redacted);
    expect(leaks.length).toBeGreaterThan(0);
    const start = textOf(redacted.capsule).indexOf(value);
    for (const { where, offset } of leaks) {
      expect(where).toBe('message 1');
      expect(offset).toBeGreaterThanOrEqual(start);
      expect(offset).toBeLessThan(start + value.length);
    }
    expect(mayLeave(await askGates(ORIGINAL, redacted))).toBe(false);
  });

  test('in the table of endpoints, in the name of a file, in a filter, in a note', async () => {
    const redacted = redact(ORIGINAL);
    const { capsule } = redacted;
    const places: Capsule[] = [
      { ...capsule, endpoints: [{ kind: 'address', address: '10.1.2.3', port: 5060 }, ...capsule.endpoints.slice(1)] },
      { ...capsule, sources: capsule.sources.map((source) => ({ ...source, name: 'zoe.quill.pcap' })) },
      {
        ...capsule,
        view: { ...EMPTY_VIEW, filter: 'acme.com' },
      },
      { ...capsule, view: { ...EMPTY_VIEW, notes: new Map([[0, 'ask Zoe.Quill']]) } },
    ];
    const wheres = await Promise.all(
      places.map(async (place) => (await askGates(ORIGINAL, { ...redacted, capsule: place })).leaks[0]?.where),
    );
    expect(wheres).toEqual(['endpoint 1', 'source 1', 'view', 'view']);
  });

  test('a value that redaction never heard of is missed nevertheless', async () => {
    const redacted = planted('93.184.216.34');
    const forgetful = { ...redacted, values: (redacted.values ?? []).filter(({ value }) => value !== '93.184.216.34') };
    expect((await askGates(ORIGINAL, forgetful)).leaks[0]).toMatchObject({ kind: 'address', value: '93.184.216.34' });
  });
});

describe('gate 2: what a trace says may not change', () => {
  const flow =
    'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp\nalice -> bob ACK\n… 20s\nbob -> alice BYE\nalice -> bob 200';
  const original = capsuleOfFlow(flow);

  test.each([
    [
      'a tag that is another one',
      (text: string) => text.replace(/(To: .*;tag=)\S+/, '$1other'),
      'transactions and dialogs',
    ],
    ['a branch that is another one', (text: string) => text.replace(/branch=\S+/, 'branch=z9hG4bKother'), 'outcome'],
    ['a stream that is closed', (text: string) => text.replace(/m=audio \d+/, 'm=audio 0'), 'findings'],
    ['a message that is none', () => 'nothing', 'messages that can be read'],
    ['another code', (text: string) => text.replace('SIP/2.0 200 OK', 'SIP/2.0 486 Busy Here'), 'outcome'],
  ])('%s', async (_, change, what) => {
    const redacted = redact(original);
    expect(await askGates(original, redacted)).toEqual({ leaks: [], differences: [] });
    const messages = redacted.capsule.messages.map((message, i) =>
      i === 2 ? { ...message, bytes: encoder.encode(change(textOf(redacted.capsule, i))) } : message,
    );
    const report = await askGates(original, { ...redacted, capsule: { ...redacted.capsule, messages } });
    expect(report.differences.map((difference) => difference.what)).toContain(what);
    expect(mayLeave(report)).toBe(false);
  });

  test('sizes are judged as they were', async () => {
    const long = capsuleOfFlow(
      `alice -> bob INVITE sdp\n  Subject: ${'a-word-that-is-longer-than-its-pseudonym '.repeat(40)}\nbob -> alice 200 sdp`,
    );
    const redacted = redact(long);
    expect(redacted.capsule.messages[0]?.bytes.length).toBeLessThan(1300);
    expect(await askGates(long, redacted)).toEqual({ leaks: [], differences: [] });
    const messages = redacted.capsule.messages.map((message) => ({ ...message, size: 500 }));
    const smaller = { ...redacted, capsule: { ...redacted.capsule, messages } };
    expect((await askGates(long, smaller)).differences.length).toBeGreaterThan(0);
  });
});
