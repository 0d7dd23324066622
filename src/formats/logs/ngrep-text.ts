import { textBytes } from '../text/line-text.ts';

/** Joins the lines that ngrep wrapped at the width of its terminal: an indent of two, the last line filled with blanks. */
export function joinWrapped(lines: readonly string[]): string {
  const parts = lines.map((line) => (line.startsWith('  ') ? line.slice(2) : line));
  const width = Math.max(0, ...parts.slice(0, -1).map((part) => part.length));
  // An editor may have taken blanks from the ends of lines.
  return parts
    .map((part, i) => (i < parts.length - 1 ? part.padEnd(width) : part))
    .join('')
    .trimEnd();
}

/** Undoes the dots that stand for carriage return and line feed. Other bytes that became dots are lost. */
export function fromDots(text: string): Uint8Array {
  const end = endOfHeaders(text);
  const head = text.slice(0, end).replace(/\.\.(?=[A-Za-z][A-Za-z0-9-]*\s{0,3}:|\.\.|$)/g, '\r\n');
  const body = text.slice(end).replace(/\.\./g, '\r\n');
  return textBytes(head + body);
}

/** Behind the four dots of the empty line; a value may end in a dot of its own. */
function endOfHeaders(text: string): number {
  const found = /\.\.\.\.(?!\.)/.exec(text);
  return found ? found.index + 4 : text.length;
}
