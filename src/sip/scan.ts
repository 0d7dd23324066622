import {
  COLON,
  COMMA,
  CR,
  decimal,
  EQUALS,
  isBlank,
  isSpace,
  LEFT_ANGLE,
  LF,
  parameterEnd,
  QUOTE,
  RIGHT_ANGLE,
  SEMICOLON,
  skipQuoted,
  skipSpace,
  spells,
  trimEnd,
} from './bytes.ts';
import type { HeaderLines } from './header-lines.ts';
import {
  CALL_ID,
  CONTACT,
  CONTENT_LENGTH,
  CONTENT_TYPE,
  CSEQ,
  FROM,
  headerId,
  P_EARLY_MEDIA,
  REASON,
  RECORD_ROUTE,
  ROUTE,
  RSEQ,
  SERVER,
  SESSION_EXPIRES,
  TO,
  USER_AGENT,
  VIA,
} from './scan-names.ts';
import { ODD, plainAddress, plainVia, readPlainAddress } from './scan-plain.ts';
import { clearScan, type Scan } from './scan-record.ts';
import { scanVia } from './scan-via.ts';
import { readStartLine } from './start-line.ts';

/**
 * Finds in bytes[start, end) what the index keeps: one pass over the header section, folded lines and compact forms
 * understood, LF accepted for CRLF. False when there is no start line. Nothing is copied or decoded.
 */
export function scanMessage(bytes: Uint8Array, start: number, end: number, scan: Scan): boolean {
  if (!readStartLine(bytes, start, end, scan.line)) return false;
  clearScan(scan);
  let at = scan.line.next;
  while (at < end) {
    const first = bytes[at] as number;
    if (first === LF || (first === CR && (bytes[at + 1] === LF || at + 1 >= end))) {
      scan.bodyStart = Math.min(end, first === LF ? at + 1 : at + 2);
      return true;
    }
    let colon = at;
    while (colon < end && bytes[colon] !== COLON && bytes[colon] !== LF) colon++;
    const named = colon < end && bytes[colon] === COLON && colon > at;
    const id = named ? headerId(bytes, at, colon) : 0;
    const plain = id > TO ? ODD : plainHeader(bytes, id, colon + 1, end, scan);
    if (plain !== ODD) {
      at = plain + 1;
      continue;
    }
    let stop = colon;
    while (stop < end && bytes[stop] !== LF) stop++;
    while (stop + 1 < end && isBlank(bytes[stop + 1])) stop = foldEnd(bytes, stop + 1, end);
    if (named) header(bytes, id, colon, stop, scan);
    else if (!unnamed(bytes, at, stop, scan) && isSdpStart(bytes, at)) {
      scan.bodyStart = at;
      return true;
    }
    at = stop + 1;
  }
  return true;
}

/** As `scanMessage`, where the header lines of the message were found already. */
export function scanLines(bytes: Uint8Array, start: number, end: number, lines: HeaderLines, scan: Scan): boolean {
  if (!lines.isComplete) return scanMessage(bytes, start, end, scan);
  if (!readStartLine(bytes, start, end, scan.line)) return false;
  if (scan.line.next !== lines.start) return scanMessage(bytes, start, end, scan);
  clearScan(scan);
  for (let i = 0; i < lines.count; i++) {
    const id = lines.ids[i] as number;
    const colon = lines.colons[i] as number;
    if (id > TO || plainHeader(bytes, id, colon + 1, end, scan) === ODD)
      header(bytes, id, colon, lines.feeds[i] as number, scan);
  }
  scan.bodyStart = lines.bodyStart;
  return true;
}

/** The headers that make most of a message's bytes, where they are written plainly; position of the LF, or ODD. */
function plainHeader(bytes: Uint8Array, id: number, at: number, end: number, scan: Scan): number {
  if (id === VIA) return scan.viaCount === 0 ? plainVia(bytes, at, end, scan) : ODD;
  if (id === FROM && scan.fromStart < 0) {
    const stop = readPlainAddress(bytes, at, end);
    if (stop === ODD) return ODD;
    scan.fromStart = plainAddress.start;
    scan.fromEnd = plainAddress.end;
    scan.fromTagStart = plainAddress.tagStart;
    scan.fromTagEnd = plainAddress.tagEnd;
    return stop;
  }
  if (id !== TO || scan.toStart >= 0) return ODD;
  const stop = readPlainAddress(bytes, at, end);
  if (stop === ODD) return ODD;
  scan.toStart = plainAddress.start;
  scan.toEnd = plainAddress.end;
  scan.toTagStart = plainAddress.tagStart;
  scan.toTagEnd = plainAddress.tagEnd;
  return stop;
}

/** A field whose name or colon is not on its first line; false when it has no colon at all. */
function unnamed(bytes: Uint8Array, at: number, stop: number, scan: Scan): boolean {
  const colon = colonIn(bytes, at, stop);
  if (colon > at) header(bytes, headerId(bytes, at, colon), colon, stop, scan);
  return colon >= 0;
}

/** Position of the LF that ends the continuation line at `at` (RFC 3261 §7.3.1), or `end`. */
function foldEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF) at++;
  return at;
}

/** A colon behind the first line of a folded field; -1 without. */
function colonIn(bytes: Uint8Array, at: number, stop: number): number {
  while (at < stop && bytes[at] !== COLON) at++;
  return at < stop ? at : -1;
}

/** `v=0` where a header should stand: a session description whose empty line got lost. */
export function isSdpStart(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 118 && bytes[at + 1] === EQUALS && bytes[at + 2] === 48;
}

function header(bytes: Uint8Array, id: number, colon: number, stop: number, scan: Scan): void {
  if (id === 0) return;
  const start = skipSpace(bytes, colon + 1, stop);
  const end = trimEnd(bytes, start, stop);
  switch (id) {
    case VIA:
      scanVia(bytes, start, end, scan);
      break;
    case FROM:
      if (scan.fromStart >= 0) break;
      scan.fromStart = start;
      scan.fromEnd = tagIn(bytes, start, end);
      scan.fromTagStart = tagStart;
      scan.fromTagEnd = tagEnd;
      break;
    case TO:
      if (scan.toStart >= 0) break;
      scan.toStart = start;
      scan.toEnd = tagIn(bytes, start, end);
      scan.toTagStart = tagStart;
      scan.toTagEnd = tagEnd;
      break;
    case CALL_ID:
      if (scan.callIdStart >= 0) break;
      scan.callIdStart = start;
      scan.callIdEnd = end;
      break;
    case CSEQ:
      cseq(bytes, start, end, scan);
      break;
    case CONTENT_LENGTH:
      if (scan.contentLength < 0) scan.contentLength = decimal(bytes, start, end);
      break;
    case CONTENT_TYPE:
      if (scan.contentTypeStart >= 0) break;
      scan.contentTypeStart = start;
      scan.contentTypeEnd = end;
      break;
    case ROUTE:
    case CONTACT:
      uri(bytes, start, end, id === ROUTE, scan);
      break;
    case REASON:
      if (scan.reasonStart >= 0) break;
      scan.reasonStart = start;
      scan.reasonEnd = end;
      break;
    case USER_AGENT:
    case SERVER:
      if (scan.productStart >= 0) break;
      scan.productStart = start;
      scan.productEnd = end;
      break;
    case SESSION_EXPIRES:
      if (scan.sessionExpires === 0) scan.sessionExpires = Math.max(0, Math.min(65535, decimal(bytes, start, end)));
      break;
    case P_EARLY_MEDIA:
      scan.earlyMediaInactive = spells(bytes, start, end, 'inactive');
      break;
    case RSEQ:
      scan.rseq = Math.max(1, decimal(bytes, start, end));
      break;
    case RECORD_ROUTE:
      scan.recordRouted = true;
      break;
  }
}

function cseq(bytes: Uint8Array, start: number, end: number, scan: Scan): void {
  if (scan.cseqMethodStart >= 0) return;
  scan.cseq = Math.max(0, decimal(bytes, start, end));
  let at = start;
  while (at < end && !isSpace(bytes[at])) at++;
  at = skipSpace(bytes, at, end);
  scan.cseqMethodStart = at;
  while (at < end && !isSpace(bytes[at])) at++;
  scan.cseqMethodEnd = at;
}

/** URI of the first value of Route or Contact: inside the angle brackets, else up to the first parameter. */
function uri(bytes: Uint8Array, start: number, end: number, route: boolean, scan: Scan): void {
  if ((route ? scan.routeStart : scan.contactStart) >= 0) return;
  let from = start;
  let to = end;
  for (let at = start; at < end; at++) {
    if (bytes[at] === QUOTE) at = skipQuoted(bytes, at, end) - 1;
    else if (bytes[at] === LEFT_ANGLE) {
      from = at + 1;
      to = from;
      while (to < end && bytes[to] !== RIGHT_ANGLE) to++;
      break;
    } else if (bytes[at] === SEMICOLON || bytes[at] === COMMA) {
      to = at;
      break;
    }
  }
  if (route) {
    scan.routeStart = from;
    scan.routeEnd = to;
  } else {
    scan.contactStart = from;
    scan.contactEnd = to;
  }
}

let tagStart = -1;
let tagEnd = -1;

/** Finds the tag of a From or To value and returns where the address ends: before its first header parameter. */
function tagIn(bytes: Uint8Array, start: number, end: number): number {
  tagStart = tagEnd = -1;
  let address = -1;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = skipQuoted(bytes, at, end) - 1;
    else if (byte === LEFT_ANGLE) while (at < end && bytes[at] !== RIGHT_ANGLE) at++;
    else if (byte === SEMICOLON) {
      if (address < 0) address = trimEnd(bytes, start, at);
      const name = skipSpace(bytes, at + 1, end);
      if (!spells(bytes, name, end, 'tag')) continue;
      const equals = skipSpace(bytes, name + 3, end);
      if (bytes[equals] !== EQUALS) continue;
      tagStart = skipSpace(bytes, equals + 1, end);
      tagEnd = parameterEnd(bytes, tagStart, end);
      break;
    }
  }
  return address < 0 ? end : address;
}
