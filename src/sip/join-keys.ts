import { COLON, isBlank, LF, skipSpace, spells, trimEnd } from './bytes.ts';
import { keepBranches, keepTokens, readerOf } from './join-headers.ts';
import { keepMedia } from './join-media.ts';
import { keepCalled, keepParty } from './join-users.ts';
import { CALLED, CALLING, type KeyTable, REDIRECTED } from './key-table.ts';
import type { Scan } from './scan-record.ts';

/** Bytes of a body that is no SDP that are searched for another leg's Call-ID. */
const MOST_BODY = 4096;

/** Keeps the keys of a request that forms a dialog, of a REFER, or of a redirect: bytes[start, end) scanned already. */
export function collectJoinKeys(bytes: Uint8Array, end: number, row: number, scan: Scan, keys: KeyTable): void {
  const headersEnd = scan.bodyStart < 0 ? end : scan.bodyStart;
  if (scan.line.status) {
    if (scan.contactStart >= 0) keepCalled(bytes, scan.contactStart, scan.contactEnd, row, REDIRECTED, keys);
    return;
  }
  keepCalled(bytes, scan.line.uriStart, scan.line.uriEnd, row, CALLED, keys);
  if (scan.toStart >= 0) keepParty(bytes, scan.toStart, scan.toEnd, row, CALLED, keys);
  if (scan.fromStart >= 0) keepParty(bytes, scan.fromStart, scan.fromEnd, row, CALLING, keys);
  let at = scan.line.next;
  while (at < headersEnd) {
    const stop = fieldEnd(bytes, at, headersEnd);
    field(bytes, at, stop, row, scan, keys);
    at = stop + 1;
  }
  if (scan.bodyStart >= 0 && end - scan.bodyStart > 3) body(bytes, scan, end, row, keys);
}

/** Position of the LF that ends the field at `at`, folded lines included. */
function fieldEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end && !(bytes[stop] === LF && !isBlank(bytes[stop + 1]))) stop++;
  return stop;
}

function field(bytes: Uint8Array, at: number, stop: number, row: number, scan: Scan, keys: KeyTable): void {
  let colon = at;
  while (colon < stop && bytes[colon] !== COLON && colon - at < 64) colon++;
  if (bytes[colon] !== COLON) return;
  const nameEnd = trimEnd(bytes, at, colon);
  // Only a request that was passed on has a Via below the top.
  const isVia = scan.viaCount > 1 && isViaName(bytes, at, nameEnd);
  const reader = isVia ? keepBranches : readerOf(bytes, at, nameEnd);
  if (!reader) return;
  const start = skipSpace(bytes, colon + 1, stop);
  reader(bytes, start, trimEnd(bytes, start, stop), row, keys);
}

function isViaName(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  return (length === 1 && spells(bytes, start, end, 'v')) || (length === 3 && spells(bytes, start, end, 'via'));
}

function body(bytes: Uint8Array, scan: Scan, end: number, row: number, keys: KeyTable): void {
  keepMedia(bytes, scan.bodyStart, end, row, keys);
  const { contentTypeStart: type, contentTypeEnd: typeEnd } = scan;
  if (type >= 0 && !spells(bytes, type, typeEnd, 'application/sdp'))
    keepTokens(bytes, scan.bodyStart, Math.min(end, scan.bodyStart + MOST_BODY), row, keys);
}
