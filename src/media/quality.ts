import type { MediaFlow } from './flow.ts';

/** How a stream would sound to people, by the E-model (ITU-T G.107). */
export interface Quality {
  /** Transmission rating, 0 to 93.2 for narrowband. */
  readonly rating: number;
  /** Mean opinion score for conversation, estimated: 1 to 4.5. */
  readonly mos: number;
  /** What had to be assumed, in plain words. */
  readonly assumptions: readonly string[];
}

/** Impairment of a codec by itself, and how well it stands packet loss: ITU-T G.113 appendix I. */
interface Impairment {
  readonly ie: number;
  readonly bpl: number;
}

/** Narrowband codecs with the concealment of losses that is usual for them. */
const CODECS: ReadonlyMap<string, Impairment> = new Map([
  ['pcmu', { ie: 0, bpl: 25.1 }],
  ['pcma', { ie: 0, bpl: 25.1 }],
  ['g729', { ie: 11, bpl: 19 }],
  ['g723', { ie: 15, bpl: 16.1 }],
  ['gsm-efr', { ie: 5, bpl: 10 }],
]);

/** G.107 table 2: R0 − Is with all other parameters at their default. */
const BEST = 93.2;

/**
 * Rates a stream by its losses (ITU-T G.107 §7); null for a codec that the narrowband E-model has no figures for.
 * @param codec name as in rtpmap
 */
export function qualityOf(
  flow: Pick<MediaFlow, 'packets' | 'duplicates' | 'lost' | 'lossRuns'>,
  codec: string,
): Quality | null {
  const impairment = CODECS.get(codec.toLowerCase());
  const came = flow.packets - flow.duplicates;
  if (!impairment || came <= 0) return null;
  const share = flow.lost / (came + flow.lost);
  const burst = burstiness(flow, share);
  const percent = share * 100;
  // G.107 (7-29): effective equipment impairment.
  const effective =
    percent === 0
      ? impairment.ie
      : impairment.ie + ((95 - impairment.ie) * percent) / (percent / burst + impairment.bpl);
  const rating = Math.max(0, BEST - effective);
  return {
    rating,
    mos: mosOf(rating),
    assumptions: [
      'delay short enough not to be noticed (under 100 ms one way), no echo, default loudness and noise',
      'no packet came too late for the receiver’s buffer',
      'the receiver conceals losses as is usual for this codec (ITU-T G.113)',
      'all packets that the capture misses were lost to the receiver, too',
    ],
  };
}

/** G.107 §7.5.1: mean length of a run of losses over that of random ones; 1 for random loss. */
function burstiness({ lost, lossRuns }: Pick<MediaFlow, 'lost' | 'lossRuns'>, share: number): number {
  if (lost === 0 || lossRuns === 0) return 1;
  return Math.max(1, (lost / lossRuns) * (1 - share));
}

/** G.107 annex B. */
function mosOf(rating: number): number {
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
