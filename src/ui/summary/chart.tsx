import { scaleLinear } from 'd3';
import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Bar } from './bar.ts';
import { drawBars, HEIGHT } from './draw-bars.ts';

interface ChartProps {
  readonly title: string;
  readonly tone: 'calls' | 'failed';
  readonly bars: readonly Bar[];
}

/** Bars over time. One stop of the Tab key: arrow keys go from bar to bar, Enter picks one. */
export function Chart({ title, tone, bars }: ChartProps) {
  const id = useId();
  const ref = useRef<SVGSVGElement>(null);
  const width = useWidth(ref);
  const [at, setAt] = useState(0);
  const cursor = Math.min(at, bars.length - 1);
  const most = Math.max(1, ...bars.map(({ value }) => value));

  useLayoutEffect(() => {
    const y = scaleLinear([0, most], [HEIGHT, 0]);
    if (ref.current) drawBars(ref.current, bars, { width, y, id, at: cursor, onPick: setAt });
  }, [bars, width, most, id, cursor]);

  const onKeyDown = (event: KeyboardEvent) => {
    const steps = new Map([
      ['ArrowRight', cursor + 1],
      ['ArrowLeft', cursor - 1],
      ['Home', 0],
      ['End', bars.length - 1],
    ]);
    const to = steps.get(event.key);
    if (to !== undefined) setAt(Math.min(bars.length - 1, Math.max(0, to)));
    else if (event.key === 'Enter' || event.key === ' ') bars[cursor]?.pick();
    else return;
    event.preventDefault();
  };

  return (
    <figure className={`chart ${tone}`}>
      <figcaption>
        {title} <span className="quiet">most {most}</span>
      </figcaption>
      <div
        className="bars"
        role="listbox"
        aria-label={title}
        aria-orientation="horizontal"
        aria-activedescendant={`${id}-${cursor}`}
        tabIndex={0}
        data-own-keys=""
        onKeyDown={onKeyDown}
      >
        <svg ref={ref} width="100%" height={HEIGHT + 18} role="presentation" />
      </div>
      <p className="told" aria-hidden="true">
        {bars[cursor]?.title}
      </p>
    </figure>
  );
}

/** CSS pixels that an element is wide. */
function useWidth(ref: RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!ref.current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(80, Math.round(entry?.contentRect.width ?? 600))),
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
