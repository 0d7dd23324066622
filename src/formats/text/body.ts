import { EQUALS, LEFT_ANGLE } from '../../sip/bytes.ts';
import { entityExcess, hasEscapedHeaders } from '../unwrap/entities.ts';
import { DAMAGE } from '../unwrap/marks.ts';
import type { LineReader } from './line-reader.ts';
import { beginsWithTime } from './log-line.ts';
import { type Running, runSdp } from './plain-run.ts';
import { startOfStartLine, VERSION_LENGTH } from './start.ts';
import type { Taking } from './taking.ts';

/** Blank lines that may stand between headers and body, or between lines of a body that are known to go on. */
const BLANKS = 3;
/** Lines of other things that are tolerated between lines of SDP. */
const FOREIGN_LINES = 3;
const HYPHEN = 45;

/** Takes the body behind the headers of a message: which lines are of it depends on what it holds. */
export function takeBody(taker: Running): void {
  taker.bodyStart = taker.end;
  const { contentLength, mediaType, reader } = taker;
  // A length of nothing beside a type is none: somebody edited it, or a logger did.
  if (contentLength === 0 && mediaType !== 'application/sdp') return;
  const isSdp = mediaType === '' || mediaType === 'application/sdp';
  if (isSdp && skipBlanksTo(reader, isSdpLine)) takeSdp(taker);
  else if (mediaType === 'application/sdp' || (mediaType === '' && contentLength < 0)) return;
  else if (contentLength > 0) takeCounted(taker);
  else takeUncounted(taker);
  cutToLength(taker);
}

/** `m=`, `a=`: a small letter and an equals sign (RFC 8866 §5). */
function isSdpLine(reader: LineReader): boolean {
  const { buffer, start, end } = reader;
  const type = buffer[start] as number;
  return end - start > 1 && type >= 97 && type <= 122 && buffer[start + 1] === EQUALS && (reader.fits || type === 118);
}

/** Goes to the next line that is wanted, over a few blank ones; back to where it stood when there is none. */
function skipBlanksTo(reader: LineReader, wanted: (reader: LineReader) => boolean): boolean {
  const { at, lines } = reader;
  for (let blanks = 0; blanks <= BLANKS && reader.read(); blanks++) {
    if (reader.start < reader.end) {
      const isWanted = wanted(reader);
      if (isWanted) reader.rewind(reader.rawStart, reader.lines - 1);
      else reader.rewind(at, lines);
      return isWanted;
    }
  }
  reader.rewind(at, lines);
  return false;
}

function takeSdp(taker: Running): void {
  const { reader } = taker;
  for (;;) {
    runSdp(taker, isGlued);
    const { at, lines } = reader;
    if (!reader.read()) return;
    if (isSdpLine(reader)) {
      if (taker.endsHere() || takeGlued(taker)) return;
      taker.accept();
      taker.bodyLength += reader.end - reader.start + 2;
      continue;
    }
    const isBlank = reader.start === reader.end;
    if (!isBlank && taker.endsHere()) return;
    const isSeam = !isBlank && taker.around.isSeam(reader.buffer, reader.start, reader.end);
    const isMissing = taker.spaced || (taker.contentLength > taker.bodyLength && taker.bodyLength > 0);
    reader.rewind(at, lines);
    if (isSeam || !isMissing || !goesOn(taker, isBlank)) return;
  }
}

/** Lines of SDP follow behind a few others; goes there. */
function goesOn(taker: Taking, isBlank: boolean): boolean {
  const { reader } = taker;
  const { at, lines } = reader;
  for (let others = 0; others <= FOREIGN_LINES && reader.read(); others++) {
    const { buffer, start, end } = reader;
    if (isSdpLine(reader) && buffer[start] !== 118) {
      reader.rewind(reader.rawStart, reader.lines - 1);
      taker.foreign += isBlank ? 0 : others;
      return true;
    }
    if (start < end && (taker.around.isSeam(buffer, start, end) || taker.around.endMarker(buffer, start, end) >= 0))
      break;
  }
  reader.rewind(at, lines);
  return false;
}

/** The next message is glued to the line (`a=sendrecvBYE sip:…`): takes the line up to there. */
function takeGlued(taker: Taking): boolean {
  const { reader } = taker;
  const { buffer, start, end } = reader;
  const column = gluedStart(buffer, start, end);
  if (column < 0 || reader.changed) return false;
  taker.acceptPart(column);
  taker.bodyLength += column - start + 2;
  reader.rewind(reader.rawStart + column - start, reader.lines - 1);
  return true;
}

/** Column of a start line within bytes[start, end), not at its beginning; -1 without. */
function gluedStart(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 4; at + 3 < end; at++) {
    // The slash of `SIP/2.0`.
    if (bytes[at] !== 47 || bytes[at - 1] !== 80 || bytes[at - 3] !== 83 || bytes[at + 1] !== 50) continue;
    const version = at - 3;
    const column = startOfStartLine(bytes, start, end, version);
    if (column > start && (column === version || version + VERSION_LENGTH >= end)) return column;
  }
  return -1;
}

function isGlued(bytes: Uint8Array, start: number, end: number): boolean {
  return gluedStart(bytes, start, end) >= 0;
}

/** A body that is not SDP, as long as Content-Length says. */
function takeCounted(taker: Running): void {
  const { reader, contentLength } = taker;
  // With carriage returns in the headers the log kept the bytes; otherwise each line end was two bytes once.
  const isExact = reader.hadCr;
  const isEscaped = (taker.marks & DAMAGE) !== 0 && hasEscapedHeaders(takenBytes(taker));
  let counted = 0;
  let boundary = '';
  while (counted < contentLength && reader.read()) {
    const { buffer, start, end, rawStart, lines } = reader;
    if (endsBody(taker, counted === 0)) {
      reader.rewind(rawStart, lines - 1);
      return;
    }
    if (taker.marked) return;
    if (isExact && takeGluedBody(taker, contentLength - counted)) return;
    taker.accept();
    taker.bodyLength += end - start + 2;
    counted += end - start + (isExact && !reader.hadCr ? 1 : 2);
    if (isEscaped) counted -= entityExcess(buffer, start, end);
    if (boundary === '' && counted < 80 && buffer[start] === HYPHEN) boundary = textOf(buffer, start, end);
    else if (boundary !== '' && textOf(buffer, start, end) === `${boundary}--`) return;
    if (counted - 2 >= contentLength) return;
    // Line ends that were one byte all along make the count run ahead.
    if (!isExact && counted >= contentLength && isMarkup(reader)) counted = contentLength - 1;
  }
}

/** What was taken of a message so far. */
function takenBytes({ clean, reader, start, end, out }: Running): Uint8Array {
  return clean ? reader.bytes.subarray(start, end) : out.bytes.subarray(0, out.length);
}

/** The start line of the next message stands where the body ends, in the same line. */
function takeGluedBody(taker: Taking, left: number): boolean {
  const { reader } = taker;
  if (reader.changed || left >= reader.end - reader.start) return false;
  const column = gluedStart(reader.buffer, reader.start, reader.end);
  return column === reader.start + left && takeGlued(taker);
}

/** A body without a length: up to an empty line, or to the end of a multipart. */
function takeUncounted(taker: Taking): void {
  const { reader } = taker;
  const isMultipart = taker.mediaType.startsWith('multipart/');
  let boundary = '';
  let taken = 0;
  while (reader.read()) {
    const { buffer, start, end, rawStart, lines } = reader;
    if ((start === end && !isMultipart && taken > 0) || endsBody(taker, taken === 0)) {
      reader.rewind(rawStart, lines - 1);
      return;
    }
    if (taker.marked) return;
    taker.accept();
    taker.bodyLength += end - start + 2;
    taken += end - start;
    if (boundary === '' && buffer[start] === HYPHEN) boundary = textOf(buffer, start, end);
    else if (boundary !== '' && textOf(buffer, start, end) === `${boundary}--`) return;
  }
}

/** The current line is of something else. A start line that opens a sipfrag or stands in a multipart is of the body. */
function endsBody(taker: Taking, isFirst: boolean): boolean {
  const { buffer, start, end } = taker.reader;
  if (start === end) return false;
  if (taker.endsHere()) return false;
  if (beginsWithTime(buffer, start, end)) return true;
  const mayQuote = (taker.mediaType === 'message/sipfrag' && isFirst) || taker.mediaType.startsWith('multipart/');
  return mayQuote ? taker.around.isFrame(buffer, start, end) : taker.around.isSeam(buffer, start, end);
}

/** The next line goes on with a document of elements. */
function isMarkup(reader: LineReader): boolean {
  const { at, lines } = reader;
  const follows = reader.read() && reader.buffer[reader.start] === LEFT_ANGLE && reader.start < reader.end;
  reader.rewind(at, lines);
  return follows;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 160)));
}

/** Where Content-Length ends within the last line end, the message ends there: the logger added the rest. */
function cutToLength(taker: Taking): void {
  const { bodyStart, bodyLength, contentLength, clean, end, out } = taker;
  if (contentLength <= 0) return;
  const exact = clean ? bodyStart + contentLength : out.length - bodyLength + contentLength;
  const last = clean ? end : out.length;
  if (exact >= last || exact < last - 2) return;
  if (clean) taker.end = exact;
  else out.length = exact;
}
