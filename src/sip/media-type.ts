import { indexIn, skipSpaces, tokenEnd } from './text-scan.ts';
import { type Parameter, parseParameters } from './values.ts';

/** A Content-Type taken apart (RFC 3261 §20.15). */
export interface MediaType {
  /** `application/sdp`: lower case, no parameters; '' when there is none. */
  readonly type: string;
  readonly parameters: readonly Parameter[];
}

/** `multipart/mixed;boundary="a"`: the type without white space in it, and its parameters. */
export function parseMediaType(text: string): MediaType {
  const end = text.length;
  const first = skipSpaces(text, 0, end);
  const stop = tokenEnd(text, first, end);
  const slash = skipSpaces(text, stop, end);
  const second = skipSpaces(text, slash + 1, end);
  const subtype = text[slash] === '/' ? `/${text.slice(second, tokenEnd(text, second, end))}` : '';
  return {
    type: `${text.slice(first, stop)}${subtype}`.toLowerCase(),
    parameters: parseParameters(text, indexIn(text, ';', 0, end), end),
  };
}
