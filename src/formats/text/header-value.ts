import { decimal, isBlank, SEMICOLON, skipSpace, spells } from '../../sip/bytes.ts';

/** The media type of nearly all bodies. */
const SDP_TYPE = 'application/sdp';

/** Number that is the header value bytes[start, end), -1 when none is there (people mask it, too). */
export function contentLengthOf(bytes: Uint8Array, start: number, end: number): number {
  return decimal(bytes, skipSpace(bytes, start, end), end);
}

/** Media type of the header value bytes[start, end), lower case, without parameters. */
export function mediaTypeOf(bytes: Uint8Array, start: number, end: number): string {
  let at = skipSpace(bytes, start, end);
  if (spells(bytes, at, end, SDP_TYPE) && (at + SDP_TYPE.length >= end || endsType(bytes[at + SDP_TYPE.length])))
    return SDP_TYPE;
  let type = '';
  for (; at < end && type.length < 80; at++) {
    const byte = bytes[at] as number;
    if (endsType(byte)) break;
    type += String.fromCharCode(byte);
  }
  return type.toLowerCase();
}

function endsType(byte: number | undefined): boolean {
  return byte === SEMICOLON || isBlank(byte);
}
