import { afterEach, describe, expect, test } from 'vitest';
import { paper, serialize } from '../../src/export/paper.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { textWidth, type Weight } from '../../src/ladder/text-width.ts';
import { MONO, SANS } from '../../src/ladder/theme.ts';
import { type Box, overlaps } from '../support/boxes.ts';
import { ladderInput } from '../support/ladder.ts';
import { goldens } from './goldens.ts';

afterEach(() => document.body.replaceChildren());

describe.each(goldens.map((golden) => [golden.name, golden] as const))(
  '%s',
  (_, { flow, changes, title, theme, selected }) => {
    const options = { theme: theme ?? 'light', title, lines: ['a line & <more>'], selected: selected ?? null };

    test('is the same on paper and in a browser', () => {
      const layout = layOut(ladderInput(flow, changes));
      const drawn = new XMLSerializer().serializeToString(drawFigure(document, layout, options));
      expect(serialize(drawFigure(paper(), layout, options))).toBe(drawn);
      const windowed = { ...options, window: { top: 100, bottom: 260 } };
      const part = new XMLSerializer().serializeToString(drawFigure(document, layout, windowed));
      expect(serialize(drawFigure(paper(), layout, windowed))).toBe(part);
      expect(part.length).toBeLessThan(drawn.length);
    });

    test.each([390, 900, 1440])('has no label over another, %i pixels wide', (width) => {
      const svg = drawFigure(document, layOut({ ...ladderInput(flow, changes), width }), options);
      document.body.append(svg);
      expect(overlaps(realBoxes(svg)).map(([a, b]) => [a.text, b.text])).toEqual([]);
      for (const text of svg.querySelectorAll<SVGTextElement>('.chip text')) {
        const chip = text.parentElement?.querySelector('rect')?.getBoundingClientRect();
        expect(text.getBoundingClientRect().width, text.textContent).toBeLessThanOrEqual(chip?.width ?? 0);
      }
    });
  },
);

/** What Chromium says that texts cover; heights without the room for accents that a font keeps. */
function realBoxes(svg: SVGSVGElement): Box[] {
  return Array.from(svg.querySelectorAll('text'), (text) => {
    const { left, right, top, bottom, height } = text.getBoundingClientRect();
    const name = text.getAttribute('class') ?? '';
    return { text: text.textContent ?? '', name, left, right, top: top + height * 0.2, bottom: bottom - height * 0.12 };
  });
}

const SAMPLES = [
  'INVITE',
  '183 Session Progress',
  '488 Not Acceptable Here',
  '481 Call/Transaction Does Not Exist',
  'early media',
  'Alice Archer',
  '12:04:02.104',
  '[2001:db8::1]:5060',
  'FreeSWITCH-mod_sofia/1.10.9~64bit',
  '×9, last at 05:00.870',
  'Ünïcödé · “quotes” – and … dots',
  'The 200 is repeated because its ACK never arrives',
  '@#$%^&*()_+{}|~`\\',
];

const FONTS: readonly (readonly [string, Weight])[] = [
  [`400 100px ${SANS}`, 'regular'],
  [`600 100px ${SANS}`, 'bold'],
  ['400 100px "DejaVu Sans"', 'regular'],
  ['600 100px "DejaVu Sans"', 'bold'],
  ['400 100px Arial', 'regular'],
  ['600 100px "Liberation Sans"', 'bold'],
  [`400 100px ${MONO}`, 'mono'],
];

test.each(FONTS)('the table of widths reserves enough for %s', (font, weight) => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('no canvas');
  context.font = font;
  for (const sample of SAMPLES) {
    const reserved = textWidth(sample, 100, weight);
    const real = context.measureText(sample).width;
    expect(reserved, sample).toBeGreaterThanOrEqual(real);
    // Not so much more that labels are shortened where they would fit.
    expect(reserved, sample).toBeLessThan(real * 1.5);
  }
});
