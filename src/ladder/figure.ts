import { select } from 'd3';
import { draw } from './draw.ts';
import { drawHeads } from './draw-heads.ts';
import { add, addText, SVG } from './layer.ts';
import type { LadderLayout } from './picture.ts';
import { textWidth } from './text-width.ts';
import { fileCss, type Shows, type Theme } from './theme.ts';
import { visible } from './visible.ts';

const MARGIN = 16;
const TITLE_SIZE = 15;
const LINE_SIZE = 12;

export interface FigureOptions {
  readonly theme: Theme;
  /** A sentence above the ladder, also the name of the picture. */
  readonly title?: string;
  /** Smaller lines below it. */
  readonly lines?: readonly string[];
  readonly selected?: number | null;
  /** Only this stretch of the body, as the screen shows it. */
  readonly window?: { readonly top: number; readonly bottom: number };
}

/** A ladder as a picture that stands alone: no script, no reference to anything outside. */
export function drawFigure(document: Document, layout: LadderLayout, options: FigureOptions): SVGSVGElement {
  const { width, headHeight } = layout;
  const window = options.window ?? { top: 0, bottom: layout.height };
  const top = Math.max(0, window.top);
  const bodyHeight = Math.max(0, Math.min(window.bottom, layout.height) - top);
  const heading = wrapped(options, width - 2 * MARGIN);
  const headTop = heading.height + 8;
  const height = Math.ceil(headTop + headHeight + bodyHeight);
  const svg = document.createElementNS(SVG, 'svg');
  const root = select(svg);
  root.attr('width', width).attr('height', height).attr('viewBox', `0 0 ${width} ${height}`);
  root
    .attr('class', 'rungs')
    .attr('role', 'img')
    .attr('aria-label', visible(options.title ?? 'SIP ladder diagram'));
  root.append('style').text(fileCss(options.theme, showsOf(layout)));
  add(svg, 'rect', { class: 'ground', width, height });
  for (const { text, name, y } of heading.rows) addText(svg, text, { class: name, x: MARGIN, y });
  const heads = add(svg, 'g', { transform: `translate(0,${headTop})` });
  drawHeads(heads, layout, true);
  const body = document.createElementNS(SVG, options.window ? 'svg' : 'g');
  svg.appendChild(body);
  const place = select(body);
  if (options.window) {
    // A part of the body: what reaches beyond its upper or lower end is cut off by a view of its own.
    place
      .attr('y', headTop + headHeight)
      .attr('width', width)
      .attr('height', bodyHeight);
    place.attr('viewBox', `0 ${top} ${width} ${bodyHeight}`);
  } else place.attr('transform', `translate(0,${headTop + headHeight})`);
  const { selected = null } = options;
  draw(body, layout, { headless: true, selected, ...(options.window && { window }) });
  return svg;
}

function showsOf({ rows }: LadderLayout): Shows {
  return {
    numbered: rows.some((row) => row.kind === 'rung' && row.number > 0),
    beside: rows.some(({ kind }) => kind === 'beside'),
    notes: rows.some(({ kind }) => kind === 'note'),
  };
}

/** Title and lines broken at words to the width at hand. */
function wrapped({ title, lines = [] }: FigureOptions, width: number) {
  const rows: { text: string; name: string; y: number }[] = [];
  let y = title || lines.length > 0 ? 10 : 0;
  for (const text of title ? broken(visible(title), width, TITLE_SIZE) : []) {
    y += 20;
    rows.push({ text, name: 'title', y });
  }
  for (const line of lines) {
    for (const text of broken(visible(line), width, LINE_SIZE)) {
      y += 18;
      rows.push({ text, name: 'line', y });
    }
  }
  return { rows, height: rows.length > 0 ? y + 10 : 0 };
}

function broken(text: string, width: number, size: number): string[] {
  const weight = size === TITLE_SIZE ? 'bold' : 'regular';
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && textWidth(longer, size, weight) > width) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return row === '' ? rows : [...rows, row];
}
