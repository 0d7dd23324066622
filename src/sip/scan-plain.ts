import {
  BACKSLASH,
  COMMA,
  CR,
  EQUALS,
  isBlank,
  LEFT_ANGLE,
  LF,
  QUOTE,
  RIGHT_ANGLE,
  SEMICOLON,
  SP,
  spells,
} from './bytes.ts';
import type { Scan } from './scan-record.ts';

/**
 * Via, From and To as nearly every product writes them, read in the same pass that finds the end of the line. Each
 * returns the position of the LF, or ODD when anything is unusual (folding, blanks, quotes, a list): nothing was written
 * then, and the careful reader takes over. Both readers agree on what they both accept; a property test holds them to it.
 */
export const ODD = -1;

/** Position of the LF of the line that ends at `at` with CRLF or LF and is not folded; ODD otherwise. */
function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  const feed = bytes[at] === CR ? at + 1 : at;
  return feed + 1 < end && bytes[feed] === LF && !isBlank(bytes[feed + 1]) ? feed : ODD;
}

function skipBlanks(bytes: Uint8Array, at: number): number {
  while (isBlank(bytes[at])) at++;
  return at;
}

/** `SIP/2.0/UDP host:port;branch=…;rport=…;received=…`, `at` behind the colon of the topmost Via. */
export function plainVia(bytes: Uint8Array, at: number, end: number, scan: Scan): number {
  const start = skipBlanks(bytes, at);
  if (!spells(bytes, start, end, 'sip/2.0/')) return ODD;
  const transport = start + 8;
  let i = transport;
  while (i < end && (bytes[i] as number) > SP && bytes[i] !== SEMICOLON && bytes[i] !== COMMA) i++;
  const transportEnd = i;
  if (bytes[i] !== SP || i === transport) return ODD;
  const host = ++i;
  i = wordEnd(bytes, i, end);
  const hostEnd = i;
  if (i === host) return ODD;
  let branch = -1;
  let branchEnd = -1;
  let received = -1;
  let receivedEnd = -1;
  let rport = -1;
  while (bytes[i] === SEMICOLON) {
    const name = i + 1;
    i = nameEnd(bytes, name, end);
    if (bytes[i] !== EQUALS) {
      if ((bytes[i] as number) <= SP || bytes[i] === SEMICOLON) continue;
      return ODD;
    }
    const length = i - name;
    const value = i + 1;
    i = wordEnd(bytes, value, end);
    if (length === 6 && branch < 0 && spells(bytes, name, end, 'branch')) {
      branch = value;
      branchEnd = i;
    } else if (length === 8 && received < 0 && spells(bytes, name, end, 'received')) {
      received = value;
      receivedEnd = i;
    } else if (length === 5 && spells(bytes, name, end, 'rport')) {
      if (rport >= 0 || i - value > 5) return ODD;
      rport = portOf(bytes, value, i);
      if (rport < 0) return ODD;
    }
  }
  const feed = lineEnd(bytes, i, end);
  if (feed === ODD) return ODD;
  scan.viaCount = 1;
  scan.viaTransportStart = transport;
  scan.viaTransportEnd = transportEnd;
  scan.sentByStart = host;
  scan.sentByEnd = hostEnd;
  scan.branchStart = branch;
  scan.branchEnd = branchEnd;
  scan.receivedStart = received;
  scan.receivedEnd = receivedEnd;
  if (rport > 0) scan.rport = rport;
  return feed;
}

/** End of a run without white space, semicolon, comma, quote or angle bracket. */
function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > RIGHT_ANGLE) continue;
    if (byte <= QUOTE || byte === SEMICOLON || byte === COMMA || byte === LEFT_ANGLE) break;
  }
  return at;
}

/** End of a parameter name: at `=` or at what ends a word. */
function nameEnd(bytes: Uint8Array, at: number, end: number): number {
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte > RIGHT_ANGLE) continue;
    if (byte === EQUALS || byte <= QUOTE || byte === SEMICOLON || byte === COMMA || byte === LEFT_ANGLE) break;
  }
  return at;
}

/** Up to five digits, 65535 at most; -1 for anything else. */
function portOf(bytes: Uint8Array, at: number, end: number): number {
  let port = 0;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    port = port * 10 + digit;
  }
  return port > 65535 ? -1 : port;
}

/** Where a plain From or To was found to stand. */
export const plainAddress = { start: -1, end: -1, tagStart: -1, tagEnd: -1 };

/** `"Alice" <sip:alice@host>;tag=…`, `at` behind the colon; the place goes to `plainAddress`. */
export function readPlainAddress(bytes: Uint8Array, at: number, end: number): number {
  const start = skipBlanks(bytes, at);
  let address = -1;
  let tag = -1;
  let tagEnd = -1;
  let i = start;
  while (i < end) {
    const byte = bytes[i] as number;
    if (byte > LEFT_ANGLE) i++;
    else if (byte === LEFT_ANGLE) i = closing(bytes, i + 1, end, RIGHT_ANGLE);
    else if (byte === QUOTE) i = closing(bytes, i + 1, end, QUOTE);
    else if (byte === CR || byte === LF) break;
    else if (byte === SEMICOLON) {
      if (address < 0) address = i;
      i++;
      if (isBlank(bytes[i])) return ODD;
      if (tag < 0 && bytes[i + 3] === EQUALS && spells(bytes, i, end, 'tag')) {
        tag = i + 4;
        i = wordEnd(bytes, tag, end);
        tagEnd = i;
        if (bytes[i] !== SEMICOLON && bytes[i] !== CR && bytes[i] !== LF) return ODD;
      } else if (tag < 0 && mayBeTag(bytes, i, end)) return ODD;
    } else i++;
    if (i === ODD) return ODD;
  }
  const feed = lineEnd(bytes, i, end);
  const last = address < 0 ? i : address;
  if (feed === ODD || last === start || isBlank(bytes[last - 1])) return ODD;
  plainAddress.start = start;
  plainAddress.end = last;
  plainAddress.tagStart = tag;
  plainAddress.tagEnd = tagEnd;
  return feed;
}

/** `tag` with blanks before its equals sign, or nothing behind it. */
function mayBeTag(bytes: Uint8Array, at: number, end: number): boolean {
  return spells(bytes, at, end, 'tag');
}

/** Position behind the closing mark; ODD when the line ends first or a backslash may hide it. */
function closing(bytes: Uint8Array, at: number, end: number, mark: number): number {
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === mark) return at + 1;
    if (byte === LF || byte === BACKSLASH) return ODD;
  }
  return ODD;
}
