import type { Span } from './message.ts';
import { isSpaceAt, skipSpaces } from './text-scan.ts';
import { type Parameter, parameterValue, parseCommaParameters } from './values.ts';

/** A challenge or credentials (RFC 3261 §20.7, §20.27; RFC 7616). Spans count characters from the start of the text. */
export interface Authentication {
  /** `Digest`, `Basic`, …, as written. */
  readonly scheme: string;
  readonly schemeSpan: Span;
  /** Empty for a scheme whose value is one opaque text, such as Basic. */
  readonly parameters: readonly Parameter[];
  /** What follows the scheme. */
  readonly restSpan: Span;
}

/** `Digest realm="a", nonce="b"`: the value of an Authorization or Authenticate header. */
export function parseAuthentication(text: string): Authentication {
  let end = 0;
  while (end < text.length && !isSpaceAt(text, end)) end++;
  const rest = skipSpaces(text, end, text.length);
  const scheme = text.slice(0, end);
  const isOpaque = rest >= text.length || /^basic$/i.test(scheme);
  return {
    scheme,
    schemeSpan: { start: 0, end },
    parameters: isOpaque ? [] : parseCommaParameters(text, rest, text.length),
    restSpan: { start: rest, end: text.length },
  };
}

/** One of its parameters by its name (lower case), quotes undone; null without. */
export function authenticationParameter(value: Authentication, name: string): string | null {
  return parameterValue(value.parameters, name);
}
