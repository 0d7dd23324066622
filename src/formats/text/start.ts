import { BACKSLASH, isBlank, isToken, QUOTE, SP } from '../../sip/bytes.ts';
import { METHODS } from '../../sip/methods.ts';

/** Longest method that is looked for. */
const LONGEST_METHOD = 32;
/** Bytes of `SIP/2.0`. */
export const VERSION_LENGTH = 7;

/**
 * Where the start line begins whose `SIP/2.0` stands at `version` of the line bytes[start, end): a status line begins
 * there, a request line with its method. -1 when it is neither (RFC 3261 §7.1, §7.2).
 */
export function startOfStartLine(bytes: Uint8Array, start: number, end: number, version: number): number {
  if (isStatus(bytes, version + VERSION_LENGTH, end)) return version;
  return version > start + 2 && bytes[version - 1] === SP ? startOfRequest(bytes, start, version - 1) : -1;
}

/** ` 200` and no further digit or letter. */
function isStatus(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 4 > end || bytes[at] !== SP) return false;
  const first = bytes[at + 1] as number;
  if (first < 49 || first > 54 || !isDigit(bytes[at + 2]) || !isDigit(bytes[at + 3])) return false;
  return at + 4 >= end || !isToken(bytes[at + 4]) || bytes[at + 4] === 46;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90;
}

/** Start of the method before the Request-URI that ends at `uriEnd`. */
function startOfRequest(bytes: Uint8Array, start: number, uriEnd: number): number {
  let uri = uriEnd;
  while (uri > start && !isBlank(bytes[uri - 1])) uri--;
  const method = hasScheme(bytes, uri, uriEnd) ? methodBefore(bytes, start, uri) : -1;
  return method !== start && startsWithMethod(bytes, start, uriEnd) ? start : method;
}

/** Start of the method before the Request-URI that begins at `uri`, -1 without. */
function methodBefore(bytes: Uint8Array, start: number, uri: number): number {
  let methodEnd = uri;
  while (methodEnd > start && isBlank(bytes[methodEnd - 1])) methodEnd--;
  let method = methodEnd;
  while (method > start && methodEnd - method < LONGEST_METHOD && isMethodByte(bytes[method - 1])) method--;
  if (method === methodEnd || methodEnd === uri) return -1;
  const known = knownMethodAtEnd(bytes, method, methodEnd);
  if (known >= 0) return known;
  // A method of an extension: a word of capitals that nothing is glued to.
  return methodEnd - method > 2 && isCapital(bytes[method]) && (method === start || !isToken(bytes[method - 1]))
    ? method
    : -1;
}

function isMethodByte(byte: number | undefined): boolean {
  return isCapital(byte) || isDigit(byte) || byte === 45 || byte === 95;
}

/** `scheme:` or `<scheme:`. */
function hasScheme(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] === 60) at++;
  for (let i = at; i < end && i < at + 24; i++) {
    if (bytes[i] === 58) return i > at;
    if (!isToken(bytes[i])) return false;
  }
  return false;
}

/** A Request-URI with a blank in it is tolerated where the method opens the line (RFC 4475 §3.1.2.4). */
function startsWithMethod(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isCapital(bytes[at])) at++;
  return bytes[at] === SP && hasScheme(bytes, at + 1, end) && knownMethodAtEnd(bytes, start, at) === start;
}

/** Start of the longest registered method that bytes[start, end) end with, -1 without: `x..QINVITE` holds `INVITE`. */
function knownMethodAtEnd(bytes: Uint8Array, start: number, end: number): number {
  let best = -1;
  for (const method of METHODS) {
    const at = end - method.length;
    if (method === '' || at < start || (best >= 0 && at >= best)) continue;
    let i = 0;
    while (i < method.length && bytes[at + i] === method.charCodeAt(i)) i++;
    if (i === method.length) best = at;
  }
  return best;
}

/** Whether the line ends behind the version at `behind`, but for blanks, a final `.` (ngrep) or a written-out `^M`. */
export function isLineEnd(bytes: Uint8Array, behind: number, end: number): boolean {
  let at = behind;
  if (bytes[at] === 46) at++;
  else if (bytes[at] === 94 && bytes[at + 1] === 77) at += 2;
  while (at < end && isBlank(bytes[at])) at++;
  return at >= end;
}

/**
 * Where the start line ends whose version or status ends at `behind`, when it stands in a string that is closed in the same
 * line: `{"log":"INVITE … SIP/2.0\r\n","stream":…`. -1 when it does not.
 */
export function quotedEnd(bytes: Uint8Array, behind: number, end: number): number {
  for (let at = behind; at < end; at++) {
    if (bytes[at] === QUOTE) return at;
    if (bytes[at] !== BACKSLASH) continue;
    let quote = at;
    while (bytes[quote] === BACKSLASH && (bytes[quote + 1] === 114 || bytes[quote + 1] === 110)) quote += 2;
    return quote > at && quote < end && bytes[quote] === QUOTE ? at : -1;
  }
  return -1;
}
