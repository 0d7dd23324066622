import {
  ADDRESS_SIZE,
  BAND_TEXT_SIZE,
  CHIP_SIZE,
  LABEL_SIZE,
  NAME_SIZE,
  PRODUCT_SIZE,
  TIME_SIZE,
} from '../../src/ladder/sizes.ts';
import { textWidth, type Weight } from '../../src/ladder/text-width.ts';

/** What a text or a pill of a drawing covers, CSS pixels. */
export interface Box {
  readonly text: string;
  /** `label`, `chip`, `time`, … */
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const FONTS: Readonly<Record<string, readonly [size: number, weight: Weight]>> = {
  title: [15, 'bold'],
  line: [12, 'regular'],
  name: [NAME_SIZE, 'bold'],
  socket: [ADDRESS_SIZE, 'mono'],
  product: [PRODUCT_SIZE, 'regular'],
  label: [LABEL_SIZE, 'bold'],
  chip: [CHIP_SIZE, 'bold'],
  time: [TIME_SIZE, 'mono'],
  delta: [TIME_SIZE, 'mono'],
  date: [TIME_SIZE, 'mono'],
  length: [BAND_TEXT_SIZE, 'mono'],
  phase: [BAND_TEXT_SIZE, 'regular'],
  finding: [BAND_TEXT_SIZE, 'regular'],
  edge: [BAND_TEXT_SIZE, 'regular'],
};
const ENDS = new Set(['time', 'delta', 'date']);
const STARTS = new Set(['title', 'line']);

/** Boxes of all texts of a drawing, where the table of widths says they may reach to. */
export function textBoxes(element: Element, dx = 0, dy = 0, parents: readonly string[] = []): Box[] {
  const [, x = '0', y = '0'] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(element.getAttribute('transform') ?? '') ?? [];
  const [left, top] = [dx + Number(x), dy + Number(y)];
  const names = [...(element.getAttribute('class') ?? '').split(' '), ...parents];
  if (element.tagName === 'text') return [boxOf(element, left, top, names)];
  return Array.from(element.children).flatMap((child) => textBoxes(child, left, top, names));
}

function boxOf(element: Element, dx: number, dy: number, names: readonly string[]): Box {
  const name = names.find((found) => found in FONTS) ?? '';
  const [size, weight] = FONTS[name] ?? [0, 'regular'];
  const text = ownText(element);
  const width = textWidth(text, size, weight);
  const anchor =
    element.getAttribute('text-anchor') ?? (ENDS.has(name) ? 'end' : STARTS.has(name) ? 'start' : 'middle');
  const x = dx + Number(element.getAttribute('x') ?? 0);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const baseline = dy + Number(element.getAttribute('y') ?? 0);
  return { text, name, left, right: left + width, top: baseline - size * 0.75, bottom: baseline + size * 0.22 };
}

function ownText(element: Element): string {
  const first: unknown = element.childNodes[0];
  if (typeof first === 'string') return first;
  return first === undefined ? '' : ((first as Node).textContent ?? '');
}

/** Pairs of boxes that cover the same ground. */
export function overlaps(boxes: readonly Box[]): [Box, Box][] {
  const found: [Box, Box][] = [];
  const sorted = boxes.filter(({ text }) => text !== '').sort((a, b) => a.top - b.top);
  for (const [at, box] of sorted.entries()) {
    for (const other of sorted.slice(at + 1)) {
      if (other.top >= box.bottom) break;
      if (other.left < box.right && box.left < other.right) found.push([box, other]);
    }
  }
  return found;
}
