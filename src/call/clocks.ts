import type { MessageIndex } from '../sip/message-index.ts';
import { eachSighting } from './same-message.ts';

/** What messages that two sources show say of their clocks. */
export interface ClockEstimate {
  /** Position of the source whose clock is the measure. */
  readonly against: number;
  /** Microseconds to be added to the times of the source, so that they agree with those of the other. */
  readonly offset: number;
  /** Messages that both show. */
  readonly pairs: number;
  /** Half of the pairs lie this close to the median of their direction, microseconds. */
  readonly spread: number;
}

/** The clock of one source of a trace. */
export interface SourceClock {
  /** null when it shares no message with another source, or is the measure of others. */
  readonly estimate: ClockEstimate | null;
  /** Microseconds that were added to its times. */
  readonly applied: number;
  /** A person chose `applied`. */
  readonly byHand: boolean;
}

/** Offsets that people chose in place of estimates, by source: 0 for none. */
export type ClockDecisions = ReadonlyMap<number, number>;

/** Offsets below this are within what capturing itself takes. Microseconds. */
const LEAST = 50;
/** Pairs of one direction that are kept at most: a median needs no more. */
const ENOUGH = 4096;
/** Sources beyond this are taken as they are. */
const MOST_SOURCES = 64;

export const NO_CLOCKS: ClockDecisions = new Map();

/** What is applied: what people chose, or what estimates say where they are sure. */
export function decideClocks(
  estimates: readonly (ClockEstimate | null)[],
  decisions: ClockDecisions,
): readonly SourceClock[] {
  return estimates.map((estimate, source) => {
    const chosen = decisions.get(source);
    const { offset = 0, spread = 0 } = estimate ?? {};
    const isSure = Math.abs(offset) >= LEAST && Math.abs(offset) > 2 * spread;
    return { estimate, applied: chosen ?? (isSure ? offset : 0), byHand: chosen !== undefined };
  });
}

/** Moves the times of rows by source, in microseconds. */
export function shiftTimes(index: MessageIndex, offsets: readonly number[]): void {
  const { time, source } = index.columns;
  if (offsets.every((offset) => offset === 0)) return;
  for (let row = 0; row < index.count; row++) time[row] = (time[row] as number) + (offsets[source[row] as number] ?? 0);
}

/** How two sources differ: times of one less those of the other, by direction. */
interface Difference {
  readonly a: number;
  readonly b: number;
  readonly there: number[];
  readonly back: number[];
  pairs: number;
}

/**
 * What messages that two sources show say of each source: null where they say nothing. The sources with the most messages
 * in common are compared first, so that each is measured against the one that says most; the first source with dates is
 * the measure of those that hang together with it.
 * @param dated for each source whether its times have dates
 */
export function estimateClocks(index: MessageIndex, dated: readonly boolean[]): readonly (ClockEstimate | null)[] {
  const estimates = new Map<number, ClockEstimate>();
  if (dated.length > 1) {
    const differences = [...differencesOf(index, Math.min(dated.length, MOST_SOURCES)).values()];
    differences.sort((one, other) => other.pairs - one.pairs);
    const reached = new Set<number>();
    const starts = [...dated.keys()].sort((a, b) => Number(dated[b]) - Number(dated[a]) || a - b);
    for (const start of starts) {
      if (reached.has(start)) continue;
      reached.add(start);
      grow(differences, reached, estimates);
    }
  }
  return dated.map((_, source) => estimates.get(source) ?? null);
}

/** The source whose clock is the measure of this one, over however many steps; itself when there is none. */
export function measureOf(clocks: readonly SourceClock[], source: number): number {
  let at = source;
  // A source is passed once: as many steps as there are sources are enough.
  for (let steps = 0; steps < clocks.length; steps++) at = clocks[at]?.estimate?.against ?? at;
  return at;
}

/** Takes in what hangs together with the sources that were reached, the surest first. */
function grow(differences: readonly Difference[], reached: Set<number>, estimates: Map<number, ClockEstimate>): void {
  for (;;) {
    const next = differences.find(({ a, b }) => reached.has(a) !== reached.has(b));
    if (!next) return;
    const isForward = reached.has(next.a);
    const [against, source] = isForward ? [next.a, next.b] : [next.b, next.a];
    const { offset, spread } = offsetOf(next);
    const own = isForward ? offset : -offset;
    const before = estimates.get(against)?.offset ?? 0;
    estimates.set(source, { against, offset: Math.round(own + before), pairs: next.pairs, spread: Math.round(spread) });
    reached.add(source);
  }
}

function differencesOf(index: MessageIndex, sources: number): Map<number, Difference> {
  const { time, source, from, to } = index.columns;
  const differences = new Map<number, Difference>();
  eachSighting(index, ({ a, b }) => {
    const [one, other] = [source[a] as number, source[b] as number];
    if (one >= sources || other >= sources) return;
    const key = one * MOST_SOURCES + other;
    const known = differences.get(key) ?? { a: one, b: other, there: [], back: [], pairs: 0 };
    differences.set(key, known);
    known.pairs++;
    const times = (from[a] as number) < (to[a] as number) ? known.there : known.back;
    if (times.length < ENOUGH) times.push((time[a] as number) - (time[b] as number));
  });
  return differences;
}

/**
 * What is to be added to the later source. Messages take time on their way: those of one direction arrive late where the
 * others leave, so that the mean of the medians of both is right when both ways take as long.
 */
function offsetOf({ there, back }: Difference): { readonly offset: number; readonly spread: number } {
  const ways = [there, back].filter((times) => times.length > 0).map((times) => ({ times, median: median(times) }));
  const offset = ways.reduce((sum, way) => sum + way.median, 0) / Math.max(1, ways.length);
  const apart = ways.flatMap((way) => way.times.map((time) => Math.abs(time - way.median)));
  return { offset, spread: median(apart) };
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
