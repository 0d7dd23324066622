export const CR = 13;
export const LF = 10;
export const SP = 32;
export const HTAB = 9;
export const COLON = 58;
export const SEMICOLON = 59;
export const COMMA = 44;
export const EQUALS = 61;
export const QUOTE = 34;
export const BACKSLASH = 92;
export const LEFT_ANGLE = 60;
export const RIGHT_ANGLE = 62;
export const SLASH = 47;

/** SP or HTAB (RFC 3261 §25.1, WSP). */
export function isBlank(byte: number | undefined): boolean {
  return byte === SP || byte === HTAB;
}

/** SP, HTAB, CR or LF: what may stand around a value once folding counts as white space (LWS). */
export function isSpace(byte: number | undefined): boolean {
  return byte === SP || byte === HTAB || byte === CR || byte === LF;
}

const TOKEN = new Uint8Array(256);
for (const c of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~") TOKEN[c.charCodeAt(0)] = 1;

/** A character of `token` (RFC 3261 §25.1). */
export function isToken(byte: number | undefined): boolean {
  return byte !== undefined && TOKEN[byte] === 1;
}

/** First position at or after `at` that holds no white space. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isSpace(bytes[at])) at++;
  return at;
}

/** End of [start, end) without white space at its end. */
export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && isSpace(bytes[end - 1])) end--;
  return end;
}

/** Position after the quoted string that opens at `at`; `end` when it never closes. */
export function skipQuoted(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i + 1;
  }
  return end;
}

/** End of a parameter value: before `;`, `,` or white space, or behind its closing quote. */
export function parameterEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === QUOTE) return skipQuoted(bytes, at, end);
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== COMMA && !isSpace(bytes[at])) at++;
  return at;
}

/** Whether bytes at `at` spell `word` (lower-case ASCII), in any case. */
export function spells(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (end - at < word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const byte = bytes[at + i] as number;
    if (byte !== code && (code < 97 || code > 122 || (byte | 32) !== code || byte < 65)) return false;
  }
  return true;
}

/** Decimal number at `at`; -1 when there is no digit, or when it is above 2³²-1 so that it cannot overflow. */
export function decimal(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  let i = at;
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    if (value > 0xffffffff) return -1;
  }
  return i === at ? -1 : value;
}

/** Position after the line that `at` stands in: behind its LF, or `end`. */
export function nextLine(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF) at++;
  return at < end ? at + 1 : end;
}
