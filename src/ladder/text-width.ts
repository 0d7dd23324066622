/**
 * Width of a text without a browser: of every printable ASCII character the widest of Inter, Liberation Sans (as wide as
 * Helvetica and Arial) and DejaVu Sans, in hundredths of the font size. A box reserved from it holds the text in each.
 */
const REGULAR = numbers(
  '32 41 47 84 65 99 78 30 40 40 51 84 32 46 32 37 64 64 64 64 65 64 64 64 64 64 34 34 84 84 84 56 ' +
    '102 69 69 74 78 67 62 78 76 30 58 68 57 91 76 79 67 79 73 67 65 75 69 99 69 68 69 40 37 40 84 56 ' +
    '50 62 64 58 64 62 38 64 64 28 28 58 28 98 64 62 64 64 42 53 40 64 60 82 60 60 56 64 34 64 84',
);
const BOLD = numbers(
  '35 46 53 84 70 101 88 33 46 46 54 84 38 47 38 38 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 62 ' +
    '100 78 77 74 84 69 69 83 84 38 58 78 64 100 84 86 74 86 78 73 69 82 78 111 78 73 73 46 38 46 84 56 ' +
    '50 68 72 60 72 68 44 72 72 35 35 67 35 105 72 69 72 72 50 60 48 72 66 93 65 66 59 72 37 72 84',
);
/** The widest of the monospace stack: SF Mono; Consolas is the narrowest with 55. */
const MONO = 62;

const PUNCTUATION = new Map([
  ['·', 38],
  ['…', 100],
  ['→', 100],
  ['←', 100],
  ['⇄', 84],
  ['×', 84],
  ['−', 84],
  ['–', 56],
  ['—', 100],
  ['“', 66],
  ['”', 66],
  ['‘', 38],
  ['’', 38],
  ['§', 57],
  ['°', 50],
  ['±', 84],
  ['•', 64],
  ['≥', 84],
]);

export type Weight = 'regular' | 'bold' | 'mono';

/** Width in the unit of `size` (CSS pixels). Bold is 600 and up. */
export function textWidth(text: string, size: number, weight: Weight): number {
  let sum = 0;
  for (const character of text) sum += characterWidth(character, weight);
  return (sum * size) / 100;
}

function characterWidth(character: string, weight: Weight): number {
  const code = character.codePointAt(0) ?? 0;
  if (weight === 'mono') return isWide(code) ? 2 * MONO : MONO;
  const table = weight === 'bold' ? BOLD : REGULAR;
  if (code < 127) return table[code - 32] ?? 0;
  const known = PUNCTUATION.get(character);
  if (known !== undefined) return known;
  // An accent takes no room: é is as wide as e.
  const base = character.normalize('NFD').charCodeAt(0);
  return base < 127 ? (table[base - 32] ?? 0) : foreignWidth(code);
}

/** First and last of the ranges whose characters take two cells of a terminal (Unicode: East Asian Width W and F). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Whether a character takes the room of two in a monospace font. */
export function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last);
}

/** Upper bounds for scripts that the table does not spell out. */
function foreignWidth(code: number): number {
  if (code >= 0x300 && code < 0x370) return 0;
  if (code < 0x2000) return 115;
  if (code >= 0x2200 && code < 0xffff) return 105;
  return code >= 0x10000 ? 140 : 105;
}

function numbers(text: string): readonly number[] {
  return text.split(' ').map(Number);
}

const ELLIPSIS = '…';

/** Share of what is kept that stands before the ellipsis: a name's end tells it from others, prose is read from its start. */
const NAME = 0.6;
export const PROSE = 1;

/**
 * The text itself when it fits, else shortened; '' when not even the ellipsis fits.
 * @param before share of what is kept that stands before the ellipsis: as in a name, or PROSE
 */
export function shorten(text: string, width: number, size: number, weight: Weight, before = NAME): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const kept = (low + high + 1) >> 1;
    if (textWidth(shortened(characters, kept, before), size, weight) <= width) low = kept;
    else high = kept - 1;
  }
  const result = shortened(characters, low, before);
  return textWidth(result, size, weight) <= width ? result : '';
}

function shortened(characters: readonly string[], kept: number, before: number): string {
  const head = Math.ceil(kept * before);
  const start = characters.slice(0, head).join('').trimEnd();
  return `${start}${ELLIPSIS}${characters
    .slice(characters.length - (kept - head))
    .join('')
    .trimStart()}`;
}
