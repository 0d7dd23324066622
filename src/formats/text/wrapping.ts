import { SLASH } from '../../sip/bytes.ts';
import { prefixOf, skipPrefix } from '../unwrap/prefix.ts';
import { findHeaderName, headerKind, KNOWN_HEADER } from './header-name.ts';
import type { LineReader } from './line-reader.ts';

const DOT = 46;
/** Lines behind a start line in which a header is looked for. */
const LINES = 4;
/** A prefix is not longer than this, bytes. */
const LONGEST_PREFIX = 400;

/**
 * Looks behind the start line buffer[start, end), in a line that begins at `lineStart`, for headers, and for what was done
 * to all lines of the message: a prefix, a dot for each carriage return. Sets the reader accordingly, leaves it where it
 * stood, and tells whether a header follows.
 */
export function findWrapping(
  reader: LineReader,
  buffer: Uint8Array,
  lineStart: number,
  start: number,
  end: number,
): boolean {
  const { at, lines } = reader;
  const endsInDot = buffer[end - 1] === DOT;
  // Nothing was done to the next line, as nearly always.
  if (!endsInDot && headerKind(reader.bytes, at, reader.bytes.length) >= KNOWN_HEADER) return true;
  let follows = false;
  for (let seen = 0; seen < LINES && !follows && reader.read(); seen++) {
    if (reader.start === reader.end) continue;
    if (headerKind(reader.buffer, reader.start, reader.end) >= KNOWN_HEADER) {
      follows = true;
      reader.dots = endsInDot && reader.buffer[reader.end - 1] === DOT;
    } else {
      follows = findPrefix(reader, buffer, lineStart, start, endsInDot);
      // Another start line: the headers behind it are its own.
      if (!follows && hasVersion(reader.buffer, reader.start, reader.end)) break;
    }
  }
  reader.rewind(at, lines);
  return follows;
}

/** Takes what stands before the header name in the current line for the prefix of all lines, if another line has it too. */
function findPrefix(
  reader: LineReader,
  buffer: Uint8Array,
  lineStart: number,
  start: number,
  endsInDot: boolean,
): boolean {
  const name = findHeaderName(reader.buffer, reader.start, Math.min(reader.end, reader.start + LONGEST_PREFIX));
  if (name <= reader.start) return false;
  const prefix = prefixOf(reader.buffer, reader.start, name);
  const dots = endsInDot && reader.buffer[reader.end - 1] === DOT;
  const isShared = skipPrefix(prefix, buffer, lineStart, start) === start;
  if (!isShared && !prefix.indent && !hasPrefix(reader, prefix)) return false;
  reader.prefix = prefix;
  reader.dots = dots;
  return true;
}

/** The next line begins with the prefix and goes on with a header. */
function hasPrefix(reader: LineReader, prefix: ReturnType<typeof prefixOf>): boolean {
  const { at, lines } = reader;
  let isHeader = false;
  if (reader.read()) {
    const behind = skipPrefix(prefix, reader.buffer, reader.start, reader.end);
    isHeader = behind >= 0 && headerKind(reader.buffer, behind, reader.end) >= KNOWN_HEADER;
  }
  reader.rewind(at, lines);
  return isHeader;
}

/** `SIP/2.0` stands in bytes[start, end). */
function hasVersion(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 3; at + 3 < end; at++) {
    if (bytes[at] === SLASH && bytes[at - 1] === 80 && bytes[at - 3] === 83 && bytes[at + 1] === 50) return true;
  }
  return false;
}
