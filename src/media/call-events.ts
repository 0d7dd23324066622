import type { CallMessage } from '../call/types.ts';
import { type AnnouncedSockets, socketKey } from './announced.ts';
import type { SeenEvent } from './packet-event.ts';

/** Something that happened beside the messages of a call and concerns them or its media. */
export interface CallEvent {
  readonly event: SeenEvent;
  /** Endpoints of the call: from whom to whom it was told; -1 when nobody of the call is known to stand there. */
  readonly from: number;
  readonly to: number;
  /** It is about media, not about messages. */
  readonly media: boolean;
}

/** What events of a call are found by. */
export interface CallEventInput {
  readonly messages: readonly CallMessage[];
  readonly sockets: AnnouncedSockets;
  readonly since: number;
  readonly until: number;
  /** `address port` of an endpoint. */
  readonly keyOf: (endpoint: number) => string;
  /** The endpoint of the call at an address. */
  readonly at: (address: string) => number;
}

/** An error is told so soon after the packet that it quotes; microseconds. */
const SOON = 1e6;
const MOST = 64;

/** The events among all of a trace that belong to a call, in order. */
export function callEvents(all: readonly SeenEvent[], input: CallEventInput): CallEvent[] {
  if (all.length === 0) return [];
  const sends = sendsOf(input);
  return all
    .filter(({ time, last }) => last >= input.since && time <= input.until)
    .flatMap((event) => tied(event, sends, input) ?? [])
    .toSorted((a, b) => a.event.time - b.event.time)
    .slice(0, MOST);
}

type Sends = ReadonlyMap<string, readonly CallMessage[]>;

/** Messages by their two sockets. */
function sendsOf({ messages, keyOf }: CallEventInput): Sends {
  const found = new Map<string, CallMessage[]>();
  for (const message of messages) {
    if (message.from < 0 || message.to < 0) continue;
    const key = `${keyOf(message.from)} ${keyOf(message.to)}`;
    const list = found.get(key);
    if (list) list.push(message);
    else found.set(key, [message]);
  }
  return found;
}

function tied(event: SeenEvent, sends: Sends, input: CallEventInput): CallEvent | null {
  const from = socketKey(event.fromAddress, event.fromPort);
  const to = socketKey(event.toAddress, event.toPort);
  const there = sends.get(`${from} ${to}`) ?? [];
  const back = sends.get(`${to} ${from}`) ?? [];
  const sent = isQuote(event)
    ? there.find(({ time }) => event.time >= time && event.time - time < SOON)
    : (there[0] ?? back[0]);
  if (sent) return { event, ...endsOf(event, sent, there.includes(sent)), media: false };
  const media = input.sockets.get(to) ?? input.sockets.get(from) ?? rtcpOf(event, input.sockets);
  if (!media) return null;
  const sender = input.sockets.get(from)?.by ?? input.at(event.fromAddress);
  const receiver = input.sockets.get(to)?.by ?? input.at(event.toAddress);
  const [a, b] = isQuote(event) ? [receiver, sender] : [sender, receiver];
  return { event, from: a, to: b, media: true };
}

/** ICMP quotes a packet and goes back to who sent it; everything else goes the way of its packet. */
function isQuote({ kind }: SeenEvent): boolean {
  return kind === 'unreachable' || kind === 'too-big';
}

function endsOf(event: SeenEvent, { from, to }: CallMessage, forward: boolean): { from: number; to: number } {
  return isQuote(event) === forward ? { from: to, to: from } : { from, to };
}

/** RTCP has the port above that of its RTP, where nothing else was said (RFC 3550 §11). */
function rtcpOf({ fromAddress, fromPort, toAddress, toPort }: SeenEvent, sockets: AnnouncedSockets) {
  return sockets.get(socketKey(toAddress, toPort - 1)) ?? sockets.get(socketKey(fromAddress, fromPort - 1));
}
