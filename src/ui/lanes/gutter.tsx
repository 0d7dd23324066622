import { useLayoutEffect, useRef } from 'react';
import { draw } from '../../ladder/draw.ts';
import { drawLegend } from '../../ladder/draw-heads.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import type { Sight } from '../ladder/use-ladder.ts';

/** Rungs are drawn this far beyond what is in sight, CSS pixels. */
const BEYOND = 300;

interface GutterProps {
  readonly layout: LadderLayout;
  readonly sight: Sight;
  readonly selected: number | null;
  readonly lit: ReadonlySet<number>;
}

/** The column of times once more, for a ladder that is scrolled sideways: it stays where it is. The same drawing, cut off. */
export function Gutter({ layout, sight, selected, lit }: GutterProps) {
  const ref = useRef<SVGSVGElement>(null);
  const { top, bottom } = sight;
  useLayoutEffect(() => {
    if (!ref.current) return;
    draw(ref.current, layout, {
      window: { top: top - BEYOND, bottom: bottom + BEYOND },
      selected,
      lit,
      headless: true,
    });
  }, [layout, top, bottom, selected, lit]);
  return (
    <svg
      ref={ref}
      className="rungs ladder-gutter"
      width={gutterWidth(layout)}
      height={Math.max(layout.height, bottom - top)}
      aria-hidden="true"
    />
  );
}

/** Day and zone above the times, which stay as well. */
export function Legend({ layout }: { readonly layout: LadderLayout }) {
  const ref = useRef<SVGSVGElement>(null);
  useLayoutEffect(() => {
    if (ref.current) drawLegend(ref.current, layout);
  }, [layout]);
  const { timeX } = layout.gutter;
  return <svg ref={ref} className="rungs" width={timeX + 8} height={layout.headHeight - 7} aria-hidden="true" />;
}

/** Up to the marks of findings, which stand right before the first lane. */
function gutterWidth({ left }: LadderLayout): number {
  return Math.max(0, left - 8);
}
