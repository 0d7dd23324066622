import { type MouseEvent, useDeferredValue, useMemo, useRef } from 'react';
import type { LadderLayout } from '../../ladder/picture.ts';
import type { App } from '../../state/app.ts';
import { besideNow } from '../../state/beside.ts';
import { litRows } from '../../state/lit.ts';
import { useApp, useFacts } from '../app-context.ts';
import { FloatingLabels } from '../lanes/floating-labels.tsx';
import { Gutter, Legend } from '../lanes/gutter.tsx';
import { LaneHeads } from '../lanes/lane-heads.tsx';
import { SURROUNDINGS } from '../shell/use-keys.ts';
import { LadderTable } from './ladder-table.tsx';
import { tellMeaning } from './meaning.ts';
import { Overview } from './overview.tsx';
import { useLadder } from './use-ladder.ts';

/** The ladder of the open call: heads that stay, rungs drawn as far as they are in sight, the whole call in a strip. */
export function Ladder({ layout }: { readonly layout: LadderLayout }) {
  const app = useApp();
  const call = useFacts((facts) => facts.opened?.detail.summary.index ?? -1);
  const row = useFacts((facts) => facts.row);
  const scroller = useRef<HTMLDivElement>(null);
  const heads = useRef<SVGSVGElement>(null);
  const body = useRef<SVGSVGElement>(null);
  const told = useFacts(litRows);
  const lit = useMemo(() => new Set(told), [told]);
  const looked = useFacts(besideNow);
  const beside = looked && `${looked.what}${looked.number}`;
  const sight = useLadder({ scroller, heads, body }, layout, { call, selected: row, lit, beside });

  const isWide =
    useFacts((facts) => facts.ladderWidth > 0 && layout.width > facts.ladderWidth) && layout.gutter.width > 0;
  const showLanes = () => app.look.dialog('lanes');

  // What only those who listen meet can wait for the drawing.
  const table = useDeferredValue<LadderLayout | null>(layout, null);

  const onClick = (event: MouseEvent) => {
    const found = numberAt(event, 'data-row');
    const told = numberAt(event, 'data-finding');
    const beside = event.target instanceof Element ? event.target.closest('[data-beside]') : null;
    if (beside) showBeside(app, beside);
    else if (found !== null) {
      app.look.beside(null);
      void app.select.row(found);
    } else if (told !== null) void app.select.finding(told);
    const noted = numberAt(event, 'data-note');
    if (noted !== null) void app.select.row(noted);
  };

  return (
    <div className="ladder">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are commands of the whole page */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the list of rungs inside has the role and the focus */}
      <div
        ref={scroller}
        className="ladder-scroll"
        onClick={onClick}
        onPointerOver={({ target }) => void tellMeaning(app, target)}
        onDoubleClick={(event) => {
          if (numberAt(event, 'data-row') === null) return;
          app.look.section('message');
          SURROUNDINGS.focusInspector();
        }}
      >
        <div className="ladder-top" style={{ width: layout.width, height: layout.headHeight }}>
          <svg
            ref={heads}
            className="rungs ladder-heads"
            width={layout.width}
            height={layout.headHeight}
            aria-hidden="true"
          />
          <LaneHeads layout={layout} />
          {layout.gutter.width > 0 && (
            <div className={cornerName(isWide, layout)}>
              {isWide && layout.gutter.deltaX > 0 && <Legend layout={layout} />}
              <button type="button" className="lanes-button" title="Shape the lanes (l)" onClick={showLanes}>
                Lanes
              </button>
            </div>
          )}
        </div>
        <div className="ladder-rows" style={{ width: layout.width }}>
          <svg
            ref={body}
            className="rungs ladder-body"
            width={layout.width}
            height={Math.max(layout.height, sight.bottom - sight.top)}
          />
          {isWide && <FloatingLabels layout={layout} sight={sight} scroller={scroller} />}
          {isWide && <Gutter layout={layout} sight={sight} selected={row} lit={lit} />}
        </div>
        {table && <LadderTable layout={table} selected={row} />}
      </div>
      <Overview layout={layout} sight={sight} scroller={scroller} />
    </div>
  );
}

/** Above the times: clear where the heads keep clear of it, else no wider than its button. */
function cornerName(isWide: boolean, { gutter }: LadderLayout): string {
  const names = ['ladder-corner', ...(isWide ? ['stays'] : []), ...(gutter.deltaX > 0 ? ['legend'] : [])];
  return names.join(' ');
}

/** Shows the media flow or packet event that an element stands for. */
function showBeside({ look }: App, element: Element): void {
  const what = element.getAttribute('data-beside') === 'media' ? 'media' : 'event';
  look.beside({ what, number: Number(element.getAttribute('data-number')) });
  look.section('message');
}

/** The number that the nearest element around a click carries. */
function numberAt({ target }: MouseEvent, attribute: string): number | null {
  const found = target instanceof Element ? target.closest(`[${attribute}]`)?.getAttribute(attribute) : null;
  return found === null || found === undefined ? null : Number(found);
}
