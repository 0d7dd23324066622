import type { Random } from '../random.ts';

/** What legs of a call may share; each switched on or off. */
export const CERTAIN = [
  'session-id',
  'session-crossed',
  'icid',
  'cisco-guid',
  'ucid',
  'uui',
  'genesys',
  'broadworks',
  'identity',
  'x-call-id',
  'history-info',
  'body',
  'replaces',
  'via',
] as const;
export const STRONG = ['session-half', 'affix', 'from-tag', 'origin', 'media', 'ice'] as const;
/** What those say who captured the messages, and no message. */
export const TOLD = ['correlation'] as const;
export const LIKELY = ['called', 'calling'] as const;
export type Kind = (typeof CERTAIN)[number] | (typeof STRONG)[number] | (typeof TOLD)[number] | (typeof LIKELY)[number];

export interface LegsOptions {
  readonly seed: number;
  readonly calls: number;
  readonly evidence: readonly Kind[];
  /** Calls that go on at once, about. */
  readonly atOnce: number;
  /**
   * `own`: each call has numbers of its own; `alike`: all have the same two; `few`: out of five; `hotline`: own callers, one
   * called number.
   */
  readonly numbers: 'own' | 'alike' | 'few' | 'hotline';
  /** Values that all calls share, and that so tell nothing. */
  readonly constants: boolean;
  /** Milliseconds that a box takes to pass something on, at most. */
  readonly latency: number;
  /** Fewest and most legs of a call. */
  readonly hops: readonly [number, number];
  /** Each box has an address for each side. */
  readonly twoSided?: boolean;
  /** `atOnce` calls begin within a tenth of a second, ring and talk equally long: as a load generator makes them. */
  readonly bursts?: boolean;
  /** Share of legs that the capture does not have. */
  readonly unseen?: number;
  /** Share of messages that come half a second late, as they were lost once. */
  readonly late?: number;
}

/** A call before it is written: which way it takes and what becomes of it. Times in microseconds. */
export interface CallPlan {
  readonly number: number;
  /** Addresses: `from` and `to` of each leg. */
  readonly legs: readonly { readonly from: string; readonly to: string }[];
  readonly start: number;
  readonly rings: number;
  readonly talks: number;
  readonly outcome: 'answered' | 'busy' | 'cancelled' | 'open';
  readonly callEnds: boolean;
  readonly caller: string;
  readonly called: string;
}

const START = Date.UTC(2024, 2, 4, 12) * 1000;

/** Lays out calls over a few boxes, so that many of them share all of their boxes. */
export function planCalls(options: LegsOptions, random: Random): CallPlan[] {
  const { calls, atOnce } = options;
  const plans: CallPlan[] = [];
  const mean = 20_000_000;
  let start = START;
  for (let number = 0; number < calls; number++) {
    if (!options.bursts) start += Math.ceil((random.next() * 2 * mean) / atOnce);
    else start += number % atOnce === 0 ? mean * 3 : random.whole(1, Math.ceil(200_000 / atOnce));
    const hops = random.whole(...options.hops);
    plans.push({
      number,
      legs: path(hops, options, random),
      start,
      ...(options.bursts
        ? { rings: 2_000_000, talks: mean, outcome: 'answered', callEnds: true }
        : {
            rings: random.whole(200_000, 9_000_000),
            talks: random.whole(1_000_000, 2 * mean),
            outcome: random.pick(['answered', 'answered', 'answered', 'busy', 'cancelled', 'open']),
            callEnds: random.chance(0.5),
          }),
      ...numbers(options, random),
    });
  }
  return plans;
}

function path(hops: number, { twoSided }: LegsOptions, random: Random): { from: string; to: string }[] {
  const phone = `10.1.0.${random.whole(1, 9)}`;
  const box = (i: number, side: number) => `10.2.${twoSided ? side : 0}.${i}`;
  const gateway = `10.3.0.${random.whole(1, 2)}`;
  return Array.from({ length: hops }, (_, i) => ({
    from: i === 0 ? phone : box(i, 1),
    to: i === hops - 1 ? gateway : box(i + 1, 0),
  }));
}

function numbers({ numbers: how }: LegsOptions, random: Random): { caller: string; called: string } {
  if (how === 'alike') return { caller: '+4930111111', called: '+4940222222' };
  if (how === 'few') return { caller: `+493011111${random.whole(0, 4)}`, called: `+494022222${random.whole(0, 4)}` };
  if (how === 'hotline') return { caller: `+49${random.digits(9)}`, called: '+4940222222' };
  return { caller: `+49${random.digits(9)}`, called: `+44${random.digits(9)}` };
}
