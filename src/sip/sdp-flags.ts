import { isBlank, isSpace, LF, nextLine, spells } from './bytes.ts';

/** What a ladder needs of an SDP (RFC 8866), as bits. */
export const SDP = 1;
export const SDP_SENDONLY = 2;
export const SDP_RECVONLY = 4;
export const SDP_INACTIVE = 8;
/** c=IN IP4 0.0.0.0: hold as RFC 2543 said it (RFC 3264 §8.4). */
export const SDP_ZERO_ADDRESS = 16;
export const SDP_SECURE = 32;
export const SDP_VIDEO = 64;
export const SDP_FAX = 128;
/** Every media line has port 0: all streams refused or removed. */
export const SDP_NO_PORT = 256;
/** A mandatory quality-of-service precondition that is not met yet (RFC 3312 §5). */
export const SDP_PRECONDITION = 512;

const SENDONLY = 1;
const RECVONLY = 2;
const INACTIVE = 3;

/** Bits of the SDP in bytes[start, end). Linear, looks only at m=, c= and a=. */
export function sdpFlags(bytes: Uint8Array, start: number, end: number): number {
  let flags = SDP;
  let session = 0;
  let direction = 0;
  let open = 0;
  let media = 0;
  let mandatory = false;
  let unmet = false;
  for (let at = start; at < end; at = nextLine(bytes, at, end)) {
    if (bytes[at + 1] !== 61 || at + 1 >= end) continue;
    const type = bytes[at];
    if (type === 109) {
      if (open > 0) flags |= directionBit(direction);
      media++;
      direction = session;
      const bits = mediaBits(bytes, at + 2, end);
      open = bits & OPEN;
      flags |= bits;
    } else if (type === 99) {
      if (spells(bytes, at + 2, end, 'in ip4 0.0.0.0') && !(at + 16 < end && isDigitAt(bytes, at + 16)))
        flags |= SDP_ZERO_ADDRESS;
    } else if (type === 97) {
      const named = directionOf(bytes, at + 2, end);
      if (named >= 0) {
        if (media === 0) session = named;
        direction = named;
      } else if (spells(bytes, at + 2, end, 'crypto:') || spells(bytes, at + 2, end, 'fingerprint:'))
        flags |= SDP_SECURE;
      else if (spells(bytes, at + 2, end, 'des:qos mandatory')) mandatory = true;
      else if (spells(bytes, at + 2, end, 'curr:qos ') && lineEnds(bytes, at, end, 'none')) unmet = true;
    }
  }
  if (open > 0) flags |= directionBit(direction);
  if (mandatory && unmet) flags |= SDP_PRECONDITION;
  if (media > 0 && !(flags & OPEN)) flags |= SDP_NO_PORT;
  return flags & ~OPEN;
}

/** Scratch bit: some media line has a port. */
const OPEN = 0x8000;

function directionBit(direction: number): number {
  if (direction === SENDONLY) return SDP_SENDONLY;
  if (direction === RECVONLY) return SDP_RECVONLY;
  return direction === INACTIVE ? SDP_INACTIVE : 0;
}

function isDigitAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/** 0 sendrecv, 1 sendonly, 2 recvonly, 3 inactive, -1 for another attribute. */
function directionOf(bytes: Uint8Array, at: number, end: number): number {
  const first = (bytes[at] as number) | 32;
  if (first === 115) {
    if (isWord(bytes, at, end, 'sendrecv')) return 0;
    return isWord(bytes, at, end, 'sendonly') ? SENDONLY : -1;
  }
  if (first === 114) return isWord(bytes, at, end, 'recvonly') ? RECVONLY : -1;
  return first === 105 && isWord(bytes, at, end, 'inactive') ? INACTIVE : -1;
}

/** Whether the line at `at` is that word and nothing else. */
function isWord(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (!spells(bytes, at, end, word)) return false;
  for (let i = at + word.length; i < end && bytes[i] !== LF; i++) if (!isSpace(bytes[i])) return false;
  return true;
}

/** OPEN when the port of `m=audio 49170 RTP/AVP 0` is a number above zero, and then what kind and protocol say. */
function mediaBits(bytes: Uint8Array, start: number, end: number): number {
  const kind = skipBlanks(bytes, start, end);
  const kindEnd = wordEnd(bytes, kind, end);
  const port = skipBlanks(bytes, kindEnd, end);
  const protocol = skipBlanks(bytes, wordEnd(bytes, port, end), end);
  if (!isOpen(bytes, port, end)) return 0;
  let bits = OPEN;
  if (kindEnd - kind === 5 && spells(bytes, kind, end, 'video')) bits |= SDP_VIDEO;
  if (kindEnd - kind === 5 && spells(bytes, kind, end, 'image')) bits |= SDP_FAX;
  const stop = wordEnd(bytes, protocol, end);
  for (let i = protocol; i + 4 <= stop; i++) {
    if (((bytes[i] as number) | 32) === 115 && spells(bytes, i, stop, 'savp')) return bits | SDP_SECURE;
  }
  return bits;
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}

function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && !isBlank(bytes[at]) && bytes[at] !== LF) at++;
  return at;
}

/** Whether a number that begins at `at` is not zero. */
function isOpen(bytes: Uint8Array, at: number, end: number): boolean {
  let digit = 48;
  for (; at < end && digit === 48; at++) digit = bytes[at] as number;
  return digit > 48 && digit < 58;
}

function lineEnds(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  let stop = nextLine(bytes, at, end);
  while (stop > at && (bytes[stop - 1] as number) <= 32) stop--;
  return stop - word.length > at && spells(bytes, stop - word.length, stop, word);
}
