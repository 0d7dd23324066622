import { type RefObject, useLayoutEffect, useState } from 'react';
import { draw } from '../../ladder/draw.ts';
import { drawHeads } from '../../ladder/draw-heads.ts';
import type { LadderLayout } from '../../ladder/picture.ts';
import { pageCss } from '../../ladder/theme.ts';
import { useApp } from '../app-context.ts';
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

/** What stands out: the selected message, and the rows that a finding speaks of. */
export interface Marks {
  readonly selected: number | null;
  readonly lit: ReadonlySet<number>;
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
  const { selected, lit } = marks;
  const sight = useSight(scroller, layout.headHeight);

  useLayoutEffect(adoptTheme, []);

  useLayoutEffect(() => {
    if (heads.current) drawHeads(heads.current, layout);
  }, [heads, layout]);

  useLayoutEffect(() => {
    const svg = body.current;
    if (!svg) return;
    const window = { top: sight.top - BEYOND, bottom: sight.bottom + BEYOND };
    draw(svg, tall(layout, sight), { window, selected, lit });
    nameList(svg, selected, layout);
  }, [body, layout, selected, lit, sight]);

  useLayoutEffect(() => {
    const place = selected === null ? undefined : layout.rows[layout.places.get(selected) ?? -1];
    if (place && scroller.current) reveal(scroller.current, layout.headHeight, place.top, place.height);
  }, [scroller, layout, selected]);

  return sight;
}

/** Follows scrolling and resizing; tells the store how wide a ladder may be. */
function useSight(scroller: LadderElements['scroller'], headHeight: number): Sight {
  const { look } = useApp();
  const [sight, setSight] = useState<Sight>({ top: 0, bottom: 800 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const see = () => {
      const { scrollTop: top, clientHeight, clientWidth } = element;
      setSight({ top, bottom: top + Math.max(0, clientHeight - headHeight) });
      if (clientWidth > 0) look.ladderWidth(clientWidth);
    };
    see();
    element.addEventListener('scroll', see, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(see);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', see);
      observer?.disconnect();
    };
  }, [scroller, headHeight, look]);
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
