import { describe, expect, test } from 'vitest';
import { exporterOf } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { select } from '../../src/export/selection.ts';
import { besideOf } from '../../src/ladder/beside.ts';
import { qualityOf } from '../../src/media/quality.ts';
import { expectGolden } from '../support/golden.ts';
import { callsIn, captureOf, endsOf, portUnreachable, traceOf } from '../support/media-capture.ts';
import { be } from '../support/packets.ts';
import { sdp } from '../support/sdp.ts';
import { rtpPacket } from '../support/traffic.ts';

const A = '192.0.2.10';
const B = '192.0.2.11';
const offer = (lines: string | string[]) => sdp(lines, { address: A });
const answer = (lines: string | string[]) => sdp(lines, { address: B });

function call(offered: string, answered: string): string {
  return `
  alice = ${A}:5060 "Alice"
  bob = ${B}:5060 "Bob"
  alice -> bob INVITE ${offered}
  bob -> alice 180 +100ms
  bob -> alice 200 +900ms ${answered}
  alice -> bob ACK
  alice -> bob BYE +10s
  bob -> alice 200`;
}

const PLAIN = call(offer('audio PCMA dtmf'), answer('audio PCMA dtmf'));
const forth = { from: `${A}:40000`, to: `${B}:40000`, first: 1.1, last: 10 };
const back = { from: `${B}:40000`, to: `${A}:40000`, first: 1.1, last: 10 };

async function media(...args: Parameters<typeof captureOf>) {
  const [opened] = await callsIn(captureOf(...args));
  const { flows = [], events = [] } = opened?.media ?? {};
  const name = (endpoint: number) => opened?.lanes.get(endpoint)?.name ?? 'nobody';
  return {
    flows,
    events,
    findings: opened?.findings.map(({ rule }) => rule) ?? [],
    said: flows.map(({ from, to, kind, protocol, codec }) =>
      `${name(from)} > ${name(to)}: ${protocol} ${kind} ${codec}`.trim(),
    ),
    told: events.map(({ from, to, event }) => `${name(from)} > ${name(to)}: ${event.kind} ${event.detail}`),
  };
}

describe('flows belong to the media that a call agreed on', () => {
  test('both ways, with codec, loss and jitter', async () => {
    const lossy = {
      ...forth,
      packet: (i: number) => (i % 50 === 3 ? null : rtpPacket({ sequence: i, timestamp: i * 160, type: 8 })),
    };
    const { said, flows, findings } = await media(PLAIN, [lossy, back]);
    expect(said).toEqual(['Alice > Bob: RTP audio PCMA', 'Bob > Alice: RTP audio PCMA']);
    expect(flows.map(({ flow: { lost } }) => lost)).toEqual([9, 0]);
    expect(flows[0]?.loss).toBeCloseTo(9 / 445);
    expect(flows[1]?.jitter).toBeLessThan(1);
    expect(findings).toContain('M06');
  });

  test('what runs elsewhere, or while the call is not up, is none of it', async () => {
    const stray = { from: '198.51.100.1:5000', to: '198.51.100.2:5000', first: 1, last: 9 };
    const later = { ...back, first: 400, last: 410, rtp: { ssrc: 9 } };
    expect((await media(PLAIN, [forth, stray, later])).said).toEqual(['Alice > Bob: RTP audio PCMA']);
  });

  test('whichever way the session descriptions write their addresses', async () => {
    const written = (address: string) => sdp('audio PCMA', { address: `::FFFF:${address}` });
    const { said, findings } = await media(call(written(A), written(B)), [forth, back]);
    expect(said).toEqual(['Alice > Bob: RTP audio PCMA', 'Bob > Alice: RTP audio PCMA']);
    expect(findings).not.toContain('M04');
  });

  test('a few packets are enough where a call agreed on their way', async () => {
    expect((await media(PLAIN, [{ ...forth, last: 1.16 }])).said).toEqual(['Alice > Bob: RTP audio PCMA']);
  });

  test('behind a NAT the other end tells whose it is', async () => {
    const { said } = await media(PLAIN, [{ ...forth, from: '203.0.113.9:61000' }]);
    expect(said).toEqual(['Alice > Bob: RTP audio PCMA']);
  });

  test('the clock of a dynamic type is that of its rtpmap', async () => {
    const opus = ['m=audio 40000 RTP/AVP 111', 'a=rtpmap:111 opus/48000/2'];
    const packet = (i: number) => rtpPacket({ sequence: i, timestamp: i * 960, type: 111 });
    const { flows, said } = await media(call(offer(opus), answer(opus)), [{ ...forth, packet }]);
    expect(said).toEqual(['Alice > Bob: RTP audio opus 48 kHz stereo']);
    expect(flows[0]?.jitter).toBeLessThan(1);
    expect(flows[0]?.quality).toBeNull();
  });

  test('SRTP, and SRTP by DTLS, by name', async () => {
    const sdes = [
      'm=audio 40000 RTP/SAVP 8',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz',
    ];
    expect((await media(call(offer(sdes), answer(sdes)), [forth])).said).toEqual(['Alice > Bob: SRTP audio PCMA']);
    const print =
      'a=fingerprint:sha-256 AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99';
    const dtls = ['m=audio 40000 UDP/TLS/RTP/SAVPF 8', print, 'a=setup:actpass'];
    expect((await media(call(offer(dtls), answer(dtls)), [forth])).said).toEqual(['Alice > Bob: DTLS-SRTP audio PCMA']);
  });

  test('T.38 by what was agreed, with its losses', async () => {
    const fax = ['m=image 40000 udptl t38'];
    const packet = (i: number) => (i === 20 ? null : be([2, i], [1, 3], [3, 0x010203], [2, 0]));
    const { said, flows } = await media(call(offer(fax), answer(fax)), [{ ...forth, packet }]);
    expect(said).toEqual(['Alice > Bob: T.38 image']);
    expect(flows[0]?.flow.lost).toBe(1);
    const without = await media(PLAIN, [{ ...forth, packet }]);
    expect(without.said).toEqual([]);
  });

  test('digits are counted where the type was agreed for them', async () => {
    const packet = (i: number) =>
      i >= 50 && i < 55
        ? rtpPacket({ sequence: i, timestamp: 50 * 160, type: 101, payload: be([1, 3], [1, 10], [2, 160 * (i - 49)]) })
        : rtpPacket({ sequence: i, timestamp: i * 160, type: 8 });
    const { flows } = await media(PLAIN, [{ ...forth, packet }]);
    expect(flows[0]).toMatchObject({ digits: 1, codec: 'PCMA' });
    expect(flows[0]?.jitter).toBeLessThan(1);
  });

  test('what the receiver reports goes with the flow', async () => {
    const report = be(
      [1, 0x81],
      [1, 201],
      [2, 7],
      [4, 99],
      [4, 7],
      [1, 64],
      [3, 12],
      [4, 1000],
      [4, 33],
      [4, 0],
      [4, 0],
    );
    const rtcp = { from: `${B}:40001`, to: `${A}:40001`, first: 5, last: 5.02, packet: () => report };
    expect((await media(PLAIN, [forth, rtcp])).flows[0]?.heard).toMatchObject({ lost: 12, worstShare: 0.25 });
  });
});

describe('packet events belong to the call that they hit', () => {
  const ends = endsOf(`${A}:40000`, `${B}:40000`);
  const closed = { bytes: portUnreachable(B, ends, rtpPacket({ sequence: 1 })), time: 2e6 };

  test('a closed media port, told by the callee to the caller', async () => {
    const { told, events } = await media(PLAIN, [forth], [closed]);
    expect(told).toEqual(['Bob > Alice: unreachable port unreachable']);
    expect(events[0]?.media).toBe(true);
  });

  test('again and again is one mark', async () => {
    const [opened] = await callsIn(
      captureOf(
        PLAIN,
        [forth],
        Array.from({ length: 40 }, (_, i) => ({ ...closed, time: 2e6 + i * 20_000 })),
      ),
    );
    const marks = opened?.media ? besideOf(opened.media).filter(({ what }) => what === 'event') : [];
    expect(marks.map(({ label, chips }) => [label, chips.map(({ title }) => title)])).toEqual([
      ['ICMP: port unreachable', ['40 times']],
    ]);
  });
});

describe('the E-model', () => {
  const stream = { packets: 1000, duplicates: 0, lost: 0, lossRuns: 0 };

  // ITU-T G.107 §7: R = 93.2 without impairments; G.113 appendix I for G.729; Ppl and Bpl by formula 7-29.
  test.each([
    ['PCMU', 0, 0, 93.2, 4.41],
    ['PCMA', 20, 20, 93.2 - (95 * 1.9608) / (1.9608 + 25.1), 4.26],
    ['G729', 0, 0, 82.2, 4.09],
    ['G729', 50, 50, 93.2 - 11 - (84 * 4.7619) / (4.7619 + 19), 3.38],
  ] as const)('%s with %i packets lost of a thousand', (codec, lost, lossRuns, rating, mos) => {
    const quality = qualityOf({ ...stream, lost, lossRuns }, codec);
    expect(quality?.rating).toBeCloseTo(rating, 1);
    expect(quality?.mos).toBeCloseTo(mos, 1);
    expect(quality?.assumptions.length).toBeGreaterThan(0);
  });

  test('bursts are worse than the same loss at random; codecs without figures are not rated', () => {
    const random = qualityOf({ ...stream, lost: 50, lossRuns: 50 }, 'PCMA')?.mos ?? 0;
    expect(qualityOf({ ...stream, lost: 50, lossRuns: 5 }, 'PCMA')?.mos).toBeLessThan(random);
    expect(qualityOf(stream, 'opus')).toBeNull();
  });
});

describe('a ladder with media', () => {
  const closed = {
    bytes: portUnreachable(B, endsOf(`${A}:40001`, `${B}:40001`), be([4, 0x80c90001], [4, 7])),
    time: 3e6,
  };
  const lossy = {
    ...back,
    packet: (i: number) => (i % 20 === 3 ? null : rtpPacket({ sequence: i, timestamp: i * 160, type: 8, ssrc: 8 })),
  };

  test.each(['text', 'svg', 'json', 'mermaid', 'csv', 'markdown'])('as %s', async (id) => {
    const trace = await traceOf(captureOf(PLAIN, [forth, lossy], [closed]), 'media.pcap');
    const exporter = exporterOf(id);
    const written = await exporter?.write(await select(trace, [0]), paper());
    expectGolden(`export/media.${exporter?.extension}`, written ?? '');
  });
});
