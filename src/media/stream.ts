import type { SdpCodec, SdpDirection, SdpMedia } from '../sip/sdp-types.ts';
import type { Negotiation } from './offer-answer.ts';

/** One media line of an exchange: the line of the offer and that of the answer at the same place (RFC 3264 §6). */
export interface Stream {
  readonly index: number;
  /** audio, video, image, … */
  readonly kind: string;
  readonly offer: SdpMedia | null;
  readonly answer: SdpMedia | null;
  /** Both lines have a port. */
  readonly open: boolean;
  /** Whether media flows from the offerer to the answerer, and back, as both lines together say. */
  readonly forth: boolean;
  readonly back: boolean;
  /** Codecs of the answer that the offer has, in the order of the answer; helpers such as telephone-event left out. */
  readonly common: readonly SdpCodec[];
}

/** The media lines of an exchange, pair by pair. */
export function streamsOf({ offer, answer, previews }: Negotiation): Stream[] {
  const offered = offer?.sdp.media ?? [];
  const answered = (answer ?? previews.at(-1))?.sdp.media ?? [];
  return Array.from({ length: Math.max(offered.length, answered.length) }, (_, index) =>
    streamOf(index, offered[index] ?? null, answered[index] ?? null),
  );
}

function streamOf(index: number, offer: SdpMedia | null, answer: SdpMedia | null): Stream {
  const open = isOpen(offer) && isOpen(answer);
  const sends = (direction: SdpDirection | undefined) => direction === 'sendrecv' || direction === 'sendonly';
  const receives = (direction: SdpDirection | undefined) => direction === 'sendrecv' || direction === 'recvonly';
  return {
    index,
    kind: offer?.kind ?? answer?.kind ?? '',
    offer,
    answer,
    open,
    forth: open && sends(offer?.direction) && receives(answer?.direction) && !isZero(answer),
    back: open && receives(offer?.direction) && sends(answer?.direction) && !isZero(offer),
    common: commonCodecs(offer, answer),
  };
}

/** A port other than 0. */
export function isOpen(media: SdpMedia | null | undefined): media is SdpMedia {
  return media !== null && media !== undefined && media.port !== 0;
}

/** c=0.0.0.0 or `::` without ICE: hold as RFC 2543 had it (RFC 3264 §8.4). */
export function isZero(media: SdpMedia | null): boolean {
  const address = media?.connection?.address ?? '';
  return media !== null && media.ice === null && (address === '0.0.0.0' || /^[0:]+$/.test(address));
}

/** Formats that go along with a codec and carry no sound or picture of their own. */
const HELPERS = new Set(['telephone-event', 'cn', 'red', 'rtx', 'ulpfec', 'flexfec', 'flexfec-03', 'tone']);

/** Goes along with a codec, and is none itself. */
export function isHelper({ name }: SdpCodec): boolean {
  return HELPERS.has(name.toLowerCase());
}

/** Codecs that carry sound or picture. */
export function realCodecs(media: SdpMedia | null | undefined): readonly SdpCodec[] {
  return media ? media.codecs.filter((codec) => !isHelper(codec)) : NO_CODECS;
}

const NO_CODECS: readonly SdpCodec[] = [];

/** Codecs match by name, clock rate and channels, never by number (RFC 3264 §5.1). */
export function isSameCodec(a: SdpCodec, b: SdpCodec): boolean {
  return (
    a.clockRate === b.clockRate &&
    a.channels === b.channels &&
    (a.name === b.name || a.name.toLowerCase() === b.name.toLowerCase())
  );
}

function commonCodecs(a: SdpMedia | null, b: SdpMedia | null): SdpCodec[] {
  const offered = realCodecs(a);
  return realCodecs(b).filter((codec) => offered.some((other) => isSameCodec(codec, other)));
}

/** `PCMA`, `opus 48 kHz stereo`, `payload 96` for one that nothing explains. */
export function codecName({ name, clockRate, channels, payloadType }: SdpCodec): string {
  if (name === '') return `payload ${payloadType}`;
  const rate = clockRate === 8000 || clockRate === 90000 || clockRate === 0 ? '' : ` ${clockRate / 1000} kHz`;
  return `${name}${rate}${channels === 2 ? ' stereo' : ''}`;
}

/** telephone-event formats of a media line (RFC 4733). */
export function dtmfOf(media: SdpMedia | null | undefined): SdpCodec[] {
  return (media?.codecs ?? []).filter(({ name }) => name.toLowerCase() === 'telephone-event');
}

/** Media address: the c= line in force, '' without. */
export function addressOf(media: SdpMedia | null | undefined): string {
  return media?.connection?.address ?? '';
}
