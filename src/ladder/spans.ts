import type { Phase } from '../call/types.ts';
import type { Rung, Span } from './picture.ts';
import type { Frame } from './rungs.ts';
import { LINE_Y, SPAN_OFFSET, SPAN_WIDTH } from './sizes.ts';
import { duration } from './times.ts';

const WORDS = { ringing: 'ringing', 'early-media': 'early media', talking: 'talking', held: 'on hold' } as const;

interface SpanPlace {
  readonly frame: Frame;
  /** The rung that a message stands on. */
  readonly rungOf: (row: number) => Rung | undefined;
  readonly timeOf: (row: number) => number;
  readonly bottom: number;
}

/** Phases as bars on the sides of the two lifelines that face each other, so that a box between two legs shows both. */
export function spansOf(phases: readonly Phase[], place: SpanPlace): Span[] {
  return phases.flatMap((phase, number) => {
    const caller = place.frame.laneOf.get(phase.caller);
    const callee = place.frame.laneOf.get(phase.callee);
    const first = place.rungOf(phase.fromRow);
    if (!first) return [];
    const last = phase.toRow < 0 ? undefined : place.rungOf(phase.toRow);
    const top = first.top + LINE_Y;
    const bottom = last ? last.top + LINE_Y : place.bottom;
    if (bottom <= top) return [];
    const length = phase.toRow < 0 ? Number.NaN : place.timeOf(phase.toRow) - place.timeOf(phase.fromRow);
    const title = WORDS[phase.kind] + (Number.isNaN(length) ? '' : ` ${duration(length)}`);
    const lanes = [...new Set([caller, callee])].filter((lane) => lane !== undefined);
    return lanes.map((lane) => {
      const x = place.frame.laneXs[lane] ?? 0;
      const other = place.frame.laneXs[(lane === caller ? callee : caller) ?? lane] ?? x;
      const left = other < x ? x - SPAN_OFFSET - SPAN_WIDTH : x + SPAN_OFFSET;
      return { id: `span${number}-${lane}`, kind: phase.kind, title, lane, x: left, top, bottom };
    });
  });
}
