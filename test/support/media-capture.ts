import { analyse, bytesOf } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { type OpenCall, openCall } from '../../src/export/open-call.ts';
import type { OpenTrace } from '../../src/export/open-trace.ts';
import { seenTraffic } from '../../src/media/traffic.ts';
import { type Frame, pcapFile } from './captures.ts';
import { callFrom } from './flow.ts';
import { be, type Ends, ethernet, ip4, join, udp } from './packets.ts';
import { type Rtp, rtpPacket } from './traffic.ts';

/** Media beside the messages of a flow; seconds after the first message. */
export interface Media {
  /** `address:port`. */
  readonly from: string;
  readonly to: string;
  readonly first: number;
  readonly last: number;
  /** Payload of one of the packets, by number; RTP of G.711 without it. null: it is lost. */
  readonly packet?: (number: number) => Uint8Array | null;
  readonly rtp?: Partial<Rtp>;
  /** Microseconds between two packets. */
  readonly step?: number;
}

/** A capture of a flow (see callFrom) with media and other frames beside it. */
export function captureOf(flow: string, media: readonly Media[], others: readonly Frame[] = []): Uint8Array {
  const { messages } = callFrom(flow);
  const start = messages[0]?.time ?? 0;
  const frames: Frame[] = messages.map(({ bytes, time, from, to }) => {
    const ends = { from: from.address, to: to.address, sport: from.port, dport: to.port };
    return { bytes: datagramFrame(ends, bytes), time };
  });
  for (const one of media) frames.push(...mediaFrames(one, start));
  frames.push(...others.map(({ time = 0, ...rest }) => ({ ...rest, time: start + time })));
  return pcapFile(frames.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0)));
}

function mediaFrames({ from, to, first, last, rtp, packet, step = 20_000 }: Media, start: number): Frame[] {
  const count = Math.round(((last - first) * 1e6) / step);
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const bytes = packet ? packet(i) : rtpPacket({ sequence: 1000 + i, timestamp: i * 160, type: 8, ...rtp });
    return bytes ? [{ bytes: datagramFrame(endsOf(from, to), bytes), time: start + first * 1e6 + i * step }] : [];
  });
}

export function endsOf(from: string, to: string): Ends {
  const [fromAddress = '', sport = ''] = from.split(':');
  const [toAddress = '', dport = ''] = to.split(':');
  return { from: fromAddress, to: toAddress, sport: Number(sport), dport: Number(dport) };
}

function datagramFrame(ends: Ends, payload: Uint8Array): Uint8Array {
  return ethernet(ip4(ends, udp(ends, payload)));
}

/** An ICMP error by which `reporter` tells the sender of a datagram that its port is closed. */
export function portUnreachable(reporter: string, ends: Ends, payload: Uint8Array): Uint8Array {
  const quoted = ip4(ends, udp(ends, payload));
  return ethernet(ip4({ from: reporter, to: ends.from }, join(be([1, 3], [1, 3], [6, 0]), quoted), { protocol: 1 }));
}

/** A capture as an open trace. */
export async function traceOf(bytes: Uint8Array, name = 'test.pcap'): Promise<OpenTrace> {
  const source = bytesSource(name, bytes);
  const trace = await analyse([source]);
  const { index, calls, reports, traffic } = trace;
  return {
    index,
    calls,
    sources: reports.map((report) => ({ ...report, packets: true })),
    traffic: seenTraffic(traffic),
    links: traffic.links,
    readBytes: (row) => bytesOf(trace, row),
    readSource: (_, start, end) => source.read(start, end),
  };
}

/** The calls of a capture, opened. */
export async function callsIn(bytes: Uint8Array): Promise<OpenCall[]> {
  const trace = await traceOf(bytes);
  const opened: OpenCall[] = [];
  for (let call = 0; call < trace.calls.count; call++) opened.push(await openCall(trace, call));
  return opened;
}
