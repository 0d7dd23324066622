/** What a leg can show; a rule names those without which it has nothing to say. */
export const TRAITS = [
  // Messages of a method, requests or responses.
  'INVITE',
  'BYE',
  'CANCEL',
  'REGISTER',
  'SUBSCRIBE',
  'REFER',
  'OPTIONS',
  'MESSAGE',
  /** A request with a To tag: inside a dialog, or an ACK. */
  'inside',
  /** INVITE or UPDATE inside a dialog. */
  'reinvite',
  /** A provisional response other than 100. */
  'progress',
  /** A 2xx to an INVITE. */
  'answer',
  /** A response of 300 or more. */
  'failure',
  /** One that no later request of the call made good. */
  'refusal',
  /** A 401 or 407. */
  'challenge',
  /** A message that was sent again. */
  'retransmission',
  /** A message that the capture has twice. */
  'duplicate',
  /** A message that was sent on, to the next hop. */
  'hop',
  /** A request without a final response. */
  'unanswered',
  'sdp',
  /** A message that names a session interval. */
  'timer',
  /** A message that is not for sure as it has to be. */
  'faulty',
  /** A message on its way from one public address to another. */
  'public',
  /** The capture has something beside SIP. */
  'traffic',
  // What session descriptions show that were negotiated.
  'secured',
  'ice',
  'oneway',
  'video',
  'image',
  'multiplexed',
  /** An IPv6 address for media. */
  'ipv6',
  /** Other media lines than a single open one for audio. */
  'manifold',
] as const;
export type Trait = (typeof TRAITS)[number];

// As many as a number has bits for: 32 at most.
const BITS: ReadonlyMap<string, number> = new Map(TRAITS.map((trait, i) => [trait, 1 << i]));

/** Traits as bits of one number. */
export function traitBits(traits: readonly Trait[] = []): number {
  return traits.reduce((bits, trait) => bits | (BITS.get(trait) ?? 0), 0);
}
