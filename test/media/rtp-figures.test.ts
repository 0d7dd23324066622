import { readFileSync } from 'node:fs';
import { gunzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { type SeenTraffic, seenTraffic } from '../../src/media/traffic.ts';

/**
 * `tshark -q -z rtp,streams` (4.0.17), one line a stream: seconds from the first frame of the capture to the first and the
 * last packet, ends, SSRC, packets, lost less duplicates, largest time between two packets, mean and largest jitter in ms.
 */
const TSHARK: Record<string, readonly string[]> = {
  'pcap/rtp.pcap': [
    '2.809235 2.949176 127.0.1.1:6000 127.0.3.1:7000 0E05384E 10 -2 20.152 - -',
    '0.305193 2.795692 127.0.1.1:6000 127.0.3.1:7000 DEE0EE8F 84 0 203.080 6.578 21.600',
    '0.304152 3.483475 127.0.3.1:7000 127.0.1.1:6000 DEE0EE8F 107 0 99.064 3.135 11.402',
  ],
  'rtp/ast-rtp.pcap.gz': [
    '2.816520 2.956460 127.0.1.1:6000 127.0.2.2:20304 0E05384E 10 -2 20.076 - -',
    '0.310829 2.801330 127.0.1.1:6000 127.0.2.2:20304 DEE0EE8F 84 0 31.816 0.240 0.500',
    '0.309373 3.518703 127.0.3.1:7000 127.0.2.2:20684 DEE0EE8F 108 0 31.835 0.258 0.503',
  ],
  'rtp/pjsua-call.pcap.gz': [
    '0.020950 5.001624 127.0.6.2:4030 127.0.6.1:4020 615AC203 200 0 20.350 0.304 0.379',
    // tshark says 1.848 and 30.304 here: after digits it takes the time since the last of them, but the timestamps since the
    // audio before them, for one step. RFC 3550 §A.8 compares the time and the timestamp of the same two packets.
    '0.005484 5.005716 127.0.6.1:4020 127.0.6.2:4030 04C2F7A7 251 0 20.323 0.289 0.366',
  ],
  'rtp/baresip-call.pcap.gz': ['2.046608 7.962347 127.0.0.1:46962 127.0.2.2:20780 E2789893 297 0 25.260 1.180 1.671'],
};

/** Seconds between the first frame and the first message, where others came first. */
const BEFORE: Record<string, number> = { 'rtp/pjsua-call.pcap.gz': 0.000784 };

async function seen(name: string): Promise<{ traffic: SeenTraffic; start: number }> {
  const bytes = new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));
  const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const trace = await analyse([bytesSource(name, plain)]);
  return { traffic: seenTraffic(trace.traffic), start: trace.index.columns.time[0] ?? 0 };
}

function lines({ flows }: SeenTraffic, start: number): string[] {
  const millis = (micros: number) => (micros / 1000).toFixed(3);
  const seconds = (micros: number) => ((micros - start) / 1e6).toFixed(6);
  return flows.map((flow) =>
    [
      `${seconds(flow.first)} ${seconds(flow.last)}`,
      `${flow.fromAddress}:${flow.fromPort} ${flow.toAddress}:${flow.toPort}`,
      flow.ssrc.toString(16).toUpperCase().padStart(8, '0'),
      `${flow.packets} ${flow.lost - flow.duplicates} ${millis(flow.gap)}`,
      flow.rate > 0 ? `${millis(flow.meanJitter)} ${millis(flow.jitter)}` : '- -',
    ].join(' '),
  );
}

describe('RTP streams of real software have the figures that tshark has', () => {
  test.each(Object.keys(TSHARK))('%s', async (name) => {
    const { traffic, start } = await seen(name);
    const before = (BEFORE[name] ?? 0) * 1e6;
    expect(lines(traffic, start - before).sort()).toEqual([...(TSHARK[name] ?? [])].sort());
    expect([traffic.weak, traffic.others]).toEqual([[], []]);
  });

  test('digits are events, told without what they are', async () => {
    const { traffic } = await seen('rtp/pjsua-call.pcap.gz');
    const flow = traffic.flows.find(({ digitCount }) => digitCount > 0);
    expect(flow).toMatchObject({ digitCount: 2, digitType: 120, digits: [{}, {}] });
    expect(Object.keys(flow?.digits[0] ?? {}).sort()).toEqual(['length', 'time']);
  });

  test('RTCP says what its sender heard', async () => {
    const { traffic } = await seen('rtp/pjsua-call.pcap.gz');
    // tshark -Y rtcp -T fields -e rtcp.ssrc.identifier -e rtcp.ssrc.jitter …, the largest of each.
    const heard = traffic.reports.filter(({ about, reporter }) => about !== reporter);
    expect(heard.map(({ reporter, about, lost, jitter }) => [reporter, about, lost, jitter])).toEqual([
      [0x615ac203, 0x04c2f7a7, 0, 4],
      [0x04c2f7a7, 0x615ac203, 0, 5],
    ]);
    expect(heard.every(({ roundTrip }) => roundTrip !== null && roundTrip < 1000)).toBe(true);
  });

  test('a closed port is told by who refused', async () => {
    const { traffic } = await seen('rtp/baresip-call.pcap.gz');
    expect(traffic.events).toMatchObject([
      { kind: 'unreachable', detail: 'port unreachable', reporter: '127.0.2.2', toAddress: '127.0.2.2', toPort: 20781 },
    ]);
  });
});
