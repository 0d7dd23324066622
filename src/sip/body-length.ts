import { CR, LF } from './bytes.ts';

/**
 * How a Content-Length and the bytes that are there disagree: -1 it names more than there are, 1 it names fewer, 0 it fits.
 * A log that turned CRLF into LF shortened the body by a byte a line, and blank lines behind a body are the log's: neither
 * is a fault of the message.
 */
export function lengthFault(bytes: Uint8Array, start: number, end: number, declared: number): -1 | 0 | 1 {
  const length = end - start;
  if (declared > length) return declared - length <= lostBytes(bytes, start, end) ? 0 : -1;
  return onlyLineEnds(bytes, start + declared, end) ? 0 : 1;
}

/** Bytes that went with the CRs of a body whose lines end in LF alone, a last line end that was cut included. */
function lostBytes(bytes: Uint8Array, start: number, end: number): number {
  let bare = 0;
  for (let i = start; i < end; i++) if (bytes[i] === LF && bytes[i - 1] !== CR) bare++;
  return bare === 0 ? 0 : bare + (bytes[end - 1] === LF ? 0 : 2);
}

function onlyLineEnds(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] !== CR && bytes[i] !== LF) return false;
  return true;
}
