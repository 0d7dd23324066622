import type { Note } from './picture.ts';
import { BAND_TEXT_SIZE, NOTE_LINE, NOTE_PADDING } from './sizes.ts';
import { shorten, textWidth } from './text-width.ts';
import { visible } from './visible.ts';

/** Lines that are drawn; the rest is told on hover, in the table and in the message itself. */
const MOST_LINES = 6;
const INSET = 12;
const WIDEST = 520;

/** What a person wrote beside a message, as a slip of paper under its rung. */
export function noteRow(text: string, place: { row: number; top: number; left: number; right: number }): Note {
  const { row, top, left, right } = place;
  const room = Math.max(80, Math.min(WIDEST, right - left)) - 2 * INSET;
  const given = text.trim().split(/\r?\n/).map(visible);
  const broken = given.flatMap((line) => brokenAt(line, room));
  const lines = broken.slice(0, MOST_LINES);
  const last = lines.at(-1) ?? '';
  if (broken.length > MOST_LINES) lines[MOST_LINES - 1] = shorten(`${last} …`, room, BAND_TEXT_SIZE, 'regular');
  const widest = Math.max(...lines.map((line) => textWidth(line, BAND_TEXT_SIZE, 'regular')));
  const width = Math.ceil(Math.min(room, widest)) + 2 * INSET;
  const height = lines.length * NOTE_LINE + 2 * NOTE_PADDING;
  return { kind: 'note', id: `note${row}`, top, height, row, text: given.join(' '), lines, x: left, width };
}

/** Broken at words; a word that is wider than the room is shortened. */
function brokenAt(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, BAND_TEXT_SIZE, 'regular') > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((one) => shorten(one, room, BAND_TEXT_SIZE, 'regular'));
}
