import { CR, EQUALS } from '../../sip/bytes.ts';
import type { HeaderLines } from '../../sip/header-lines.ts';
import { BAR, DAMAGE, findLineEnd, seenMarks, UNCLEAN } from '../unwrap/marks.ts';
import { skipPrefix } from '../unwrap/prefix.ts';
import { headerColon, headerKind, KNOWN_HEADER } from './header-name.ts';
import type { Taking } from './taking.ts';

const DOT = 46;
const CARET = 94;
const CAPITAL_M = 77;

/**
 * What nearly all lines of messages are is taken here in one go, straight from the bytes: known headers and lines of SDP
 * that at most a prefix and the dots of ngrep were added to. Whatever is anything else is left to the reader of lines.
 */
export interface Running extends Taking {
  clean: boolean;
  readonly start: number;
  marks: number;
  /** Where the header lines of the message stand in what is taken. */
  readonly lines: HeaderLines;
  /** A header of a known kind has its value in bytes[start, end). */
  note(kind: number, bytes: Uint8Array, start: number, end: number): void;
}

/** Takes known headers up to the first line that is anything else. */
export function runHeaders(taker: Running): void {
  if (!mayRun(taker)) return;
  const { reader, out, clean } = taker;
  const { bytes, prefix, dots } = reader;
  const { length } = bytes;
  let { at, lines } = reader;
  for (;;) {
    const start = prefix ? skipPrefix(prefix, bytes, at, length) : at;
    const kind = start < 0 || start >= length ? 0 : headerKind(bytes, start, length);
    if (kind < KNOWN_HEADER) break;
    const colon = headerColon;
    // A name holds nothing that leaves a mark.
    const lineEnd = findLineEnd(bytes, colon, length);
    const end = lineEnd < length ? plainEnd(bytes, start, lineEnd, dots) : -1;
    if (end < 0) break;
    taker.note(kind, bytes, colon + 1, end);
    taker.marks |= seenMarks;
    const to = clean ? start : out.length;
    if (!clean) out.addLine(bytes, start, end);
    if (kind > KNOWN_HEADER) taker.lines.add(kind - KNOWN_HEADER, colon - start + to, clean ? lineEnd : out.length - 1);
    at = lineEnd + 1;
    lines++;
  }
  if (clean) taker.end = at;
  reader.rewind(at, lines);
}

/** Takes lines of SDP up to the first line that is anything else, or that may hold more than itself. */
export function runSdp(taker: Running, mayBeGlued: (bytes: Uint8Array, start: number, end: number) => boolean): void {
  if (!mayRun(taker)) return;
  const { reader, out, around } = taker;
  const { bytes, prefix, dots } = reader;
  const { length } = bytes;
  const { hasEndMarker } = around;
  let { at, lines } = reader;
  for (;;) {
    const start = prefix ? skipPrefix(prefix, bytes, at, length) : at;
    if (start < 0 || !isSdpStart(bytes, start)) break;
    const lineEnd = findLineEnd(bytes, start, length);
    const end = lineEnd < length ? plainEnd(bytes, start, lineEnd, dots) : -1;
    if (end < start + 2) break;
    const marks = seenMarks;
    if ((hasEndMarker && around.endMarker(bytes, start, end) >= 0) || mayBeGlued(bytes, start, end)) break;
    taker.marks |= marks;
    if (!taker.clean) out.addLine(bytes, start, end);
    taker.bodyLength += end - start + 2;
    at = lineEnd + 1;
    lines++;
  }
  if (taker.clean) taker.end = at;
  reader.rewind(at, lines);
}

/** Lines stand in one piece, or are put together line by line already. */
function mayRun({ reader, clean, end }: Running): boolean {
  const { prefix, dots, lostColours, at } = reader;
  if (lostColours || prefix?.quoted) return false;
  return prefix || dots ? !clean : clean && end === at;
}

/** Where bytes[start, lineEnd) end without line end and dot; -1 when more than that was done to the line. */
function plainEnd(bytes: Uint8Array, start: number, lineEnd: number, dots: boolean): number {
  let end = lineEnd;
  while (end > start && bytes[end - 1] === CR) end--;
  const last = bytes[end - 1];
  if ((seenMarks & UNCLEAN) !== 0 || last === BAR) return -1;
  if ((seenMarks & DAMAGE) !== 0 && last === CAPITAL_M && bytes[end - 2] === CARET) return -1;
  return dots && last === DOT ? end - 1 : end;
}

/** `m=`, `a=`: a small letter and an equals sign (RFC 8866 §5). */
function isSdpStart(bytes: Uint8Array, at: number): boolean {
  const type = bytes[at] as number;
  return type >= 97 && type <= 122 && bytes[at + 1] === EQUALS;
}
