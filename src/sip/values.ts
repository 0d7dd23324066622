import type { Span } from './message.ts';
import { afterQuoted, findOutside, isSpaceAt, skipSpaces, trimSpaces, unquote } from './text-scan.ts';

/** `name`, `name=value` or `name="value"`: a header parameter, a URI parameter or a header in a URI. */
export interface Parameter {
  /** In lower case: names compare so (RFC 3261 §7.3.1). */
  readonly name: string;
  /** Without quotes and backslashes; null when there is no equals sign. */
  readonly value: string | null;
  readonly span: Span;
  readonly nameSpan: Span;
  /** With quotes as written. */
  readonly valueSpan: Span | null;
}

/** Value of the first parameter of that name (lower case) that has one; null without. */
export function parameterValue(parameters: readonly Parameter[], name: string): string | null {
  return parameters.find((parameter) => parameter.name === name && parameter.value !== null)?.value ?? null;
}

/** Whether a parameter of that name (lower case) is there, with or without a value. */
export function hasParameter(parameters: readonly Parameter[], name: string): boolean {
  return parameters.some((parameter) => parameter.name === name);
}

/**
 * Elements of a comma-separated list (RFC 3261 §7.3.1), commas in quoted strings and angle brackets left alone. Empty
 * elements are kept, as empty spans. Spans count characters from the start of `text`, white space trimmed.
 */
export function splitList(text: string, start = 0, end = text.length): Span[] {
  const items: Span[] = [];
  for (let at = start; ; ) {
    const comma = findOutside(text, at, end, ',');
    const first = skipSpaces(text, at, comma);
    items.push({ start: first, end: trimSpaces(text, first, comma) });
    if (comma >= end) return items;
    at = comma + 1;
  }
}

/** Parameters in [at, end), where `at` stands on the first semicolon (or at `end`). Empty ones are kept, without a name. */
export function parseParameters(text: string, at: number, end: number): Parameter[] {
  const parameters: Parameter[] = [];
  while (at < end) {
    const stop = findOutside(text, at + 1, end, ';');
    parameters.push(parameterIn(text, at + 1, stop));
    at = stop;
  }
  return parameters;
}

/** Comma-separated parameters, as in a challenge: `realm="a", nonce="b"` (RFC 3261 §20.27). */
export function parseCommaParameters(text: string, at: number, end: number): Parameter[] {
  return splitList(text, at, end).map((item) => parameterIn(text, item.start, item.end));
}

/** The one parameter in [start, end). */
function parameterIn(text: string, start: number, end: number): Parameter {
  const first = skipSpaces(text, start, end);
  const last = trimSpaces(text, first, end);
  let equals = first;
  while (equals < last && text[equals] !== '=') equals++;
  const nameSpan = { start: first, end: trimSpaces(text, first, equals) };
  const name = text.slice(nameSpan.start, nameSpan.end).toLowerCase();
  const span = { start: first, end: last };
  if (equals >= last) return { name, value: null, span, nameSpan, valueSpan: null };
  const value = skipSpaces(text, equals + 1, last);
  const valueSpan = { start: value, end: valueEnd(text, value, last) };
  return { name, value: unquote(text, valueSpan.start, valueSpan.end), span, nameSpan, valueSpan };
}

/** End of a parameter value: behind the closing quote, or before a separator or white space. */
function valueEnd(text: string, at: number, end: number): number {
  if (text[at] === '"') return afterQuoted(text, at, end);
  while (at < end && text[at] !== ';' && text[at] !== ',' && !isSpaceAt(text, at)) at++;
  return at;
}
