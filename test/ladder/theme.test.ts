import { describe, expect, test } from 'vitest';
import { COLOURS, type Colour, DARK, LIGHT, type Palette } from '../../src/ladder/palette.ts';
import { CHIP_TINT, fileCss, pageCss } from '../../src/ladder/theme.ts';

const CLASSES = ['request', 'provisional', 'success', 'redirect', 'challenge', 'failure'] as const;
const GROUNDS = ['ground', 'selection', 'lit'] as const;

/** Text and what it stands on, as the style puts them together. */
const PAIRS: readonly (readonly [text: Colour, ground: Colour])[] = [
  ...GROUNDS.flatMap((ground) =>
    ([...CLASSES, 'media', 'ink', 'soft', 'quiet'] as const).map((text) => [text, ground] as const),
  ),
  ['quiet', 'pill'],
  ...COLOURS.filter((colour) => colour.startsWith('hue-')).map((colour) => ['ground', colour] as const),
  ['error-text', 'error-band'],
  ['warning-text', 'warning-band'],
  ['info-text', 'info-band'],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('%s', (_, palette) => {
  test.each(PAIRS)('%s can be read on %s', (text, ground) => {
    expect(contrast(rgb(palette[text]), rgb(palette[ground]))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...CLASSES, 'media'] as const)('a chip of %s can be read', (text) => {
    for (const ground of GROUNDS) {
      const tinted = mixed(rgb(palette[text]), rgb(palette[ground]), CHIP_TINT);
      expect(contrast(rgb(palette[text]), tinted), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('contrast is what WCAG 2.2 computes', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2);
});

test('files spell their colours out, the page names them once', () => {
  for (const theme of ['light', 'dark', 'auto'] as const) {
    expect(fileCss(theme)).not.toMatch(/var\(|light-dark|url\(|@import|@(?!media )/);
  }
  expect(fileCss('auto')).toContain('@media (prefers-color-scheme: dark)');
  expect(fileCss('auto')).toContain(DARK.request);
  expect(fileCss('light', { numbered: true })).toContain(LIGHT['hue-8']);
  expect(fileCss('light')).not.toContain('hue');
  const page = pageCss();
  const used = new Set(Array.from(page.matchAll(/var\(--rungs-([a-z0-9-]+)\)/g), ([, name]) => name));
  expect([...used].sort()).toEqual([...COLOURS].sort());
  for (const colour of COLOURS) expect(page).toContain(`--rungs-${colour}: light-dark(`);
});

type Rgb = readonly [number, number, number];

function rgb(hex: Palette[Colour]): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function mixed([r, g, b]: Rgb, [R, G, B]: Rgb, share: number): Rgb {
  return [r * share + R * (1 - share), g * share + G * (1 - share), b * share + B * (1 - share)];
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
