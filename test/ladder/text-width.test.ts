import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROSE, shorten, textWidth } from '../../src/ladder/text-width.ts';
import { visible } from '../../src/ladder/visible.ts';

test('a text that fits stays, one that does not loses its middle', () => {
  expect(shorten('INVITE', 200, 12, 'bold')).toBe('INVITE');
  const short = shorten('Temporarily Unavailable: no route found', 120, 12, 'bold');
  expect(short).toMatch(/^Temp.*….*und$/);
  expect(textWidth(short, 12, 'bold')).toBeLessThanOrEqual(120);
  expect(shorten('INVITE', 3, 12, 'bold')).toBe('');
  expect(shorten('183 Session Progress', 90, 12, 'bold', PROSE)).toMatch(/^183 Sess\w*…$/);
});

test('shortened as little as need be, whatever the text', () => {
  const texts = fc.string({ maxLength: 60, unit: 'grapheme', size: 'max' }).map((text) => text.replace(/\s/g, '_'));
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom('regular', 'bold', 'mono'),
      (text, width, weight) => {
        const short = shorten(text, width, 12, weight);
        expect(textWidth(short, 12, weight)).toBeLessThanOrEqual(width);
        if (textWidth(text, 12, weight) <= width) expect(short).toBe(text);
        else if (short !== '') expect(short).toContain('…');
        // One character more would not have fitted: none is wider than 1.4 of the font size.
        if (short !== text && short !== '') expect(textWidth(short, 12, weight)).toBeGreaterThan(width - 12 * 1.4);
      },
    ),
  );
});

test('wide scripts take more room, accents none', () => {
  expect(textWidth('é', 100, 'regular')).toBe(textWidth('e', 100, 'regular'));
  expect(textWidth('電話', 10, 'mono')).toBe(textWidth('abcd', 10, 'mono'));
  expect(textWidth('電', 100, 'bold')).toBeGreaterThanOrEqual(100);
});

test('nothing of a trace can hide, reorder or break a picture', () => {
  expect(visible('a\u202eb\u0000c\nd\u007f')).toBe('a\ufffdb\u2400c\u240ad\u2421');
  expect(visible('\ud800x')).toBe('\ufffdx');
  expect(visible('x'.repeat(5000)).length).toBeLessThan(500);
  expect(visible('Zoë · 電話 👍')).toBe('Zoë · 電話 👍');
});
