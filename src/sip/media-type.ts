import { indexIn, skipSpaces, trimSpaces } from './text-scan.ts';
import { type Parameter, parseParameters } from './values.ts';

/** A Content-Type taken apart (RFC 3261 §20.15). */
export interface MediaType {
  /** `application/sdp`: lower case, no parameters. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
}

/** `multipart/mixed;boundary="a"`: the type without white space in it, and its parameters. */
export function parseMediaType(text: string): MediaType {
  const semicolon = indexIn(text, ';', 0, text.length);
  const first = skipSpaces(text, 0, semicolon);
  const type = text.slice(first, trimSpaces(text, first, semicolon)).toLowerCase();
  return { type: type.replace(/[ \t\r\n]/g, ''), parameters: parseParameters(text, semicolon, text.length) };
}
