import { addressOf, isOpen, isZero } from '../media/stream.ts';
import type { SdpMedia, SessionDescription } from '../sip/sdp-types.ts';
import { describedIn } from './negotiated.ts';
import type { Scene } from './scene.ts';
import type { Trait } from './traits.ts';

/** What the session descriptions of a leg can show, by name: in one of them at least. */
const SHOWS = {
  /** A media line that is not plain RTP, or has a key or a fingerprint. */
  secured: ({ media }) => media.some((line) => !PLAIN.has(line.protocol) || line.crypto.length > 0 || line.fingerprint),
  /** ICE, or a note that it failed (RFC 8839 §5.5). */
  ice: ({ media }) => media.some((line) => line.ice !== null || hasAttribute(line, 'ice-mismatch')),
  /** A media line that does not flow both ways: by its direction, or by an address of zeros. */
  oneway: ({ media }) => media.some((line) => line.direction !== 'sendrecv' || isZero(line)),
  video: ({ media }) => media.some((line) => line.kind === 'video' && isOpen(line)),
  image: ({ media }) => media.some((line) => line.kind === 'image' && isOpen(line)),
  /** Media lines share a port (RFC 9143), or RTP and RTCP have to (RFC 8858). */
  multiplexed: ({ media, attributes }) =>
    attributes.some(({ name }) => name === 'group') || media.some((line) => hasAttribute(line, 'rtcp-mux-only')),
  /** The address of a media line is one of IPv6. */
  ipv6: ({ media }) => media.some((line) => addressOf(line).includes(':')),
  manifold: ({ media }) => media.length !== 1 || !media.every((line) => line.kind === 'audio' && isOpen(line)),
} as const satisfies { readonly [T in Trait]?: (sdp: SessionDescription) => unknown };
type MediaTrait = keyof typeof SHOWS;
const MEDIA_TRAITS = Object.keys(SHOWS) as readonly MediaTrait[];

const PLAIN = new Set(['RTP/AVP', 'RTP/AVPF']);

function hasAttribute({ attributes }: SdpMedia, wanted: string): boolean {
  return attributes.some(({ name }) => name === wanted);
}

/** What the descriptions that were negotiated in a leg show. */
export function mediaTraits(scene: Scene): MediaTrait[] {
  // A description that went over several hops as it is counts once.
  const descriptions = [...new Set(scene.media().flatMap((session) => describedIn(session).map(({ sdp }) => sdp)))];
  return MEDIA_TRAITS.filter((trait) => descriptions.some(SHOWS[trait]));
}
