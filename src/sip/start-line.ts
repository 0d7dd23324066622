import { isToken, LF, SP, trimEnd } from './bytes.ts';

/** Bytes of a method at most; what is longer is no start line. */
export const METHOD_LIMIT = 64;

/** Offsets of what a start line holds; one object is reused for a pass. */
export interface StartLine {
  /** 0 for a request. */
  status: number;
  methodEnd: number;
  uriStart: number;
  uriEnd: number;
  reasonStart: number;
  reasonEnd: number;
  /** Behind the line's LF. */
  next: number;
}

export function emptyStartLine(): StartLine {
  return { status: 0, methodEnd: 0, uriStart: 0, uriEnd: 0, reasonStart: 0, reasonEnd: 0, next: 0 };
}

/**
 * Reads the start line at `start` (RFC 3261 §7.1, §7.2) and tells whether it is one: `METHOD uri SIP/2.0` or
 * `SIP/2.0 nnn reason`. Extension methods and schemes are allowed; a missing reason phrase is, too.
 */
export function readStartLine(bytes: Uint8Array, start: number, end: number, out: StartLine): boolean {
  return isSipVersion(bytes, start, end)
    ? readStatusLine(bytes, start, end, out)
    : readRequestLine(bytes, start, end, out);
}

/** `SIP/d.d`, in any case, at `at`. */
function isSipVersion(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    end - at >= 7 &&
    ((bytes[at] as number) | 32) === 115 &&
    ((bytes[at + 1] as number) | 32) === 105 &&
    ((bytes[at + 2] as number) | 32) === 112 &&
    bytes[at + 3] === 47 &&
    isDigit(bytes[at + 4]) &&
    bytes[at + 5] === 46 &&
    isDigit(bytes[at + 6])
  );
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF) at++;
  return at;
}

function readStatusLine(bytes: Uint8Array, start: number, end: number, out: StartLine): boolean {
  let at = start + 7;
  if (bytes[at] !== SP) return false;
  while (bytes[at] === SP) at++;
  if (at + 3 > end || !isDigit(bytes[at]) || !isDigit(bytes[at + 1]) || !isDigit(bytes[at + 2])) return false;
  const status =
    ((bytes[at] as number) - 48) * 100 + ((bytes[at + 1] as number) - 48) * 10 + (bytes[at + 2] as number) - 48;
  if (status < 100 || status > 699 || isToken(bytes[at + 3])) return false;
  const stop = lineEnd(bytes, at + 3, end);
  out.status = status;
  out.reasonStart = bytes[at + 3] === SP ? at + 4 : at + 3;
  out.reasonEnd = trimEnd(bytes, Math.min(out.reasonStart, stop), stop);
  out.reasonStart = Math.min(out.reasonStart, out.reasonEnd);
  out.methodEnd = out.uriStart = out.uriEnd = start;
  out.next = stop < end ? stop + 1 : end;
  return true;
}

function readRequestLine(bytes: Uint8Array, start: number, end: number, out: StartLine): boolean {
  let at = start;
  while (at < end && isToken(bytes[at])) at++;
  if (at === start || at - start > METHOD_LIMIT || bytes[at] !== SP) return false;
  out.methodEnd = at;
  while (bytes[at] === SP) at++;
  const stop = lineEnd(bytes, at, end);
  const last = trimEnd(bytes, at, stop);
  const version = last - 7;
  if (version <= at || bytes[version - 1] !== SP || !isSipVersion(bytes, version, last)) return false;
  out.status = 0;
  out.uriStart = at;
  out.uriEnd = trimEnd(bytes, at, version - 1);
  out.reasonStart = out.reasonEnd = start;
  out.next = stop < end ? stop + 1 : end;
  return hasScheme(bytes, at, out.uriEnd);
}

/** `scheme:` at the start of a Request-URI; keeps prose such as "GET the SIP/2.0" out. */
function hasScheme(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end && i < at + 24; i++) {
    if (bytes[i] === 58) return i > at;
    if (!isToken(bytes[i])) return bytes[at] === 60;
  }
  return false;
}
