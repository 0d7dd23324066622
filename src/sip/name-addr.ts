import type { Span } from './message.ts';
import { afterQuoted, closeQuoted, findOutside, indexIn, skipSpaces, trimSpaces, unquote } from './text-scan.ts';
import { parseUri, type Uri } from './uri.ts';
import { type Parameter, parseParameters, splitList } from './values.ts';

/**
 * `"Alice" <sip:alice@example.org>;tag=1` (name-addr) or `sip:alice@example.org;tag=1` (addr-spec), RFC 3261 §20.10.
 * Spans count characters from the start of the text that was parsed.
 */
export interface NameAddr {
  /** Display name without quotes and backslashes; null when there is none. */
  readonly displayName: string | null;
  /** With quotes as written. */
  readonly displaySpan: Span | null;
  readonly uri: Uri;
  /** Header parameters: what follows the address. */
  readonly parameters: readonly Parameter[];
  /** The tag of a From or To, quotes and all, as the message index keeps it; null without. */
  readonly tag: string | null;
  readonly tagSpan: Span | null;
  /** All of it, parameters included. */
  readonly span: Span;
  /** The address alone, without header parameters. */
  readonly addressSpan: Span;
  readonly bracketed: boolean;
  /** Whether the angle bracket and every quoted string that opens also closes. */
  readonly closed: boolean;
}

/** Takes the one address in text[start, end) apart. */
export function parseNameAddr(text: string, start = 0, end = text.length): NameAddr {
  const first = skipSpaces(text, start, end);
  const last = trimSpaces(text, first, end);
  const semicolon = findOutside(text, first, last, ';');
  const addressSpan = { start: first, end: trimSpaces(text, first, semicolon) };
  const bracket = openBracket(text, first, semicolon);
  const bracketed = bracket >= 0;
  const uriEnd = bracketed ? indexIn(text, '>', bracket, last) : addressSpan.end;
  const displayEnd = trimSpaces(text, first, Math.max(first, bracket));
  const parameters = parseParameters(text, semicolon, last);
  const tagSpan = parameters.find(({ name, value }) => name === 'tag' && value !== null)?.valueSpan ?? null;
  return {
    displayName: displayEnd > first ? unquote(text, first, displayEnd) : null,
    displaySpan: displayEnd > first ? { start: first, end: displayEnd } : null,
    uri: parseUri(text, bracketed ? bracket + 1 : first, uriEnd),
    parameters,
    tag: tagSpan && text.slice(tagSpan.start, tagSpan.end),
    tagSpan,
    span: { start: first, end: last },
    addressSpan,
    bracketed,
    closed:
      (!bracketed || uriEnd < last) &&
      quotesClose(text, first, bracketed ? bracket : semicolon) &&
      quotesClose(text, semicolon, last),
  };
}

/** All addresses of a list such as Contact, Route or P-Asserted-Identity. */
export function parseNameAddrs(text: string): NameAddr[] {
  return splitList(text).map((item) => parseNameAddr(text, item.start, item.end));
}

/** Position of the `<` in [start, end) that stands outside quoted strings; -1 without. */
function openBracket(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    if (text[i] === '<') return i;
    if (text[i] === '"') i = afterQuoted(text, i, end) - 1;
  }
  return -1;
}

function quotesClose(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (text[i] !== '"') continue;
    const close = closeQuoted(text, i, end);
    if (close < 0) return false;
    i = close - 1;
  }
  return true;
}
