import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { draw } from '../../ladder/draw.ts';
import { drawHeads } from '../../ladder/draw-heads.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import { pageCss } from '../../ladder/theme.ts';
import { LADDER } from '../shell/use-keys.ts';
import { useScroll } from './use-scroll.ts';

/** Rungs are drawn this far beyond what is in sight, CSS pixels. */
const BEYOND = 300;
/** What is selected stays this far from the edges of what is in sight. */
const MARGIN = 60;

export interface LadderElements {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly heads: RefObject<SVGSVGElement | null>;
  readonly body: RefObject<SVGSVGElement | null>;
}

/** What is shown: which call, its selected message, and the rows that a finding speaks of. */
export interface Marks {
  readonly call: number;
  readonly selected: number | null;
  readonly lit: ReadonlySet<number>;
  /** Id of the row beside the messages that is looked at. */
  readonly beside: string | null;
}

/** Stretch of the body that is in sight, CSS pixels. */
export interface Sight {
  readonly top: number;
  readonly bottom: number;
}

let sheet: CSSStyleSheet | null = null;

/** The look of ladders on this page: an own sheet, because the policy refuses a style element within an SVG. */
function adoptTheme(): void {
  if (sheet || !('adoptedStyleSheets' in document)) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(pageCss());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Keeps the drawing in step with layout, scrolling and selection; tells what is in sight. */
export function useLadder({ scroller, heads, body }: LadderElements, layout: LadderLayout, marks: Marks): Sight {
  const { call, selected, lit, beside } = marks;
  const [scroll, scrollTo] = useScroll(scroller);
  const { top } = scroll;
  const bottom = top + Math.max(1, scroll.height - layout.headHeight);

  useLayoutEffect(adoptTheme, []);

  useLayoutEffect(() => {
    if (heads.current) drawHeads(heads.current, layout, true);
  }, [heads, layout]);

  useLayoutEffect(() => {
    const svg = body.current;
    if (!svg) return;
    const height = bottom - top;
    // Lifelines go on below the last message as far as the page does.
    const tall = layout.height < height ? { ...layout, height } : layout;
    draw(svg, tall, { window: { top: top - BEYOND, bottom: bottom + BEYOND }, selected, lit, beside });
    nameList(svg, selected, layout);
  }, [body, layout, selected, lit, beside, top, bottom]);

  // Another call starts at its beginning; the same one stays where it is, unless the selection leaves the sight.
  const shown = useRef<{ readonly call: number; readonly place: Place } | null>(null);
  const place = useMemo(() => ({ layout, selected }), [layout, selected]);
  useLayoutEffect(() => {
    const before = shown.current;
    if (before?.place === place) return;
    shown.current = { call, place };
    const from = before?.call === call ? { top, bottom } : { top: 0, bottom: bottom - top };
    const to = revealed(place, from);
    if (to !== top) scrollTo(to);
  }, [call, place, top, bottom, scrollTo]);

  return { top, bottom };
}

/** Makes the list of rungs one stop of the Tab key that says which rung is selected. */
function nameList(svg: SVGSVGElement, selected: number | null, { places, rows }: LadderLayout): void {
  const list = svg.querySelector('[role=listbox]');
  if (!list) return;
  list.setAttribute('id', LADDER);
  list.setAttribute('tabindex', '0');
  const row = selected === null ? undefined : rows[places.get(selected) ?? -1];
  const id = row?.kind === 'rung' ? `rung-${row.row}` : '';
  if (id !== '' && svg.querySelector(`#${id}`)) list.setAttribute('aria-activedescendant', id);
  else list.removeAttribute('aria-activedescendant');
}

/** A message in a ladder. */
interface Place {
  readonly layout: LadderLayout;
  readonly selected: number | null;
}

/** Where to scroll so that the selected message is in sight. */
function revealed({ layout: { rows, places }, selected }: Place, { top, bottom }: Sight): number {
  const row = selected === null ? undefined : rows[places.get(selected) ?? -1];
  if (!row) return top;
  const margin = Math.min(MARGIN, (bottom - top) / 4);
  if (row.top - margin < top) return Math.max(0, row.top - margin);
  const end = row.top + row.height + margin;
  return end > bottom ? end - (bottom - top) : top;
}
