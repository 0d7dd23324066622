import { canonicalHost, isSameHost } from '../base/address.ts';
import { announcedKey, announcedSockets, socketKey } from '../media/announced.ts';
import type { RtpFlow } from '../media/flow.ts';
import type { Described } from '../media/offer-answer.ts';
import { addressOf, isZero, type Stream } from '../media/stream.ts';
import type { SdpMedia } from '../sip/sdp-types.ts';
import { byesOf } from './endings.ts';
import { audioOf, inForce, isHeldAfter } from './negotiated.ts';
import type { Scene } from './scene.ts';
import type { TraceFacts } from './trace-facts.ts';

/** One side of the audio of a call, with the RTP that belongs to it. */
export interface HeardSide {
  readonly described: Described;
  readonly media: SdpMedia;
  /** Flows that leave from where this side announced that it listens, or from that host to the other side. */
  readonly sent: readonly RtpFlow[];
}

/** The audio that both sides agreed on last, and what the capture heard of it. */
export interface Heard {
  readonly a: HeardSide;
  readonly b: HeardSide;
  /** Both directions were agreed, and nobody holds. */
  readonly both: boolean;
  /** From the answer to the BYE, or the end of the trace: microseconds. */
  readonly since: number;
  readonly until: number;
  readonly rows: readonly number[];
}

/** Audio of each answered dialog of the call with its RTP flows; nothing where the capture has no RTP at all. */
export function heardOf(scene: Scene): Heard[] {
  if (scene.trace.traffic.flows.length === 0) return [];
  const bye = byesOf(scene)[0]?.request;
  const until = bye?.time ?? scene.coverage.ends;
  return inForce(scene).flatMap(({ session, negotiation, offer, answer, streams }) => {
    const audio = audioOf(streams);
    if (!audio?.offer || !audio.answer || isZero(audio.offer) || isZero(audio.answer)) return [];
    const since = (negotiation.final ?? negotiation.request).time;
    const flows = flowsOf(scene, audio, since, until);
    const side = (described: Described, media: SdpMedia, other: SdpMedia): HeardSide => ({
      described,
      media,
      sent: flows.filter((flow) => isFrom(flow, media) || (isTo(flow, other) && !isTo(flow, media))),
    });
    const both = audio.forth && audio.back && !isHeldAfter(session, negotiation);
    const rows = [offer.message.row, answer.message.row, ...(bye ? [bye.row] : [])].sort((x, y) => x - y);
    return [
      {
        a: side(offer, audio.offer, audio.answer),
        b: side(answer, audio.answer, audio.offer),
        both,
        since,
        until,
        rows,
      },
    ];
  });
}

export function isFrom({ fromAddress, fromPort }: RtpFlow, media: SdpMedia): boolean {
  return fromPort === media.port && isSameHost(fromAddress, addressOf(media));
}

export function isTo({ toAddress, toPort }: RtpFlow, media: SdpMedia): boolean {
  return toPort === media.port && isSameHost(toAddress, addressOf(media));
}

/** Flows that touch a socket of either side while the call is up. */
function flowsOf(scene: Scene, { offer, answer }: Stream, since: number, until: number): RtpFlow[] {
  const sockets = [offer, answer].flatMap((media) => (media ? [announcedKey(addressOf(media), media.port)] : []));
  return flowsAt(scene, sockets, since, until);
}

function flowsAt(scene: Scene, sockets: Iterable<string>, since: number, until: number): RtpFlow[] {
  const known = scene.trace.once(flowsBySocket);
  const found = new Set([...sockets].flatMap((socket) => known.get(socket) ?? []));
  return [...found].filter(({ first, last }) => last >= since - 1e6 && !(first > until + 1e6));
}

function flowsBySocket({ traffic }: TraceFacts): ReadonlyMap<string, readonly RtpFlow[]> {
  const found = new Map<string, RtpFlow[]>();
  for (const flow of [...traffic.flows, ...(traffic.weak ?? [])]) {
    const { fromAddress, fromPort, toAddress, toPort } = flow;
    for (const socket of [socketKey(fromAddress, fromPort), socketKey(toAddress, toPort)]) {
      const list = found.get(socket);
      if (list) list.push(flow);
      else found.set(socket, [flow]);
    }
  }
  return found;
}

/** Media of the other legs of the call: from or to a socket that their descriptions name, while this leg was up. */
export function flowsBeside(scene: Scene, { since, until }: Pick<Heard, 'since' | 'until'>): ReadonlySet<RtpFlow> {
  const own = new Set(scene.call.messages.map(({ row }) => row));
  const others = scene.whole.messages.filter(({ row }) => !own.has(row));
  const certain = scene.trace.once(certainFlows);
  const flows = flowsAt(scene, announcedSockets(others, scene.sdp).keys(), since, until);
  return new Set(flows.filter((flow) => certain.has(flow)));
}

function certainFlows({ traffic }: TraceFacts): ReadonlySet<RtpFlow> {
  return new Set(traffic.flows);
}

/** Packets of all flows together. */
export function packetsOf(flows: readonly RtpFlow[]): number {
  return flows.reduce((sum, { packets }) => sum + packets, 0);
}

/** Whether the capture has anything that this host sent, media or SIP: it stands where that host can be heard. */
export function isHeard(scene: Scene, address: string): boolean {
  const { flows } = scene.trace.traffic;
  const host = canonicalHost(address);
  if (flows.some(({ fromAddress }) => fromAddress === host)) return true;
  return scene.messages.some(({ from }) => from >= 0 && scene.endpoint(from).address === host);
}

/** Whether the capture has RTP from or to this host, other than these flows. */
export function isSeen(scene: Scene, address: string, but: ReadonlySet<RtpFlow>): boolean {
  const host = canonicalHost(address);
  let left = scene.trace.once(flowsByHost).get(host) ?? 0;
  for (const { fromAddress, toAddress } of but) if (fromAddress === host || toAddress === host) left--;
  return left > 0;
}

/** How many flows of RTP each host sends or receives. */
function flowsByHost({ traffic }: TraceFacts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { fromAddress, toAddress } of traffic.flows) {
    for (const address of new Set([fromAddress, toAddress])) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
}
