import { COLON, decimal, isBlank, SEMICOLON, skipSpace } from '../../sip/bytes.ts';

/** Number of the header line bytes[start, end), -1 when none is there (people mask it, too). */
export function contentLengthIn(bytes: Uint8Array, start: number, end: number): number {
  return decimal(bytes, valueAt(bytes, start, end), end);
}

/** Media type of the header line bytes[start, end), lower case, without parameters. */
export function mediaTypeIn(bytes: Uint8Array, start: number, end: number): string {
  let type = '';
  for (let at = valueAt(bytes, start, end); at < end && type.length < 80; at++) {
    const byte = bytes[at] as number;
    if (byte === SEMICOLON || isBlank(byte)) break;
    type += String.fromCharCode(byte);
  }
  return type.toLowerCase();
}

function valueAt(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== COLON) at++;
  return skipSpace(bytes, at + 1, end);
}
