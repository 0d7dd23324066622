import { describe, expect, test } from 'vitest';
import { pcapFile, readCapture } from '../support/captures.ts';
import { be, type Ends, ethernet, ip4, join, text, udp } from '../support/packets.ts';
import { callIdsOf, readFrames } from '../support/reader.ts';
import { request } from '../support/sip-texts.ts';
import { pieces, Talker } from '../support/tcp-stream.ts';
import { datagram, MEDIA, range, trafficIn, voice } from '../support/traffic.ts';

const ends: Ends = { from: '10.0.0.1', to: '10.0.0.2' };
const hep: Ends = { ...ends, dport: 9060 };
const ws: Ends = { ...ends, sport: 40000, dport: 8088 };
const good = ethernet(ip4({ from: '10.0.0.8', to: '10.0.0.9' }, udp(ends, text(request('good')))));

const fragment = (offset: number, length: number, more: boolean) =>
  ethernet(ip4(ends, new Uint8Array(length).fill(65), { id: 9, offset, more }));
const chunk = (length: number, value: Uint8Array, type = 15) => join(be([2, 0], [2, type], [2, length]), value);
const hep3 = (length: number, ...chunks: readonly Uint8Array[]) =>
  ethernet(ip4(hep, udp(hep, join(text('HEP3'), be([2, length]), ...chunks))));
const upgraded = text('GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n');
const overWs = (frame: Uint8Array) => {
  const talker = new Talker(ws);
  const stream = join(upgraded, frame);
  return [talker.open(), ...pieces(stream, [upgraded.length]).map((piece) => talker.data(piece))];
};
const overTcp = (contentLength: string) => {
  const talker = new Talker();
  const message = request('evil').replace('Content-Length: 0', `Content-Length: ${contentLength}`);
  return [talker.open(), talker.data({ at: 0, bytes: text(message) }), talker.close(message.length)];
};

/** What other programs fell over in packets: frames that are read to their end, with the message behind them. */
const FALLEN: [name: string, frames: readonly Uint8Array[]][] = [
  [
    'sngrep CVE-2023-31982, #431: fragments beyond the size of a datagram',
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => fragment(i * 8000, 8000, i < 9)),
  ],
  ['sngrep #446: a last fragment at the highest offset', [fragment(0, 1400, true), fragment(65528, 1480, false)]],
  ['sngrep #446: fragments that overlap', [fragment(0, 1400, true), fragment(8, 1400, true), fragment(1400, 8, false)]],
  [
    'sngrep CVE-2023-36192, #438: a WebSocket frame of two bytes that claims a longer header',
    overWs(be([1, 0x81], [1, 0xff])),
  ],
  [
    'sngrep CVE-2023-36192, #438: a WebSocket frame that is cut in its mask',
    overWs(be([1, 0x81], [1, 0xfe], [2, 4], [1, 1])),
  ],
  [
    'sngrep CVE-2023-36192, #438: a WebSocket frame longer than its connection',
    overWs(join(be([1, 0x81], [1, 0x7f], [8, 2 ** 40]), text('INVITE'))),
  ],
  ['sngrep #509: a HEP chunk of no length', [hep3(30, chunk(0, new Uint8Array(18)))]],
  ['sngrep #509: a HEP chunk shorter than its head', [hep3(30, chunk(5, new Uint8Array(18)))]],
  ['sngrep #532: a HEP chunk longer than its packet', [hep3(30, chunk(65535, text(request('hep'))))]],
  ['sngrep #532: a HEP packet longer than its datagram', [hep3(65535, chunk(400, text(request('hep'))))]],
  ['sipsorcery GHSA-j5j8: a Content-Length below nothing', overTcp('-1')],
  ['sipsorcery GHSA-j5j8: a Content-Length beyond all numbers', overTcp('9'.repeat(400))],
  ['Linux CVE-2026-23457: a Content-Length of 2^32+32 on a stream', overTcp('4294967328')],
];

describe('what other programs fell over', () => {
  test.each(FALLEN)('%s', (_, frames) => {
    const read = readFrames([...frames, good]);
    expect(read.packets).toBe(frames.length + 1);
    expect(callIdsOf(read)).toContain('good');
    // Something is said of it: counted as passed over, told as a problem, or kept and marked.
    const isKept = read.messages.some(({ callId }) => callId !== 'good');
    expect(isKept || read.problems.length + Object.keys(read.skipped).length > 0).toBe(true);
  });

  test('sngrep CVE-2024-35434, #481, #533: RTCP whose lengths lie', () => {
    const rtcp: Ends = { ...MEDIA, sport: 40003, dport: 40001 };
    const extended = (words: number, block: number) =>
      join(be([1, 0x80], [1, 207], [2, words], [4, 99]), be([1, 7], [1, 0], [2, block], [4, 7], [4, 0]));
    const lies = [
      extended(4, 65535),
      extended(65535, 8),
      extended(0, 0),
      extended(4, 0),
      be([1, 0x9f], [1, 201], [2, 1], [4, 9]),
    ];
    const heard = voice(range(1, 20));
    const { reports, flows } = trafficIn([...heard, ...lies.map((lie) => ({ frame: datagram(lie, rtcp), at: 1 }))]);
    expect(reports.filter(({ about }) => about !== 7 && about !== 9)).toEqual([]);
    expect(flows).toMatchObject([{ packets: 20, lost: 0 }]);
  });

  test('Wireshark #17925: a size near 2^32 does not go round', async () => {
    for (const size of [0xffffffff, 0xfffffffc, 0x80000000, 0x7ffffff0]) {
      const file = pcapFile([{ bytes: good }, { bytes: good }, { bytes: good }]);
      new DataView(file.buffer).setUint32(24 + 16 + good.length + 8, size, true);
      const { messages, report } = await readCapture(file);
      expect(messages.map(({ callId }) => callId)).toContain('good');
      expect(report.problems.length).toBeGreaterThan(0);
    }
  });
});
