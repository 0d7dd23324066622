import { isWide } from './text-width.ts';

/** A line of a terminal: one character in each cell, a wide one takes two. */
export class Cells {
  readonly #cells: string[] = [];

  put(at: number, text: string): void {
    let x = at;
    for (const character of text) {
      const width = cellWidth(character);
      if (width === 0) {
        if (x > at) this.#cells[x - 1] += character;
        continue;
      }
      while (this.#cells.length < x) this.#cells.push(' ');
      this.#cells[x] = character;
      if (width === 2) this.#cells[x + 1] = '';
      x += width;
    }
  }

  fill(from: number, to: number, character: string): void {
    for (let x = from; x < to; x++) this.put(x, character);
  }

  at(x: number): string {
    return this.#cells[x] ?? ' ';
  }

  toString(): string {
    return this.#cells.join('').trimEnd();
  }
}

function cellWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x300 && code < 0x370) return 0;
  return isWide(code) ? 2 : 1;
}

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += cellWidth(character);
  return columns;
}

/** The text in so many columns, shortened from the middle. */
export function inColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (columns < 1) return '';
  const characters = Array.from(text);
  let head = 0;
  let tail = characters.length;
  let used = 1;
  // The beginning gets three cells for each two of the end.
  for (let turn = 0; head < tail; turn = (turn + 1) % 5) {
    const next = turn % 2 === 0 ? characters[head] : characters[tail - 1];
    used += cellWidth(next ?? '');
    if (used > columns) break;
    if (turn % 2 === 0) head++;
    else tail--;
  }
  return `${characters.slice(0, head).join('')}…${characters.slice(tail).join('')}`;
}
