import { COMMA, EQUALS, isSpace, QUOTE, SEMICOLON, skipSpace, spells } from './bytes.ts';

/** From and to in the bytes of a message; -1, -1 for none. */
export type Span = readonly [from: number, to: number];
export const NO_SPAN: Span = [-1, -1];

/** End of the word at `at`: before `;`, `,` or white space. */
export function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== COMMA && !isSpace(bytes[at])) at++;
  return at;
}

/** The value of `name=value` at the beginning or behind a semicolon, without its quotes. */
export function parameterSpan(bytes: Uint8Array, start: number, end: number, name: string): Span {
  for (let i = start; i < end; i++) {
    if (i > start && bytes[i] !== SEMICOLON) continue;
    const at = skipSpace(bytes, bytes[i] === SEMICOLON ? i + 1 : i, end);
    if (!spells(bytes, at, end, name) || bytes[at + name.length] !== EQUALS) continue;
    const from = at + name.length + 1;
    const to = wordEnd(bytes, from, end);
    return bytes[from] === QUOTE ? [from + 1, bytes[to - 1] === QUOTE && to - 1 > from ? to - 1 : to] : [from, to];
  }
  return NO_SPAN;
}

/** Nothing but zeros, blanks and hyphens: a value that says nothing. */
export function isNil(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte !== 48 && byte !== 45 && byte > 32) return false;
  }
  return true;
}
