/** How sure a link between two legs is. */
export const CONFIDENCES = ['certain', 'strong', 'likely', 'by-hand'] as const;
export type LinkConfidence = (typeof CONFIDENCES)[number];

/** What two legs share. */
export const EVIDENCE = [
  'session-id',
  'half-session-id',
  'icid',
  'vendor-key',
  'identity',
  'call-id-named',
  'dialog-named',
  'via-branch',
  'call-id-affix',
  'from-tag',
  'sdp-origin',
  'media-address',
  'ice',
  'refer',
  'redirect',
  'called-number',
  'calling-number',
  'by-hand',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Why two legs are one call. Plain data. */
export interface LegLink {
  /** Positions in the table of legs; `a` is the one that began first. */
  readonly a: number;
  readonly b: number;
  readonly evidence: Evidence;
  readonly confidence: LinkConfidence;
  /** The value that both carry, or what else supports the link; '' when there is nothing to quote. */
  readonly value: string;
  /** Microseconds between the two INVITEs, NaN without a clock. */
  readonly apart: number;
}
