import type { CallMessage } from '../call/types.ts';
import type { Negotiation } from './offer-answer.ts';
import type { MediaSession } from './sessions.ts';
import { isZero, type Stream, streamsOf } from './stream.ts';

/** One side stopped listening to the other: from an accepted offer to the one that undid it. */
export interface Hold {
  /** Tag of the side that holds. */
  readonly by: string;
  readonly from: Negotiation;
  /** null: not resumed. */
  readonly to: Negotiation | null;
}

/** Holds of a session, by side (RFC 3264 §8.4: each direction is held by itself), in order. A rejected offer changes nothing. */
export function holdsOf({ negotiations }: MediaSession): readonly Hold[] {
  const holds: { by: string; from: Negotiation; to: Negotiation | null }[] = [];
  for (const negotiation of negotiations) {
    const { offer, state, later } = negotiation;
    if (!offer || state !== 'committed') continue;
    const audio = streamsOf(negotiation).filter(({ kind, open }) => kind === 'audio' && open);
    if (audio.length === 0) continue;
    const open = holds.findLast((hold) => hold.by === offer.sender && hold.to === null);
    if (audio.every(isHeldByOfferer)) {
      if (!open && later) holds.push({ by: offer.sender, from: negotiation, to: null });
    } else if (open) open.to = negotiation;
  }
  return holds;
}

function isHeldByOfferer({ offer }: Stream): boolean {
  return offer !== null && (offer.direction === 'sendonly' || offer.direction === 'inactive' || isZero(offer));
}

/** A change of what kinds of media flow, inside the call. */
export interface MediaSwitch {
  readonly kind: 'fax' | 'video-on' | 'video-off';
  readonly negotiation: Negotiation;
  /** The request that asked for it, and what came of it. */
  readonly request: CallMessage;
  readonly state: Negotiation['state'];
}

/** Switches to T.38 fax and of video on and off, asked for inside the call, whether accepted or not. */
export function switchesOf({ negotiations }: MediaSession): MediaSwitch[] {
  const found: MediaSwitch[] = [];
  let video = false;
  for (const negotiation of negotiations) {
    const { offer, request, state, later } = negotiation;
    if (!offer) continue;
    const kinds = new Set(offer.sdp.media.filter(({ port }) => port !== 0).map(({ kind }) => kind));
    const add = (kind: MediaSwitch['kind']) => found.push({ kind, negotiation, request, state });
    if (later && isFax(negotiation)) add('fax');
    if (later && kinds.has('video') && !video) add('video-on');
    if (later && !kinds.has('video') && video) add('video-off');
    if (state === 'committed') video = streamsOf(negotiation).some(({ kind, open }) => kind === 'video' && open);
  }
  return found;
}

/** The offer has an image line for T.38 (ITU-T T.38 annex D). */
export function isFax({ offer }: Negotiation): boolean {
  return (offer?.sdp.media ?? []).some(
    ({ kind, port, formats, protocol }) =>
      kind === 'image' && port !== 0 && (formats.some((format) => /^t38$/i.test(format)) || /udptl/i.test(protocol)),
  );
}
