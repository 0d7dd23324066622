import type { CallMessage } from '../call/types.ts';
import { holdsOf } from '../media/holds.ts';
import type { Described, Negotiation } from '../media/offer-answer.ts';
import type { MediaSession } from '../media/sessions.ts';
import { codecName, realCodecs, type Stream, streamsOf } from '../media/stream.ts';
import type { SdpMedia } from '../sip/sdp-types.ts';
import { originOf } from './refusal.ts';
import { sayList } from './say.ts';
import type { Scene } from './scene.ts';
import { rowsOf } from './texts.ts';

/** Who wrote a session description: where it left its sender, as far as the trace shows. */
export function speakerOf(scene: Scene, described: Described | null): string {
  return described ? scene.nameOf(originOf(scene, described.message).from) : 'somebody';
}

/** Rows of an exchange: what carried the offer, the answer, and what decided it. */
export function rowsOfNegotiation({ offer, answer, request, final }: Negotiation, more: readonly CallMessage[] = []) {
  return rowsOf([offer?.message, answer?.message, ...more, request, final]).sort((a, b) => a - b);
}

/** An accepted exchange with its media lines. */
export interface Agreed {
  readonly session: MediaSession;
  readonly negotiation: Negotiation;
  readonly offer: Described;
  readonly answer: Described;
  readonly streams: readonly Stream[];
}

/** Every accepted exchange of the call, with both descriptions at hand. */
export function agreedOf(scene: Scene): readonly Agreed[] {
  return scene.once(findAgreed);
}

function findAgreed(scene: Scene): Agreed[] {
  return scene.media().flatMap((session) =>
    session.negotiations.flatMap((negotiation) => {
      const { offer, answer, state } = negotiation;
      if (!offer || !answer || state !== 'committed') return [];
      return [{ session, negotiation, offer, answer, streams: streamsOf(negotiation) }];
    }),
  );
}

/** What is in force at the end of each dialog that was answered. */
export function inForce(scene: Scene): readonly Agreed[] {
  return scene.once(findInForce);
}

function findInForce(scene: Scene): Agreed[] {
  const agreed = agreedOf(scene);
  return scene
    .media()
    .filter(({ confirmed }) => confirmed)
    .flatMap((session) => agreed.findLast((one) => one.session === session) ?? []);
}

/** Whether somebody holds when an exchange is done. */
export function isHeldAfter(session: MediaSession, negotiation: Negotiation): boolean {
  const { negotiations } = session;
  const place = negotiations.indexOf(negotiation);
  return holdsOf(session).some(
    ({ from, to }) => negotiations.indexOf(from) <= place && (to === null || negotiations.indexOf(to) > place),
  );
}

/** "PCMA, PCMU and G729". */
export function codecsText(media: SdpMedia | null): string {
  return sayList(realCodecs(media).map(codecName).slice(0, 12)) || 'no codec';
}

/** The first open audio line of an exchange. */
export function audioOf(streams: readonly Stream[]): Stream | undefined {
  return streams.find(({ kind, open }) => kind === 'audio' && open);
}

/** Every description of a session in order: offers, foretastes and answers. */
export function describedIn({ negotiations }: MediaSession): Described[] {
  return negotiations.flatMap(({ offer, previews, answer }) =>
    [offer, ...previews, answer].filter((one) => one !== null),
  );
}
