import { lengthFault } from './body-length.ts';
import { isToken, LF, nextLine, SLASH, skipSpace, spells } from './bytes.ts';
import type { Scan } from './scan-record.ts';
import { sdpFlags } from './sdp-flags.ts';

/** Bits of the body column above those of sip/sdp-flags.ts. */
export const SIPFRAG = 1024;
/** P-Early-Media: inactive (RFC 5009). */
export const EARLY_MEDIA_INACTIVE = 2048;
/** A provisional response with RSeq (RFC 3262). */
export const RELIABLE_PROVISIONAL = 4096;
/** Content-Length names more bytes than there are. */
export const BODY_SHORT = 8192;
/** Content-Length names fewer bytes than there are. */
export const BODY_SURPLUS = 16384;

/** Bits for the body that `scan` found in bytes[…, end). */
export function bodyFlags(bytes: Uint8Array, end: number, scan: Scan): number {
  let flags = 0;
  if (scan.earlyMediaInactive) flags |= EARLY_MEDIA_INACTIVE;
  if (scan.rseq && scan.line.status > 100 && scan.line.status < 200) flags |= RELIABLE_PROVISIONAL;
  const start = scan.bodyStart;
  if (scan.contentLength >= 0) {
    const fault = lengthFault(bytes, start < 0 ? end : start, end, scan.contentLength);
    if (fault < 0) flags |= BODY_SHORT;
    else if (fault > 0) flags |= BODY_SURPLUS;
  }
  const stop = scan.contentLength < 0 ? end : Math.min(end, start + scan.contentLength);
  return start >= 0 && stop > start ? flags | typeFlags(bytes, start, stop, scan) : flags;
}

function typeFlags(bytes: Uint8Array, start: number, end: number, scan: Scan): number {
  const { contentTypeStart: type, contentTypeEnd: typeEnd } = scan;
  if (type >= typeEnd) return spells(bytes, skipSpace(bytes, start, end), end, 'v=0') ? sdpFlags(bytes, start, end) : 0;
  if (isType(bytes, type, typeEnd, 'application', 'sdp')) return sdpFlags(bytes, start, end);
  if (isType(bytes, type, typeEnd, 'message', 'sipfrag')) return SIPFRAG;
  if (!spells(bytes, type, typeEnd, 'multipart')) return 0;
  const sdp = sdpIn(bytes, start, end);
  return sdp < 0 ? 0 : sdpFlags(bytes, sdp, partEnd(bytes, sdp, end));
}

/** Whether a Content-Type is that type, white space around the slash allowed (RFC 3261 §25.1, SLASH). */
function isType(bytes: Uint8Array, start: number, end: number, type: string, subtype: string): boolean {
  if (!spells(bytes, start, end, type)) return false;
  const slash = skipSpace(bytes, start + type.length, end);
  const second = skipSpace(bytes, slash + 1, end);
  if (bytes[slash] !== SLASH || !spells(bytes, second, end, subtype)) return false;
  return second + subtype.length >= end || !isToken(bytes[second + subtype.length]);
}

/** Offset of a line `v=0` in a multipart body, -1 without. */
function sdpIn(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at = nextLine(bytes, at, end)) {
    if (bytes[at] === 118 && spells(bytes, at, end, 'v=0')) return at;
  }
  return -1;
}

/** End of the part that `at` stands in: the next line that begins with the two hyphens of a boundary. */
function partEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === LF && bytes[i + 1] === 45 && bytes[i + 2] === 45) return i + 1;
  return end;
}
