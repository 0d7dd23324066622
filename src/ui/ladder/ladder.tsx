import { type MouseEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { LadderLayout } from '../../ladder/picture.ts';
import { useApp, useFacts } from '../app-context.ts';
import { SURROUNDINGS } from '../shell/use-keys.ts';
import { LadderTable } from './ladder-table.tsx';
import { Overview } from './overview.tsx';
import { useLadder } from './use-ladder.ts';

/** The ladder of the open call: heads that stay, rungs drawn as far as they are in sight, the whole call in a strip. */
export function Ladder({ layout }: { readonly layout: LadderLayout }) {
  const app = useApp();
  const row = useFacts((facts) => facts.row);
  const scroller = useRef<HTMLDivElement>(null);
  const heads = useRef<SVGSVGElement>(null);
  const body = useRef<SVGSVGElement>(null);
  const sight = useLadder({ scroller, heads, body }, layout, row);
  useWidth(scroller);

  const rungAt = ({ target }: MouseEvent) => {
    const found = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
    return found === null || found === undefined ? null : Number(found);
  };
  const onClick = (event: MouseEvent) => {
    const found = rungAt(event);
    if (found !== null) void app.select.row(found);
  };

  return (
    <div className="ladder">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are commands of the whole page */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the list of rungs inside has the role and the focus */}
      <div
        ref={scroller}
        className="ladder-scroll"
        onClick={onClick}
        onDoubleClick={(event) => {
          if (rungAt(event) === null) return;
          app.look.section('message');
          SURROUNDINGS.focusInspector();
        }}
      >
        <svg ref={heads} className="rungs ladder-heads" width={layout.width} height={layout.headHeight} />
        <svg
          ref={body}
          className="rungs ladder-body"
          width={layout.width}
          height={Math.max(layout.height, sight.bottom - sight.top)}
        />
        <LadderTable layout={layout} selected={row} />
      </div>
      <Overview layout={layout} sight={sight} scroller={scroller} />
    </div>
  );
}

/** Tells the store how wide the ladder may be. */
function useWidth(scroller: RefObject<HTMLDivElement | null>): void {
  const { look } = useApp();
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => element.clientWidth > 0 && look.ladderWidth(element.clientWidth);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, look]);
}
