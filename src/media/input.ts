import type { CallDetail } from '../call/types.ts';
import { bodiesOfType } from '../sip/body.ts';
import { RELIABLE_PROVISIONAL } from '../sip/body-flags.ts';
import { type HeaderView, readHeaders } from '../sip/header-view.ts';
import { KnownBytes } from '../sip/known-bytes.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { parseSdp } from '../sip/sdp.ts';
import { SDP } from '../sip/sdp-flags.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';

/** What the negotiation of a call is read from. */
export interface MediaInput {
  readonly call: CallDetail;
  /** Session description of a message by row, null when it has none. Spans are those of the first message with this text. */
  readonly sdp: (row: number) => SessionDescription | null;
  /** A provisional response that is sent reliably (RFC 3262). */
  readonly isReliable: (row: number) => boolean;
  /** Address of an endpoint: sockets of one host are one side. */
  readonly hostOf: (endpoint: number) => string;
}

/** The input of a call out of its index; `bytes` gives a message by its row, null when it cannot be had; `headers` its headers, where they are at hand. */
export function mediaInput(
  index: MessageIndex,
  call: CallDetail,
  bytes: (row: number) => Uint8Array | null,
  headers?: (row: number) => HeaderView,
): MediaInput {
  const known = new Map<number, SessionDescription | null>();
  const { body } = index.columns;
  // Most descriptions come again as they are, on the next hop: one of each is taken apart.
  const described = new KnownBytes<SessionDescription>(WHOLE);
  return {
    call,
    sdp: (row) => {
      const before = known.get(row);
      if (before !== undefined) return before;
      const message = (body[row] as number) & SDP ? bytes(row) : null;
      const found = message ? sdpOf(message, headers?.(row) ?? readHeaders(message), described) : null;
      known.set(row, found);
      return found;
    },
    isReliable: (row) => ((body[row] as number) & RELIABLE_PROVISIONAL) !== 0,
    hostOf: (endpoint) => {
      if (endpoint < 0) return '';
      const { kind, address } = index.endpoints.get(endpoint);
      return kind === 'address' || kind === 'name' ? address : `${kind} ${endpoint}`;
    },
  };
}

/** Descriptions often differ in one line in the middle, such as o=: all their bytes are looked at, as far as bodies go. */
const WHOLE = 0xffff;

/** The session description in a message, be it the whole body or a part of it; null without. */
function sdpOf(
  message: Uint8Array,
  headers: HeaderView,
  described: KnownBytes<SessionDescription>,
): SessionDescription | null {
  const part = bodiesOfType(headers.body(), 'application/sdp')[0];
  if (!part) return null;
  const { start, end } = part.span;
  const known = described.find(message, start, end);
  if (known) return known;
  const made = parseSdp(message, part.span);
  described.keep(message, start, end, made);
  return made;
}
