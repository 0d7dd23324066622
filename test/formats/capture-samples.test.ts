import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FINE_CLOCK, HAS_SEQUENCE, TRUNCATED } from '../../src/base/captured.ts';
import { counts, readCapture } from '../support/captures.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));

/** A call that is answered and ended, as tshark counts it. */
const call = { INVITE: 1, '180 (INVITE)': 1, '200 (INVITE)': 1, ACK: 1, BYE: 1, '200 (BYE)': 1 };
/** The same through a B2BUA or proxy. */
const relayed = {
  INVITE: 2,
  '100 (INVITE)': 1,
  '180 (INVITE)': 2,
  '200 (INVITE)': 2,
  ACK: 2,
  BYE: 2,
  '200 (BYE)': 2,
};

const EXPECTED: Record<string, Record<string, number>> = {
  'pcap/basic.pcap': call,
  'pcap/linux-cooked.pcap': call,
  'pcap/ipv6.pcap': call,
  'pcap/tcp.pcap': call,
  'pcap/fragments.pcap': call,
  'pcap/rtp.pcap': call,
  'pcap/loss.pcap': { INVITE: 8, '180 (INVITE)': 2, '200 (INVITE)': 10, ACK: 3, BYE: 11, '200 (BYE)': 4 },
  'pcap/udp-to-tcp.pcap': relayed,
  'pcap/nanoseconds.pcap': relayed,
  'pcap/modified.pcap': relayed,
  'pcap/truncated.pcap': relayed,
  'pcap/hep.pcap': relayed,
  'pcap/websocket.pcap': { REGISTER: 3, '401 (REGISTER)': 1, '200 (REGISTER)': 2, MESSAGE: 2, '482 (MESSAGE)': 2 },
  'pcap/websocket-cancel.pcap': {
    REGISTER: 8,
    '401 (REGISTER)': 4,
    '200 (REGISTER)': 4,
    INVITE: 2,
    '100 (INVITE)': 2,
    '180 (INVITE)': 2,
    CANCEL: 2,
    '200 (CANCEL)': 2,
    '487 (INVITE)': 2,
    ACK: 2,
    MESSAGE: 2,
    '405 (MESSAGE)': 2,
  },
  'pcap/tls.pcap': call,
  'pcap/snaplen.pcap': { INVITE: 2, '100 ()': 1, '180 ()': 2, '200 ()': 4, ACK: 2, BYE: 2 },
  'pcap/snaplen-tcp.pcap': { INVITE: 6, '180 ()': 6, '200 ()': 6, ACK: 6 },
  'pcapng/tcp.pcapng': { INVITE: 6, '180 (INVITE)': 6, '200 (INVITE)': 6, ACK: 6 },
  'pcapng/comments.pcapng': relayed,
  'pcapng/exported.pcapng': relayed,
  'hep/call.hep': relayed,
};

describe('captures of real software', () => {
  test.each(Object.entries(EXPECTED))('%s has the messages that tshark counts', async (name, expected) => {
    const { report, messages, index } = await readCapture(sample(name));
    expect(counts(messages)).toEqual(expected);
    expect(report.messages).toBe(messages.length);
    expect(report.startLines).toBe(name === 'pcap/hep.pcap' ? 26 : messages.length);
    expect(report.clock).toBe('absolute');
    for (const { text, time, flags } of messages) {
      expect(text).toMatch(/^(SIP\/2\.0 \d{3} |[A-Z]+ sip:)/);
      expect(new Date(time / 1000).getUTCFullYear()).toBe(2026);
      expect(flags & FINE_CLOCK).toBe(FINE_CLOCK);
    }
    expect(index.endpoints.list().every(({ kind, port }) => kind === 'address' && port > 0)).toBe(true);
  });

  test('messages know their ends, transport, time and copy number', async () => {
    const { messages } = await readCapture(sample('pcap/basic.pcap'));
    const [first] = messages;
    // tshark -T fields -e ip.src -e udp.srcport -e ip.dst -e udp.dstport -e frame.time_epoch -e ip.id -e ip.flags.df
    expect(first).toMatchObject({ what: 'INVITE', from: '127.0.1.1:5060', to: '127.0.3.1:5060', transport: 1 });
    expect(messages.every(({ text }) => text.endsWith('\r\n'))).toBe(true);
  });

  test('what is cut says so and where', async () => {
    const cut = await readCapture(sample('pcap/truncated.pcap'));
    expect(cut.messages.filter(({ flags }) => flags & TRUNCATED)).toHaveLength(1);
    expect(cut.messages.at(-1)?.flags).toSatisfy((flags: number) => (flags & TRUNCATED) !== 0);
    expect(cut.report.problems).toMatchObject([{ code: 'file-cut', at: { offset: 6828, frame: 13 } }]);
    for (const name of ['pcap/snaplen.pcap', 'pcap/snaplen-tcp.pcap']) {
      const { messages } = await readCapture(sample(name));
      expect(messages.every(({ flags }) => flags & TRUNCATED)).toBe(true);
    }
  });

  test('what is beside SIP is counted by reason', async () => {
    const skipped = async (name: string) => {
      const { report } = await readCapture(sample(name));
      return report.skipped.map(({ reason, count }) => [reason, count]);
    };
    expect(await skipped('pcap/loss.pcap')).toEqual([['ICMP (what it quotes is not a message)', 7]]);
    expect(await skipped('pcap/rtp.pcap')).toEqual([['RTP', 201]]);
    expect(await skipped('pcap/hep.pcap')).toEqual([['HEP copies of messages that are in the capture themselves', 13]]);
    expect(await skipped('pcap/tls.pcap')).toEqual([
      ['TCP without data (handshakes, acknowledgements, closings)', 14],
      ['TLS, encrypted: 127.0.1.1:36595 ↔ 127.0.2.1:5061, 19 records', 12],
    ]);
    expect(await skipped('pcap/tcp.pcap')).toEqual([['TCP without data (handshakes, acknowledgements, closings)', 11]]);
  });

  test('decrypted messages that Wireshark exported have their ends, and come once', async () => {
    const { messages, report } = await readCapture(sample('pcapng/exported.pcapng'));
    expect(messages[0]).toMatchObject({ from: '127.0.1.1:36595', to: '127.0.2.1:5061', transport: 2 });
    expect(report.skipped).toMatchObject([{ reason: 'payloads that were exported twice', count: 7 }]);
  });

  test('what is known and not read says what to do', async () => {
    const xz = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4);
    const { format, report } = await readCapture(xz);
    expect(format.magic(xz)).toBe('starts as xz does; not read: unpack it first');
    expect(report).toMatchObject({ messages: 0, problems: [{ code: 'format-refused' }] });
  });

  test('TCP data carries its sequence number', async () => {
    const { messages } = await readCapture(sample('pcap/tcp.pcap'));
    expect(messages.every(({ flags, transport }) => flags & HAS_SEQUENCE && transport === 2)).toBe(true);
    expect(new Set(messages.map(({ from, sequence }) => `${from} ${sequence}`)).size).toBe(messages.length);
  });
});
