import {
  COMMA,
  decimal,
  EQUALS,
  isSpace,
  LEFT_ANGLE,
  parameterEnd,
  QUOTE,
  RIGHT_ANGLE,
  SEMICOLON,
  SLASH,
  skipQuoted,
  skipSpace,
  spells,
  trimEnd,
} from './bytes.ts';
import type { Scan } from './scan-record.ts';

/** Counts the values of one Via header and takes the topmost of the message apart. */
export function scanVia(bytes: Uint8Array, start: number, end: number, scan: Scan): void {
  scan.viaCount++;
  let at = start;
  if (scan.viaCount === 1) {
    at = opensWithQuote(bytes, start, end) ? ODD : topVia(bytes, start, end, COMMA, scan);
    if (at === ODD) at = oddTopVia(bytes, start, end, scan);
    if (at < end) scan.viaCount++;
    at++;
  }
  while (at < end) {
    at = commaAfter(bytes, at, end);
    if (at++ < end) scan.viaCount++;
  }
}

/** In place of a position: this Via cannot be read in one go. */
const ODD = -1;

/** Position of the next comma outside quotes, or `end`. */
function commaAfter(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    if (bytes[at] === COMMA) return at;
    if (bytes[at] === QUOTE) at = skipQuoted(bytes, at, end) - 1;
  }
  return end;
}

/** A quote before the first parameter, where none belongs: it may hide a comma. */
function opensWithQuote(bytes: Uint8Array, at: number, end: number): boolean {
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== COMMA && bytes[at] !== QUOTE) at++;
  return bytes[at] === QUOTE && at < end;
}

/** Angle brackets or quotes where none belong: the value is cut at its comma first, and then read. */
function oddTopVia(bytes: Uint8Array, start: number, end: number, scan: Scan): number {
  const stop = commaAfter(bytes, start, end);
  scan.branchStart = scan.branchEnd = scan.receivedStart = scan.receivedEnd = -1;
  scan.rport = 0;
  topVia(bytes, start, stop, -1, scan);
  return stop;
}

/**
 * `SIP / 2.0 / UDP host:port ;branch=… ;received=… ;rport=…` (RFC 3261 §20.42, RFC 3581).
 * @returns position of the comma that ends the value, or `end`
 */
function topVia(bytes: Uint8Array, start: number, end: number, comma: number, scan: Scan): number {
  let at = start;
  for (let slashes = 0; at < end && slashes < 2 && bytes[at] !== comma; at++) {
    if (bytes[at] === SLASH) slashes++;
    else if (bytes[at] === SEMICOLON && comma === COMMA) return ODD;
  }
  at = skipSpace(bytes, at, end);
  scan.viaTransportStart = at;
  while (at < end && !isSpace(bytes[at]) && bytes[at] !== SEMICOLON && bytes[at] !== comma) at++;
  scan.viaTransportEnd = at;
  at = skipSpace(bytes, at, end);
  scan.sentByStart = at;
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== comma) at++;
  scan.sentByEnd = trimEnd(bytes, scan.sentByStart, at);
  while (at >= 0 && at < end && bytes[at] === SEMICOLON) at = viaParameter(bytes, at + 1, end, comma, scan);
  return at;
}

/** Reads the parameter at `at` and returns the position of the next semicolon or comma outside quotes and brackets. */
function viaParameter(bytes: Uint8Array, at: number, end: number, comma: number, scan: Scan): number {
  let equals = -1;
  let stop = at;
  for (; stop < end; stop++) {
    const byte = bytes[stop];
    if (byte === SEMICOLON || byte === comma) break;
    if (byte === EQUALS && equals < 0) equals = stop;
    else if (byte === QUOTE) stop = skipQuoted(bytes, stop, end) - 1;
    else if (byte === LEFT_ANGLE) {
      if (comma === COMMA) return ODD;
      while (stop < end && bytes[stop] !== RIGHT_ANGLE) stop++;
    }
  }
  stop = Math.min(stop, end);
  if (equals < 0) return stop;
  const name = skipSpace(bytes, at, equals);
  const nameEnd = trimEnd(bytes, name, equals);
  const value = skipSpace(bytes, equals + 1, stop);
  if (isNamed(bytes, name, nameEnd, 'branch')) {
    if (scan.branchStart >= 0) return stop;
    scan.branchStart = value;
    scan.branchEnd = parameterEnd(bytes, value, stop);
  } else if (isNamed(bytes, name, nameEnd, 'received')) {
    if (scan.receivedStart >= 0) return stop;
    scan.receivedStart = value;
    scan.receivedEnd = parameterEnd(bytes, value, stop);
  } else if (isNamed(bytes, name, nameEnd, 'rport') && scan.rport === 0) {
    scan.rport = Math.max(0, Math.min(65535, decimal(bytes, value, stop)));
  }
  return stop;
}

/** Whether bytes[start, end) are exactly that name: `received` is not `received-realm` (RFC 8055). */
function isNamed(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  return end - start === name.length && spells(bytes, start, end, name);
}
