import { select } from 'd3';
import { drawRow } from './draw-row.ts';
import { addTitle, clear, joined, layer } from './layer.ts';
import type { LadderLayout, Lane, Row, Span } from './picture.ts';
import { SPAN_WIDTH } from './sizes.ts';
import { rowsIn } from './window.ts';

export interface DrawOptions {
  /** Only rows that touch this stretch, CSS pixels of the body; all without it. */
  readonly window?: { readonly top: number; readonly bottom: number };
  /** Row of the message index. */
  readonly selected?: number | null;
  /** Rows whose rungs light up, because a finding speaks of them. */
  readonly lit?: ReadonlySet<number>;
  /** Id of a row beside the messages that is looked at. */
  readonly beside?: string | null;
  /** A picture for a file: no roles, nothing to click on. */
  readonly headless?: boolean;
}

/** Draws the body of a ladder into an SVG element, on the page or in any document that is handed in. */
export function draw(svg: SVGElement, layout: LadderLayout, options: DrawOptions = {}): void {
  const body = layer(svg, 'body');
  const [first, end] = options.window
    ? rowsIn(layout, options.window.top, options.window.bottom)
    : [0, layout.rows.length];
  const rows = layout.rows.slice(first, end);
  const selected = selectedPosition(layout, options.selected);
  const marked = markedRows(layout, rows, selected, options);
  drawSelection(body, layout, marked);
  drawLifelines(body, layout);
  drawSpans(body, layout.spans);
  const rungs = layer(body, 'rungs');
  if (!options.headless) select(rungs).attr('role', 'listbox').attr('aria-label', 'Messages');
  const isRung = ({ kind }: Row) => kind === 'rung';
  const position = selected < 0 ? undefined : layout.rows[selected];
  drawRows(rungs, rows.filter(isRung), layout, options, position, marked);
  drawRows(
    layer(body, 'notes'),
    rows.filter((row) => !isRung(row)),
    layout,
    options,
    position,
    marked,
  );
}

function selectedPosition({ places }: LadderLayout, selected: number | null = null): number {
  return selected === null ? -1 : (places.get(selected) ?? -1);
}

/** Rows with a soft band behind them, and which. */
function markedRows(
  layout: LadderLayout,
  rows: readonly Row[],
  selected: number,
  { lit, beside = null }: DrawOptions,
): Map<Row, 'selection' | 'selection lit'> {
  const marked = new Map<Row, 'selection' | 'selection lit'>();
  const isLit = (row: Row) =>
    row.kind === 'rung' && lit !== undefined && (lit.has(row.row) || row.copies.some((copy) => lit.has(copy)));
  for (const row of rows) {
    if (row === layout.rows[selected] || (beside !== null && row.id === beside)) marked.set(row, 'selection');
    else if (isLit(row)) marked.set(row, 'selection lit');
  }
  return marked;
}

function drawSelection(body: SVGElement, layout: LadderLayout, marked: ReadonlyMap<Row, string>): void {
  joined<SVGRectElement, Row>(layer(body, 'selections'), 'rect', [...marked.keys()], ({ id }) => id)
    .attr('class', (row) => marked.get(row) ?? '')
    .attr('x', 6)
    .attr('y', (row) => row.top)
    .attr('width', layout.width - 12)
    .attr('height', (row) => row.height)
    .attr('rx', 5);
}

function drawLifelines(body: SVGElement, layout: LadderLayout): void {
  joined<SVGLineElement, Lane>(layer(body, 'lifelines'), 'line', layout.lanes, ({ key }) => key)
    .attr('class', ({ inferred }) => (inferred ? 'lifeline inferred' : 'lifeline'))
    .attr('x1', ({ x }) => x)
    .attr('y1', 0)
    .attr('x2', ({ x }) => x)
    .attr('y2', layout.height);
}

function drawSpans(body: SVGElement, spans: readonly Span[]): void {
  const drawn = joined<SVGRectElement, Span>(layer(body, 'spans'), 'rect', spans, ({ id }) => id)
    .attr('class', ({ kind }) => kind)
    .attr('x', ({ x }) => x)
    .attr('y', ({ top }) => top)
    .attr('width', SPAN_WIDTH)
    .attr('height', ({ top, bottom }) => bottom - top)
    .attr('rx', SPAN_WIDTH / 2);
  drawn.each(function (span) {
    clear(this);
    addTitle(this, span.title);
  });
}

/** The row that a group was last filled for: what did not change is not touched. */
const filled = new WeakMap<Element, Row>();

function drawRows(
  parent: SVGElement,
  rows: readonly Row[],
  layout: LadderLayout,
  options: DrawOptions,
  selected: Row | undefined,
  marked: ReadonlyMap<Row, string>,
): void {
  const headless = options.headless ?? false;
  const groups = joined<SVGGElement, Row>(parent, 'g', rows, ({ id }) => id)
    .attr('transform', ({ top }) => `translate(0,${top})`)
    .attr('class', (row) => className(row, row === selected, marked.get(row) === 'selection lit'));
  groups.each(function (row) {
    if (filled.get(this) === row) return;
    filled.set(this, row);
    clear(this);
    const place = select(this);
    place.attr('data-row', row.kind === 'rung' ? row.row : null);
    place.attr('data-note', row.kind === 'note' ? row.row : null);
    place.attr('data-finding', row.kind === 'ghost' || row.kind === 'band' ? row.finding : null);
    place.attr('data-beside', row.kind === 'beside' ? row.what : null);
    place.attr('data-number', row.kind === 'beside' ? row.number : null);
    if (row.kind === 'rung' && !headless) place.attr('id', `rung-${row.row}`);
    drawRow(this, row, layout, headless);
  });
  if (!headless) {
    groups.each(function (row) {
      if (row.kind === 'rung') select(this).attr('aria-selected', String(row === selected));
    });
  }
}

function className(row: Row, isSelected: boolean, isLit: boolean): string {
  const names: string[] = [row.kind];
  if (row.kind === 'rung') {
    names.push(row.class);
    if (row.copy) names.push('copy');
  }
  if (row.kind === 'band') names.splice(0, 1, 'finding', row.tone);
  if (row.kind === 'beside') names.push(row.what);
  if ((row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside') && Math.abs(row.from - row.to) > 1)
    names.push('crossing');
  if (isSelected) names.push('selected');
  if (isLit) names.push('lit');
  return names.join(' ');
}
