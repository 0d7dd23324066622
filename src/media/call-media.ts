import type { CallDetail, CallMessage } from '../call/types.ts';
import { announcedSockets, socketKey } from './announced.ts';
import { type CallEvent, callEvents } from './call-events.ts';
import { type CallFlow, callFlows } from './call-flows.ts';
import type { MediaInput } from './input.ts';
import type { SeenTraffic } from './traffic.ts';

/** What a capture holds of a call beside its messages. */
export interface CallMedia {
  readonly flows: readonly CallFlow[];
  readonly events: readonly CallEvent[];
  /** Where several calls share a ladder: the numbers of those that each flow and event is of, in rising order. */
  readonly owners?: {
    readonly flows: readonly (readonly number[])[];
    readonly events: readonly (readonly number[])[];
  };
}

export const NO_MEDIA: CallMedia = { flows: [], events: [] };

/** Media before the first message and after the last one that still counts as of the call; microseconds. */
const BEFORE = 1e6;
const AFTER = 5e6;

/** The media flows and packet events of a call: those of the sockets that its messages and descriptions name, while it was up. */
export function callMedia(
  input: Pick<MediaInput, 'call' | 'sdp'>,
  traffic: SeenTraffic,
  socketOf: (endpoint: number) => { readonly address: string; readonly port: number },
): CallMedia {
  const { call, sdp } = input;
  if (!hasTraffic(traffic)) return NO_MEDIA;
  const { messages } = call;
  const sockets = announcedSockets(messages, sdp);
  const span = spanOf(call);
  const at = (address: string) => atAddress(messages, address, socketOf);
  const keyOf = (endpoint: number) => {
    const { address, port } = socketOf(endpoint);
    return socketKey(address, port);
  };
  return {
    flows: callFlows({ sockets, traffic, at, ...span }),
    events: callEvents(traffic.events, { messages, sockets, keyOf, at, ...span }),
  };
}

function hasTraffic({ flows, weak, others, events }: SeenTraffic): boolean {
  return flows.length + weak.length + others.length + events.length > 0;
}

/** While the call was up: ports are used again by later calls. One that nobody ended goes on. */
function spanOf({ messages }: CallDetail): { since: number; until: number } {
  const times = messages.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  const isOver = messages.some(({ method, status, kind }) =>
    kind === 'request' ? method === 'BYE' || method === 'CANCEL' : status >= 300,
  );
  return {
    since: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - BEFORE,
    until: isOver ? times.reduce((a, b) => Math.max(a, b), 0) + AFTER : Number.POSITIVE_INFINITY,
  };
}

function atAddress(
  messages: readonly CallMessage[],
  address: string,
  socketOf: (endpoint: number) => { readonly address: string },
): number {
  for (const { from, to } of messages) {
    if (from >= 0 && socketOf(from).address === address) return from;
    if (to >= 0 && socketOf(to).address === address) return to;
  }
  return -1;
}
