const SP = 32;
const HTAB = 9;
const CR = 13;
const LF = 10;
const QUOTE = 34;
const LEFT_ANGLE = 60;
const BACKSLASH = 92;

/** SP, HTAB, CR or LF at `at`: LWS of RFC 3261 §25.1, folds included. */
export function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SP || code === HTAB || code === CR || code === LF;
}

/** First position at or after `at` that holds no white space. */
export function skipSpaces(text: string, at: number, end: number): number {
  while (at < end && isSpaceAt(text, at)) at++;
  return at;
}

/** End of [start, end) without white space at its end. */
export function trimSpaces(text: string, start: number, end: number): number {
  while (end > start && isSpaceAt(text, end - 1)) end--;
  return end;
}

/** Position behind the quoted string that opens at `at`; -1 when it does not close before `end`. */
export function closeQuoted(text: string, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === BACKSLASH) i++;
    else if (char === QUOTE) return i + 1;
  }
  return -1;
}

/** Position behind the quoted string that opens at `at`; `end` when it never closes. */
export function afterQuoted(text: string, at: number, end: number): number {
  const close = closeQuoted(text, at, end);
  return close < 0 ? end : close;
}

/** Position of `char` in [start, end), `end` without: bounded, so that many small searches stay linear. */
export function indexIn(text: string, char: string, start: number, end: number): number {
  const code = char.charCodeAt(0);
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === code) return i;
  return end;
}

/** Position of the first `wanted` character in [at, end) outside quoted strings and angle brackets; `end` without. */
export function findOutside(text: string, at: number, end: number, wanted: string): number {
  const code = wanted.charCodeAt(0);
  for (let i = at; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === code) return i;
    if (char === QUOTE) i = afterQuoted(text, i, end) - 1;
    else if (char === LEFT_ANGLE) i = indexIn(text, '>', i, end);
  }
  return end;
}

/** Text of the quoted string that is [start, end), quotes and backslashes undone (RFC 3261 §25.1); other text as it is. */
export function unquote(text: string, start: number, end: number): string {
  if (text[start] !== '"') return text.slice(start, end);
  const close = closeQuoted(text, start, end);
  if (close >= 0 && close < end) return text.slice(start, end);
  const inner = text.slice(start + 1, close < 0 ? end : end - 1);
  return inner.includes('\\') ? inner.replace(/\\(.)/gs, '$1') : inner;
}

const TOKEN = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~")
  TOKEN[char.charCodeAt(0)] = 1;

/** End of the token at `at` (RFC 3261 §25.1); `at` when there is none. */
export function tokenEnd(text: string, at: number, end: number): number {
  while (at < end && TOKEN[text.charCodeAt(at)] === 1) at++;
  return at;
}

/** Whether all of a text, which must not be empty, is one token. */
export function isTokenText(text: string): boolean {
  return text !== '' && tokenEnd(text, 0, text.length) === text.length;
}
