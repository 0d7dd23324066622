import { rememberingOf } from '../base/memo.ts';
import { staticCodec } from '../sip/sdp-codecs.ts';
import type { SdpCodec, SdpMedia } from '../sip/sdp-types.ts';
import { type Announced, type AnnouncedSockets, socketKey } from './announced.ts';
import type { MediaFlow, RtcpReport } from './flow.ts';
import { type Quality, qualityOf } from './quality.ts';
import { codecName, isHelper } from './stream.ts';
import type { SeenTraffic } from './traffic.ts';

/** A media flow of a call: who sends to whom, as what, and how it fared. */
export interface CallFlow {
  readonly flow: MediaFlow;
  /** Endpoints of the call between which it runs; -1 when nobody of the call is known to stand there. */
  readonly from: number;
  readonly to: number;
  /** audio, video, image, …; as the media line says. */
  readonly kind: string;
  /** RTP, SRTP, DTLS-SRTP, T.38. */
  readonly protocol: 'RTP' | 'SRTP' | 'DTLS-SRTP' | 'T.38';
  /** What it carries most: `PCMA`, `opus 48 kHz stereo`; '' for T.38. */
  readonly codec: string;
  /** Microseconds, by the clock of the codec; null when its clock is not known or it has no media packets. */
  readonly jitter: number | null;
  readonly meanJitter: number | null;
  /** Lost packets as a share of those sent, 0 to 1. */
  readonly loss: number;
  /** Digits sent as events, when the payload type is one for them. */
  readonly digits: number;
  readonly quality: Quality | null;
  /** What the receiver and the sender reported of it. */
  readonly heard: RtcpReport | null;
  readonly sent: RtcpReport | null;
  /** Rows of the messages whose session descriptions name its ends. */
  readonly rows: readonly number[];
}

/** What flows of a call are found by. */
export interface CallFlowInput {
  readonly sockets: AnnouncedSockets;
  readonly traffic: SeenTraffic;
  readonly since: number;
  readonly until: number;
  /** The endpoint of the call at an address. */
  readonly at: (address: string) => number;
}

/** Reports that come a little before or after their stream are of it; microseconds. */
const NEAR = 5e6;
/** Flows that are told for one call. */
const MOST = 64;

/** The media flows that belong to a call: to or from a socket that its session descriptions name, while it was up. */
export function callFlows(input: CallFlowInput): CallFlow[] {
  const { sockets, traffic, since, until } = input;
  const known = bySocket(traffic);
  const found = new Set([...sockets.keys()].flatMap((key) => known.get(key) ?? []));
  return [...found]
    .filter(({ first, last }) => !(last < since) && !(first > until))
    .toSorted((a, b) => a.first - b.first || a.row - b.row)
    .flatMap((flow) => tied(flow, input) ?? [])
    .slice(0, MOST);
}

const bySocket = rememberingOf((traffic: SeenTraffic): ReadonlyMap<string, readonly MediaFlow[]> => {
  const found = new Map<string, MediaFlow[]>();
  for (const flow of [...traffic.flows, ...traffic.weak, ...traffic.others]) {
    const from = socketKey(flow.fromAddress, flow.fromPort);
    for (const key of new Set([from, socketKey(flow.toAddress, flow.toPort)])) {
      const list = found.get(key);
      if (list) list.push(flow);
      else found.set(key, [flow]);
    }
  }
  return found;
});

/** A flow with what the call says of it; null for datagrams that are no media of it. */
function tied(flow: MediaFlow, { sockets, traffic, at }: CallFlowInput): CallFlow | null {
  const source = sockets.get(socketKey(flow.fromAddress, flow.fromPort));
  const target = sockets.get(socketKey(flow.toAddress, flow.toPort));
  const lines = [...linesFor(target, flow), ...linesFor(source, flow)];
  const isFax = flow.kind === 'other';
  const line = lines.find(({ media }) => isUdptl(media) === isFax)?.media;
  if (!line) return null;
  const codecs = lines.flatMap(({ media }) => media.codecs);
  const codec = isFax ? null : codecOf(flow, codecs);
  const rate = codec?.clockRate || flow.rate;
  const jitter = flow.jitters.find((one) => one.rate === rate);
  return {
    flow,
    ...endsOf(flow, source, target, at),
    kind: line.kind,
    protocol: isFax ? 'T.38' : securityOf(lines.map(({ media }) => media)),
    codec: codec ? codecName(codec) : '',
    jitter: jitter ? jitter.most : null,
    meanJitter: jitter ? jitter.mean : null,
    loss: flow.lost === 0 ? 0 : flow.lost / (flow.packets - flow.duplicates + flow.lost),
    digits: codecs.some((one) => one.payloadType === flow.digitType && isDigits(one)) ? flow.digitCount : 0,
    quality: codec && flow.digitCount < flow.packets ? qualityOf(flow, codec.name) : null,
    heard: reportOf(traffic, flow, false),
    sent: reportOf(traffic, flow, true),
    rows: [...new Set(lines.map(({ row }) => row))].sort((a, b) => a - b),
  };
}

type Line = Announced['lines'][number];

/** Lines of a socket; it may change its use, from audio to fax. */
function linesFor(announced: Announced | undefined, { kind }: MediaFlow): readonly Line[] {
  return (announced?.lines ?? []).filter(({ media }) => isUdptl(media) === (kind === 'other'));
}

/** ITU-T T.38 annex D. */
function isUdptl({ protocol }: SdpMedia): boolean {
  return /^udptl$/i.test(protocol) || /^udp\/tls\/udptl$/i.test(protocol);
}

const UNKNOWN: SdpCodec = {
  payloadType: 0,
  name: '',
  clockRate: 0,
  channels: 1,
  fmtp: null,
  feedback: [],
  isStatic: false,
};

function isDigits({ name }: SdpCodec): boolean {
  return name.toLowerCase() === 'telephone-event';
}

/** The codec of the payload type that carries most; digits and noise only where there is nothing else. */
function codecOf(flow: MediaFlow, codecs: readonly SdpCodec[]): SdpCodec | null {
  const types = [...flow.payloadTypes].toSorted((a, b) => b[1] - a[1]).map(([type]) => type);
  const named = types.map(
    (type) =>
      codecs.find(({ payloadType }) => payloadType === type) ?? staticCodec(type) ?? { ...UNKNOWN, payloadType: type },
  );
  return named.find((codec) => !isHelper(codec)) ?? named[0] ?? null;
}

function securityOf(lines: readonly SdpMedia[]): CallFlow['protocol'] {
  if (!lines.some(({ protocol, crypto }) => /savpf?$/i.test(protocol) || crypto.length > 0)) return 'RTP';
  return lines.some(({ fingerprint, protocol }) => fingerprint !== null || /^udp\/tls\//i.test(protocol))
    ? 'DTLS-SRTP'
    : 'SRTP';
}

/** Who stands at either end: whoever named the socket, else who has the address, else the other side of the one known. */
function endsOf(
  flow: MediaFlow,
  source: Announced | undefined,
  target: Announced | undefined,
  at: CallFlowInput['at'],
): { from: number; to: number } {
  const known = (endpoint: number) => (endpoint >= 0 ? endpoint : undefined);
  return {
    from: source?.by ?? known(at(flow.fromAddress)) ?? target?.peer ?? -1,
    to: target?.by ?? known(at(flow.toAddress)) ?? source?.peer ?? -1,
  };
}

/** What RTCP says of a stream: its receiver, or its sender. The last of several. */
function reportOf({ reports }: SeenTraffic, { ssrc, fromAddress, toAddress, first, last }: MediaFlow, own: boolean) {
  const found = reports.filter((report) => {
    if (report.about !== ssrc || (report.reporter === ssrc) !== own) return false;
    if (report.last < first - NEAR || report.first > last + NEAR) return false;
    const [a, b] = own ? [fromAddress, toAddress] : [toAddress, fromAddress];
    return report.fromAddress === a && report.toAddress === b;
  });
  return found.at(-1) ?? null;
}
