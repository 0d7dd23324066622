import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { draw } from '../../ladder/draw.ts';
import { drawHeads } from '../../ladder/draw-heads.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import { pageCss } from '../../ladder/theme.ts';
import { LADDER } from '../shell/use-keys.ts';

/** Rungs are drawn this far beyond what is in sight, CSS pixels. */
const BEYOND = 300;
/** What is selected stays this far from the edges of what is in sight. */
const MARGIN = 60;

export interface LadderElements {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly heads: RefObject<SVGSVGElement | null>;
  readonly body: RefObject<SVGSVGElement | null>;
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
export function useLadder(
  { scroller, heads, body }: LadderElements,
  layout: LadderLayout,
  selected: number | null,
): Sight {
  const [sight, setSight] = useState<Sight>({ top: 0, bottom: 800 });

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop: top, clientHeight } = element;
    setSight({ top, bottom: top + Math.max(0, clientHeight - layout.headHeight) });
  }, [scroller, layout]);

  useLayoutEffect(adoptTheme, []);

  useLayoutEffect(() => {
    if (heads.current) drawHeads(heads.current, layout);
  }, [heads, layout]);

  useLayoutEffect(() => {
    const svg = body.current;
    if (!svg) return;
    draw(svg, tall(layout, sight), { window: { top: sight.top - BEYOND, bottom: sight.bottom + BEYOND }, selected });
    nameList(svg, selected, layout);
  }, [body, layout, selected, sight]);

  // Another call starts at its beginning.
  useLayoutEffect(() => {
    scroller.current?.scrollTo?.(0, 0);
    look();
  }, [scroller, look]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller, look]);

  useLayoutEffect(() => {
    const place = selected === null ? undefined : layout.rows[layout.places.get(selected) ?? -1];
    if (place && scroller.current) reveal(scroller.current, layout.headHeight, place.top, place.height);
  }, [scroller, layout, selected]);

  return sight;
}

/** Lifelines go on below the last message as far as the page does. */
function tall(layout: LadderLayout, { top, bottom }: Sight): LadderLayout {
  const height = bottom - top;
  return layout.height < height ? { ...layout, height } : layout;
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

function reveal(element: HTMLElement, headHeight: number, top: number, height: number): void {
  const seen = element.clientHeight - headHeight;
  if (seen <= 0) return;
  const margin = Math.min(MARGIN, seen / 4);
  const at = element.scrollTop;
  if (top - margin < at) element.scrollTop = Math.max(0, top - margin);
  else if (top + height + margin > at + seen) element.scrollTop = top + height + margin - seen;
}
