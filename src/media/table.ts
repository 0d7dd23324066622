import type { SdpDirection, SdpMedia } from '../sip/sdp-types.ts';
import type { Negotiation, NegotiationState } from './offer-answer.ts';
import type { MediaSession, View } from './sessions.ts';
import { codecName, dtmfOf, realCodecs, type Stream, streamsOf } from './stream.ts';

/** What one side said of one media line. */
export interface MediaSide {
  /** Row of the message that said it. */
  readonly row: number;
  readonly codecs: readonly string[];
  readonly direction: SdpDirection;
  /** '' when no c= line is in force; port 0 refuses or removes the stream. */
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  /** Payload type and clock rate of telephone-event, one for each: `101/8000`. */
  readonly dtmf: readonly string[];
  /** How media is encrypted: suites of a=crypto (never a key), DTLS with the hash of its fingerprint. */
  readonly crypto: readonly string[];
  readonly ice: 'none' | 'full' | 'lite';
  readonly candidates: number;
}

/** One media line of one exchange, ready for a table. */
export interface MediaRow {
  readonly view: View;
  readonly dialog: number;
  /** Position of the exchange in its dialog, and of the line in it. */
  readonly exchange: number;
  readonly line: number;
  readonly kind: string;
  readonly method: string;
  readonly state: NegotiationState;
  readonly offerer: 'caller' | 'callee';
  readonly offer: MediaSide | null;
  readonly answer: MediaSide | null;
  /** The codec that both would use: the first of the answer that was offered; '' when there is none. */
  readonly inUse: string;
  /** Whether media flows from caller to callee, and back, as both agreed. */
  readonly fromCaller: boolean;
  readonly fromCallee: boolean;
}

/** All that was negotiated, line by line. */
export function mediaTable(sessions: readonly MediaSession[]): MediaRow[] {
  return sessions.flatMap((session) =>
    session.negotiations.flatMap((negotiation, exchange) =>
      streamsOf(negotiation).map((stream) => rowOf(session, negotiation, exchange, stream)),
    ),
  );
}

function rowOf(session: MediaSession, negotiation: Negotiation, exchange: number, stream: Stream): MediaRow {
  const { offer, answer, previews, state, method } = negotiation;
  const answered = answer ?? previews.at(-1) ?? null;
  const offerer = offer?.sender === session.calleeTag ? 'callee' : 'caller';
  const [first] = stream.common;
  return {
    view: session.view,
    dialog: session.dialog,
    exchange,
    line: stream.index,
    kind: stream.kind,
    method,
    state,
    offerer,
    offer: sideOf(stream.offer, offer?.message.row ?? -1),
    answer: sideOf(stream.answer, answered?.message.row ?? -1),
    inUse: stream.open && first ? codecName(first) : '',
    fromCaller: offerer === 'caller' ? stream.forth : stream.back,
    fromCallee: offerer === 'caller' ? stream.back : stream.forth,
  };
}

function sideOf(media: SdpMedia | null, row: number): MediaSide | null {
  if (!media) return null;
  return {
    row,
    codecs: media.codecs.length > 0 ? realCodecs(media).map(codecName) : media.formats,
    direction: media.direction,
    address: media.connection?.address ?? '',
    port: media.port,
    protocol: media.protocol,
    dtmf: dtmfOf(media).map(({ payloadType, clockRate }) => `${payloadType}/${clockRate}`),
    crypto: [
      ...media.crypto.map(({ suite }) => suite),
      ...(media.fingerprint ? [`DTLS ${media.fingerprint.hash}`] : []),
    ],
    ice: media.ice ? (media.ice.lite ? 'lite' : 'full') : 'none',
    candidates: media.ice?.candidates.length ?? 0,
  };
}
