import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemList } from '../../src/base/problem.ts';
import { IndexSink } from '../../src/formats/capture/sink.ts';
import { seenTraffic } from '../../src/media/traffic.ts';
import { PacketReader } from '../../src/packets/packet-reader.ts';
import { TrafficTables } from '../../src/packets/traffic.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { START } from '../support/captures.ts';
import { be, ethernet, fragments4, ip4, join, tcp, text, udp } from '../support/packets.ts';
import { request } from '../support/sip-texts.ts';
import { datagram, MEDIA, range, rtpPacket, type TimedFrame, trafficIn, voice } from '../support/traffic.ts';

const only = (frames: readonly TimedFrame[]) => trafficIn(frames).flows[0];

describe('sequence numbers of RTP', () => {
  test('what is missing, late and twice is counted apart', () => {
    const flow = only(voice([1, 2, 3, 6, 7, 9, 8, 10, 10, 11, 15, 16]));
    expect(flow).toMatchObject({ packets: 12, lost: 5, longestLoss: 3, lossRuns: 2, late: 1, duplicates: 1 });
  });

  test('they go round', () => {
    expect(only(voice(range(65530, 65545)))).toMatchObject({ packets: 16, lost: 0, late: 0, restarts: 0 });
    expect(only(voice([...range(65530, 65534), ...range(65537, 65545)]))).toMatchObject({ lost: 2 });
  });

  test('a sender that begins anew has lost nothing', () => {
    const flow = only(voice([...range(100, 119), ...range(30000, 30019)]));
    expect(flow).toMatchObject({ packets: 40, lost: 0, restarts: 1 });
  });

  test('one stray packet changes nothing', () => {
    expect(only(voice([...range(100, 119), 40000, ...range(120, 139)]))).toMatchObject({ lost: 0, restarts: 0 });
  });

  test('a packet before the first is late, not lost', () => {
    expect(only(voice([10, 11, 9, 12, 13, 14, 15, 16, 17]))).toMatchObject({ packets: 9, lost: 0, late: 1 });
  });

  test('any loss, order and repetition within reach: what came and what is missing adds up', () => {
    const plan = fc.array(
      fc.record({ drop: fc.integer({ min: 0, max: 9 }), twice: fc.boolean(), swap: fc.boolean() }),
      {
        minLength: 40,
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 65535 }), (steps, first) => {
        const sent: number[] = [];
        const came = new Set<number>();
        steps.forEach(({ drop, twice, swap }, i) => {
          if (drop === 0 && i > 0 && i < steps.length - 1) return;
          sent.push(first + i);
          came.add(i);
          if (twice) sent.push(first + i);
          const at = sent.length - 1;
          if (swap && at > 1) [sent[at], sent[at - 1]] = [sent[at - 1] as number, sent[at] as number];
        });
        const flow = trafficIn(voice(sent));
        const found = [...flow.flows, ...flow.weak][0];
        expect(found?.packets).toBe(sent.length);
        expect(found?.lost).toBe(steps.length - came.size);
        expect(found?.duplicates).toBe(sent.length - came.size);
      }),
    );
  });
});

describe('what is taken for RTP', () => {
  test('a stream shows itself; a few packets are RTP only where a call says so', () => {
    expect(trafficIn(voice(range(1, 20))).flows).toHaveLength(1);
    const few = trafficIn(voice(range(1, 4)));
    expect([few.flows.length, few.weak.length]).toEqual([0, 1]);
  });

  test('other protocols whose first byte looks like it are not', () => {
    const frames = Array.from({ length: 200 }, (_, i) => ({
      frame: datagram(
        join(be([1, 0x80], [1, 1], [2, (i * 40503) & 0xffff], [4, i * 7919], [4, 5]), new Uint8Array(40)),
      ),
      at: i * 1000,
    }));
    expect(trafficIn(frames).flows).toEqual([]);
  });

  test('digits are counted by their timestamps, and none is kept', () => {
    const digit = (sequence: number, timestamp: number, at: number) => ({
      frame: datagram(rtpPacket({ sequence, timestamp, type: 101, payload: be([1, 5], [1, 0x8a], [2, 800]) })),
      at,
    });
    const flow = only([
      ...voice(range(1, 10)),
      ...[11, 12, 13].map((n) => digit(n, 1600, n * 20_000)),
      ...[14, 15].map((n) => digit(n, 3200, n * 20_000)),
    ]);
    expect(flow).toMatchObject({ digitCount: 2, digitType: 101, lost: 0, packets: 15 });
    expect(JSON.stringify(flow?.digits)).not.toContain('5,');
  });

  test('a pause is told with its length', () => {
    const frames = [
      ...voice(range(1, 10)),
      ...voice(range(11, 20)).map(({ frame, at }) => ({ frame, at: at + 5_000_000 })),
    ];
    expect(only(frames)).toMatchObject({ pauseCount: 1, paused: 4_820_000, pauses: [{ length: 4_820_000 }] });
  });

  test('more flows than are kept: real streams stay, and it is told what was left out', () => {
    const tables = new TrafficTables();
    const problems = new ProblemList();
    const reader = new PacketReader(new IndexSink(new MessageIndex()), 0, problems, tables);
    const take = (frame: Uint8Array, at: number) => reader.frame(frame, 0, frame.length, 1, START + at, -1, 0);
    for (const { frame, at } of voice(range(1, 20), { ssrc: 0xfeed })) take(frame, at);
    const frame = datagram(rtpPacket({ sequence: 1 }));
    const ssrc = new DataView(frame.buffer, frame.byteOffset + 14 + 20 + 8 + 8, 4);
    // Each of these streams has three packets: enough to stay.
    for (let i = 0; i < 70_000; i++) {
      ssrc.setUint32(0, 0x10000000 + i);
      for (let other = 0; other < 3; other++) take(frame, 1_000_000 + other);
    }
    reader.finish();
    expect(tables.flows.count).toBeLessThanOrEqual(1 << 16);
    expect(seenTraffic(tables).flows.map((flow) => [flow.ssrc, flow.packets])).toEqual([[0xfeed, 20]]);
    expect(problems.kept.map(({ code }) => code)).toContain('media-dropped');
  });

  test('whatever bytes come in, nothing throws and tables stay consistent', () => {
    const any = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(any, (payloads) => {
        const forced = payloads.map((bytes, i) =>
          Uint8Array.from(bytes, (byte, at) => (at === 0 ? 0x80 | (byte & 0x3f) : byte + (i & 0))),
        );
        const seen = trafficIn(forced.map((bytes, i) => ({ frame: datagram(bytes), at: i * 1000 })));
        const packets = [...seen.flows, ...seen.weak, ...seen.others].reduce((sum, flow) => sum + flow.packets, 0);
        expect(packets).toBeLessThanOrEqual(payloads.length);
      }),
    );
  });
});

describe('RTCP', () => {
  const report = (about: number, lost: number) =>
    be([1, 0x81], [1, 201], [2, 7], [4, 99], [4, about], [1, 64], [3, lost], [4, 1000], [4, 33], [4, 0], [4, 0]);
  const rtcp = { ...MEDIA, sport: 40003, dport: 40001 };

  test('a receiver report', () => {
    const { reports } = trafficIn([{ frame: datagram(report(7, 12), rtcp), at: 0 }]);
    expect(reports).toMatchObject([
      { reporter: 99, about: 7, lost: 12, worstShare: 0.25, jitter: 33, roundTrip: null },
    ]);
  });

  test('what is encrypted is not read as figures', () => {
    const sealed = join(report(7, 12), be([4, 0x80000001], [8, 0x1234], [2, 1]));
    expect(trafficIn([{ frame: datagram(sealed, rtcp), at: 0 }]).reports).toEqual([]);
    const unlucky = join(report(7, 12), be([4, 0x80c90009], [8, 0x1234], [2, 1]));
    expect(trafficIn([{ frame: datagram(unlucky, rtcp), at: 0 }]).reports).toEqual([]);
  });

  test('VoIP metrics of an extended report', () => {
    const block = be([1, 7], [1, 0], [2, 8], [4, 7], [1, 26], [1, 13], [2, 0], [4, 0], [2, 120], [2, 60], [4, 0]);
    const extended = join(
      be([1, 0x80], [1, 207], [2, 10], [4, 99]),
      block,
      be([1, 82], [1, 127], [1, 41], [1, 127], [8, 0]),
    );
    const { reports } = trafficIn([{ frame: datagram(extended, rtcp), at: 0 }]);
    expect(reports[0]?.extended).toMatchObject({
      roundTrip: 120,
      endSystemDelay: 60,
      rFactor: 82,
      mosConversation: null,
    });
    expect(reports[0]?.extended?.mosListening).toBeCloseTo(4.1);
  });
});

describe('packet events', () => {
  const unreachable = (quoted: Uint8Array, code = 3) =>
    ethernet(
      ip4({ from: '10.0.0.9', to: '10.0.0.1' }, join(be([1, 3], [1, code], [2, 0], [4, 0]), quoted), { protocol: 1 }),
    );

  test('ICMP that quotes RTP, and SIP', () => {
    const quotes = [udp(MEDIA, rtpPacket({ sequence: 1 })), udp(MEDIA, text(request('c')))];
    const frames = quotes.map((quote, i) => ({ frame: unreachable(ip4(MEDIA, quote)), at: i }));
    expect(trafficIn(frames).events).toMatchObject([
      { kind: 'unreachable', detail: 'port unreachable', reporter: '10.0.0.9', fromPort: 40000, toPort: 40002 },
      { kind: 'unreachable' },
    ]);
  });

  test('ICMP about other things is none of ours', () => {
    expect(trafficIn([{ frame: unreachable(ip4(MEDIA, udp(MEDIA, new Uint8Array(40)))), at: 0 }]).events).toEqual([]);
  });

  test('what repeats without end is counted, not kept', () => {
    const frame = unreachable(ip4(MEDIA, udp(MEDIA, rtpPacket({ sequence: 1 }))));
    const { events } = trafficIn(Array.from({ length: 500 }, (_, i) => ({ frame, at: i * 20_000 })));
    expect(events.length).toBeLessThan(20);
    expect(events.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });

  test('fragmentation needed says what would pass', () => {
    const message = be([1, 3], [1, 4], [2, 0], [2, 0], [2, 1400]);
    const packet = ip4(
      { from: '10.0.0.9', to: '10.0.0.1' },
      join(message, ip4(MEDIA, udp(MEDIA, text(request('c'))))),
      { protocol: 1 },
    );
    expect(trafficIn([{ frame: ethernet(packet), at: 0 }]).events).toMatchObject([
      { kind: 'too-big', detail: 'fragmentation needed, at most 1400 bytes' },
    ]);
  });

  test('a connection with SIP that is reset or closed, and one that is refused at a SIP port', () => {
    const ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 40000, dport: 5060 };
    const back = { from: ends.to, to: ends.from, sport: 5060, dport: 40000 };
    const frame = (whose: typeof ends, segment: Uint8Array) => ethernet(ip4(whose, segment, { protocol: 6 }));
    const sip = frame(ends, tcp(ends, { sequence: 1 }, text(request('c'))));
    const events = (...frames: Uint8Array[]) => trafficIn(frames.map((one, i) => ({ frame: one, at: i }))).events;
    expect(events(sip, frame(back, tcp(back, { sequence: 1, flags: 4 })))).toMatchObject([
      { kind: 'reset', fromAddress: '10.0.0.2', fromPort: 5060, reporter: '10.0.0.2' },
    ]);
    expect(events(sip, frame(ends, tcp(ends, { sequence: 900, flags: 17 })))).toMatchObject([
      { kind: 'closed', fromAddress: '10.0.0.1' },
    ]);
    const refused = [
      frame(ends, tcp(ends, { sequence: 1, flags: 2 })),
      frame(back, tcp(back, { sequence: 0, flags: 20 })),
    ];
    expect(events(...refused)).toEqual([]);
    const known = ethernet(ip4({ ...ends, sport: 5060 }, udp({ ...ends, sport: 5060 }, text(request('d')))));
    expect(events(known, ...refused)).toMatchObject([{ kind: 'reset', detail: 'refused' }]);
  });

  test('an alert of TLS at a socket that speaks SIP; a goodbye is none', () => {
    const ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 40000, dport: 5061 };
    const back = { from: ends.to, to: ends.from, sport: 5061, dport: 40000 };
    const frame = (whose: typeof ends, segment: Uint8Array) => ethernet(ip4(whose, segment, { protocol: 6 }));
    const sip = ethernet(ip4({ ...ends, sport: 5061 }, udp({ ...ends, sport: 5061 }, text(request('d')))));
    const hello = frame(ends, tcp(ends, { sequence: 1 }, join(be([1, 22], [2, 0x301], [2, 40]), new Uint8Array(40))));
    const alert = (description: number) =>
      frame(back, tcp(back, { sequence: 1 }, be([1, 21], [2, 0x303], [2, 2], [1, 2], [1, description])));
    const events = (...frames: Uint8Array[]) => trafficIn(frames.map((one, i) => ({ frame: one, at: i }))).events;
    expect(events(sip, hello, alert(40))).toMatchObject([
      { kind: 'alert', detail: 'handshake_failure', reporter: '10.0.0.2', fromPort: 5061 },
    ]);
    expect(events(sip, hello, alert(0))).toEqual([]);
    expect(events(hello, alert(40))).toEqual([]);
  });

  test('a message whose fragments never came', () => {
    const ends = { from: '10.0.0.1', to: '10.0.0.2' };
    const [first] = fragments4(ends, udp(ends, text(request('c', 2000))), [1200]);
    expect(trafficIn([{ frame: ethernet(first as Uint8Array), at: 0 }]).events).toMatchObject([
      { kind: 'fragment-missing', fromAddress: '10.0.0.1', toPort: 5060 },
    ]);
  });
});
