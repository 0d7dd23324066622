import { select } from 'd3';
import { besideName, ghostName, numberText, rungName } from './describe.ts';
import { add, addText } from './layer.ts';
import { hueOf } from './palette.ts';
import type { Band, Beside, Edge, Gap, GhostRung, LadderLayout, Note, Row, Rung } from './picture.ts';
import {
  BAND_HEIGHT,
  CHIP_HEIGHT,
  CHIP_TOP,
  GAP_HEIGHT,
  LABEL_Y,
  LINE_Y,
  LONGEST_DELTA,
  LOOP_WIDTH,
  NOTE_LINE,
  NOTE_PADDING,
} from './sizes.ts';

/** How far the arrow head reaches back from its tip, and half its width. */
const HEAD_LENGTH = 8;
const HEAD_HALF = 4;
/** A label on a loop stands beside it, not above. */
const LOOP_DROP = 4;

/** What is drawn of a row inside its group, whose origin is the row's top left corner. */
export function drawRow(place: SVGElement, row: Row, layout: LadderLayout, headless: boolean): void {
  if (row.kind === 'rung') drawRung(place, row, layout, headless);
  else if (row.kind === 'ghost') drawGhost(place, row, layout, headless);
  else if (row.kind === 'beside') drawBeside(place, row, layout, headless);
  else if (row.kind === 'gap') drawGap(place, row, layout);
  else if (row.kind === 'band') drawBand(place, row);
  else if (row.kind === 'note') drawNote(place, row, headless);
  else drawEdge(place, row);
}

function drawRung(place: SVGElement, rung: Rung, layout: LadderLayout, headless: boolean): void {
  if (!headless) {
    add(place, 'rect', { class: 'hit', x: 0, y: 0, width: layout.width, height: rung.height });
    select(place).attr('role', 'option').attr('aria-label', rungName(layout, rung));
  }
  if (rung.number > 0) drawNumber(place, [rung.number], rung.height, layout);
  drawArrow(place, rung, rung.class === 'failure');
  const { timeX, deltaX } = layout.gutter;
  const { shown, full, delta } = rung.time;
  const isSaid = deltaX > 0 && delta.length <= LONGEST_DELTA;
  const title = isSaid ? full : `${full} ${delta}`.trim();
  if (shown) addText(place, shown, { class: 'time', x: timeX, y: LINE_Y + 4 }, title);
  if (delta && isSaid) addText(place, delta, { class: 'delta', x: deltaX, y: LINE_Y + 4 });
  if (rung.severity) {
    const x = layout.left - (rung.number > 0 ? numberWidth(String(rung.number)) + 17 : 14);
    add(place, 'circle', { class: `mark ${rung.severity}`, cx: x, cy: LINE_Y, r: 3 });
  }
}

function numberWidth(text: string): number {
  return 8 + 7 * text.length;
}

/** The number of its call or leg beside the gutter, in its hue, and the same hue as a breath over the row. */
function drawNumber(place: SVGElement, of: readonly number[], height: number, layout: LadderLayout): void {
  const text = numberText(of);
  const group = add(place, 'g', { class: `hue ${hueOf(of[0] ?? 1)}` });
  const width = numberWidth(text);
  const right = layout.left - 12;
  add(group, 'rect', { class: 'tint', x: 0, y: 0, width: layout.width, height });
  add(group, 'rect', { x: right - width, y: LINE_Y - 7, width, height: 14, rx: 7 });
  addText(group, text, { x: right - width / 2, y: LINE_Y + 3.5 });
}

function drawGhost(place: SVGElement, ghost: GhostRung, layout: LadderLayout, headless: boolean): void {
  if (!headless) select(place).attr('role', 'button').attr('aria-label', ghostName(layout, ghost));
  drawArrow(place, ghost, true);
}

/** A band for media, an arrow like a whisper for an event. */
function drawBeside(place: SVGElement, beside: Beside, layout: LadderLayout, headless: boolean): void {
  if (!headless) {
    add(place, 'rect', { class: 'hit', x: 0, y: 0, width: layout.width, height: beside.height });
    select(place).attr('role', 'button').attr('aria-label', besideName(layout, beside));
  }
  const { from, to, x1, x2, time, of } = beside;
  if (of.length > 0) drawNumber(place, of, beside.height, layout);
  if (beside.what === 'media' && from !== to) {
    const x = Math.min(x1, x2);
    add(place, 'rect', { class: 'flow', x, y: LINE_Y - 3, width: Math.abs(x2 - x1), height: 6, rx: 3 });
  }
  drawArrow(place, beside, false);
  if (time.shown) addText(place, time.shown, { class: 'time', x: layout.gutter.timeX, y: LINE_Y + 4 }, time.full);
}

/** Line, head, cross of a failure, label and chips. */
function drawArrow(place: SVGElement, arrow: Rung | GhostRung | Beside, isCrossed: boolean): void {
  const isLoop = arrow.from === arrow.to;
  // Below the line, so that the halo of a label that crosses a lifeline does not gnaw at it.
  drawLabel(place, arrow, isLoop ? LOOP_DROP : 0);
  const way = isLoop ? -1 : Math.sign(arrow.x2 - arrow.x1);
  const tip = arrow.x2;
  const back = tip - way * HEAD_LENGTH;
  if (isLoop) {
    const reach = LOOP_WIDTH - 6;
    const path = `M${tip},${LINE_Y - 12}h${reach}a6,6,0,0,1,0,12H${back}`;
    add(place, 'path', { class: 'shaft', d: path });
  } else add(place, 'path', { class: 'shaft', d: `M${arrow.x1},${LINE_Y}H${back}` });
  const head = `M${back},${LINE_Y - HEAD_HALF}L${tip},${LINE_Y}L${back},${LINE_Y + HEAD_HALF}`;
  const isOpen = arrow.kind === 'rung' && arrow.class === 'provisional';
  if (arrow.kind !== 'ghost') add(place, 'path', { class: 'head', d: isOpen ? head : `${head}Z` });
  if (isCrossed) {
    const at = arrow.kind === 'ghost' ? tip - way * 4 : back - way * 9;
    const cross = `M${at - 3.5},${LINE_Y - 3.5}l7,7m0,-7l-7,7`;
    add(place, 'path', { class: 'cross', d: cross });
  }
}

function drawLabel(place: SVGElement, arrow: Rung | GhostRung | Beside, drop: number): void {
  const { shown, label, labelX, anchor, chips } = arrow;
  addText(place, shown, { class: 'label', x: labelX, y: LABEL_Y + drop, 'text-anchor': anchor }, label);
  for (const chip of chips) {
    const group = add(place, 'g', { class: chip.tone === 'plain' ? 'chip' : `chip ${chip.tone}` });
    const top = CHIP_TOP + drop;
    add(group, 'rect', { x: chip.x, y: top, width: chip.width, height: CHIP_HEIGHT, rx: CHIP_HEIGHT / 2 });
    addText(group, chip.text, { x: chip.x + chip.width / 2, y: top + 10.5 }, chip.title);
  }
}

function drawGap(place: SVGElement, gap: Gap, layout: LadderLayout): void {
  const middle = GAP_HEIGHT / 2 + 1;
  const { x, width } = gap.pill;
  add(place, 'line', { x1: gap.x1, y1: middle, x2: gap.x2, y2: middle });
  add(place, 'rect', { x, y: middle - 10, width, height: 20, rx: 10 });
  const text = gap.day ? `${gap.text} · ${gap.day}` : gap.text;
  addText(place, text, { class: 'length', x: x + width / 2, y: middle + 4 });
  // Between two lifelines, never on one.
  const centre = ((layout.lanes[0]?.x ?? 0) + (layout.lanes[1]?.x ?? 0)) / 2;
  if (gap.phase && centre - gap.x1 > 40) addText(place, gap.phase, { class: 'phase', x: centre, y: middle + 4 });
}

function drawBand(place: SVGElement, band: Band): void {
  const { x, width, shown, title } = band;
  add(place, 'rect', { x, y: 5, width, height: BAND_HEIGHT - 10, rx: 5 });
  addText(place, shown, { x: x + width / 2, y: BAND_HEIGHT / 2 + 4 }, title);
}

function drawNote(place: SVGElement, { x, width, height, lines, text }: Note, headless: boolean): void {
  if (!headless) select(place).attr('role', 'button').attr('aria-label', `note: ${text}`);
  add(place, 'rect', { x, y: 4, width, height: height - 8, rx: 3 });
  for (const [i, line] of lines.entries()) {
    addText(place, line, { x: x + 12, y: NOTE_PADDING + i * NOTE_LINE + 12 }, text);
  }
}

function drawEdge(place: SVGElement, edge: Edge): void {
  addText(place, edge.text, { x: (edge.x1 + edge.x2) / 2, y: edge.height / 2 + 4 });
}
