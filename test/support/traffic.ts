import { ProblemList } from '../../src/base/problem.ts';
import { IndexSink } from '../../src/formats/capture/sink.ts';
import { type SeenTraffic, seenTraffic } from '../../src/media/traffic.ts';
import { PacketReader } from '../../src/packets/packet-reader.ts';
import { TrafficTables } from '../../src/packets/traffic.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { START } from './captures.ts';
import { be, type Ends, ethernet, ip4, join, udp } from './packets.ts';

/** A frame and when it came: microseconds after the first. */
export interface TimedFrame {
  readonly frame: Uint8Array;
  readonly at: number;
}

/** Reads frames of Ethernet; what is beside SIP in them. */
export function trafficIn(frames: readonly TimedFrame[]): SeenTraffic {
  const tables = new TrafficTables();
  const reader = new PacketReader(new IndexSink(new MessageIndex()), 0, new ProblemList(), tables);
  for (const { frame, at } of frames) reader.frame(frame, 0, frame.length, 1, START + at, -1, 0);
  reader.finish();
  return seenTraffic(tables);
}

export const MEDIA: Ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 40000, dport: 40002 };

export interface Rtp {
  readonly sequence: number;
  readonly timestamp?: number;
  readonly type?: number;
  readonly marker?: boolean;
  readonly ssrc?: number;
  readonly payload?: Uint8Array;
}

/** A packet of RTP (RFC 3550 §5.1). */
export function rtpPacket({ sequence, timestamp, type = 0, marker = false, ssrc = 7, payload }: Rtp): Uint8Array {
  const head = be(
    [1, 0x80],
    [1, type | (marker ? 128 : 0)],
    [2, sequence & 0xffff],
    [4, (timestamp ?? 0) >>> 0],
    [4, ssrc],
  );
  return join(head, payload ?? new Uint8Array(160));
}

export function datagram(payload: Uint8Array, ends: Ends = MEDIA): Uint8Array {
  return ethernet(ip4(ends, udp(ends, payload)));
}

/** RTP as a phone sends it, 20 ms of G.711 in each packet; only these numbers arrive, in this order. */
export function voice(numbers: readonly number[], rest: Partial<Rtp> = {}, ends: Ends = MEDIA): TimedFrame[] {
  return numbers.map((sequence, i) => ({
    frame: datagram(rtpPacket({ sequence, timestamp: sequence * 160, ...rest }), ends),
    at: i * 20_000,
  }));
}

/** `[first, …, last]` */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
