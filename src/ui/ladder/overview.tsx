import { type PointerEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { drawOverview } from '../../ladder/overview.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import type { Sight } from './use-ladder.ts';

const WIDTH = 34;

interface OverviewProps {
  readonly layout: LadderLayout;
  readonly sight: Sight;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The whole call in a slim strip; pressing or dragging moves what is in sight. Absent where all is in sight anyway. */
export function Overview({ layout, sight, scroller }: OverviewProps) {
  const ref = useRef<SVGSVGElement>(null);
  const height = Math.max(0, sight.bottom - sight.top);
  const isNeeded = height > 0 && layout.height > height + 1;

  useLayoutEffect(() => {
    if (ref.current && isNeeded) drawOverview(ref.current, layout, { width: WIDTH, height }, sight);
  }, [layout, sight, height, isNeeded]);

  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1 || !scroller.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const scale = Math.min(1, height / layout.height);
    const at = (event.clientY - event.currentTarget.getBoundingClientRect().top) / scale;
    scroller.current.scrollTop = at - height / 2;
  };

  if (!isNeeded) return null;
  return (
    // What it does, the scroll bar and the keys do as well.
    <svg
      ref={ref}
      className="rungs overview-strip"
      width={WIDTH}
      height={height}
      style={{ top: layout.headHeight }}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={go}
    />
  );
}
