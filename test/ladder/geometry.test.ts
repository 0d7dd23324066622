import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paper } from '../../src/export/paper.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import type { LadderInput } from '../../src/ladder/input.ts';
import { layOut } from '../../src/ladder/layout.ts';
import type { LadderLayout } from '../../src/ladder/picture.ts';
import { textWidth } from '../../src/ladder/text-width.ts';
import { overlaps, textBoxes } from '../support/boxes.ts';
import { ladderInput } from '../support/ladder.ts';
import { anyInput } from './any-input.ts';
import { goldens } from './goldens.ts';

const WIDTHS = [390, 900, 1440];

describe.each(WIDTHS)('%i pixels wide', (width) => {
  test.each(goldens.map(({ name, flow, changes }) => [name, flow, changes] as const))('%s', (_, flow, changes) => {
    check({ ...ladderInput(flow, changes), width });
  });
});

test('any messages', () => {
  fc.assert(
    fc.property(anyInput, fc.constantFrom(...WIDTHS), (input, width) => check({ ...input, width })),
    { numRuns: 150 },
  );
});

test('a label that is pushed over its neighbour is seen', () => {
  const input = ladderInput('alice -> bob INVITE sdp\nbob -> alice 200 sdp');
  const layout = layOut(input);
  const [first, ...rest] = layout.rows;
  if (first?.kind !== 'rung') throw new Error('no rung');
  const moved = { ...first, labelX: (first.chips[0]?.x ?? 0) + 20 };
  expect(
    overlaps(textBoxes(drawFigure(paper(), { ...layout, rows: [moved, ...rest] }, { theme: 'light' }))),
  ).not.toEqual([]);
});

function check(input: LadderInput): void {
  const layout = layOut(input);
  checkRows(layout);
  const svg = drawFigure(paper(), layout, { theme: 'light', title: 'A title that is as long as titles are' });
  const boxes = textBoxes(svg);
  expect(overlaps(boxes).map(([a, b]) => [a.text, b.text])).toEqual([]);
  const outside = boxes.filter(({ left, right }) => left < 0 || right > layout.width + 0.01);
  expect(outside.map(({ text, left, right }) => [text, left, right])).toEqual([]);
}

/** Rows follow each other, and what stands on an arrow stays between its ends. */
function checkRows(layout: LadderLayout): void {
  let y = layout.rows[0]?.top ?? 0;
  for (const row of layout.rows) {
    expect(row.top).toBe(y);
    y += row.height;
    if (row.kind !== 'rung' && row.kind !== 'ghost') continue;
    const width = textWidth(row.shown, 12, 'bold');
    const start = row.labelX - (row.anchor === 'start' ? 0 : row.anchor === 'end' ? width : width / 2);
    const low = Math.min(row.x1, row.x2);
    const high = row.from === row.to ? (layout.lanes[row.from + 1]?.x ?? layout.width) : Math.max(row.x1, row.x2);
    expect(start).toBeGreaterThanOrEqual(low - 1);
    expect(start + width).toBeLessThanOrEqual(high + 1);
    for (const chip of row.chips) {
      expect(chip.x).toBeGreaterThanOrEqual(low);
      expect(chip.x + chip.width).toBeLessThanOrEqual(high + 1);
      expect(textWidth(chip.text, 10, 'bold')).toBeLessThanOrEqual(chip.width);
    }
  }
  expect(layout.height).toBeGreaterThanOrEqual(y);
}
