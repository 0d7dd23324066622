import type { CallDetail } from '../call/types.ts';
import { bodiesOfType } from '../sip/body.ts';
import { RELIABLE_PROVISIONAL } from '../sip/body-flags.ts';
import { readHeaders } from '../sip/header-view.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { parseSdp } from '../sip/sdp.ts';
import { SDP } from '../sip/sdp-flags.ts';
import type { SessionDescription } from '../sip/sdp-types.ts';

/** What the negotiation of a call is read from. */
export interface MediaInput {
  readonly call: CallDetail;
  /** Session description of a message by row; null when it has none. */
  readonly sdp: (row: number) => SessionDescription | null;
  /** A provisional response that is sent reliably (RFC 3262). */
  readonly isReliable: (row: number) => boolean;
  /** Address of an endpoint: sockets of one host are one side. */
  readonly hostOf: (endpoint: number) => string;
}

/** The input of a call out of its index; `bytes` gives a message by its row, null when it cannot be had. */
export function mediaInput(
  index: MessageIndex,
  call: CallDetail,
  bytes: (row: number) => Uint8Array | null,
): MediaInput {
  const known = new Map<number, SessionDescription | null>();
  const { body } = index.columns;
  return {
    call,
    sdp: (row) => {
      const before = known.get(row);
      if (before !== undefined) return before;
      const message = (body[row] as number) & SDP ? bytes(row) : null;
      const found = message ? sdpOf(message) : null;
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

/** The session description in a message, be it the whole body or a part of it; null without. */
function sdpOf(message: Uint8Array): SessionDescription | null {
  const part = bodiesOfType(readHeaders(message).body(), 'application/sdp')[0];
  return part ? parseSdp(message, part.span) : null;
}
