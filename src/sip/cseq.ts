import type { Span } from './message.ts';
import { isSpaceAt, skipSpaces } from './text-scan.ts';

/** A CSeq taken apart (RFC 3261 §20.16). Spans count characters from the start of the text. */
export interface CSeq {
  /** null when there is no number, or one above 2³²-1. */
  readonly sequence: number | null;
  readonly method: string;
  readonly sequenceSpan: Span;
  readonly methodSpan: Span;
}

/** `4711 INVITE`: the sequence number and the method. */
export function parseCSeq(text: string): CSeq {
  let end = 0;
  while (end < text.length && !isSpaceAt(text, end)) end++;
  const start = skipSpaces(text, end, text.length);
  let stop = start;
  while (stop < text.length && !isSpaceAt(text, stop)) stop++;
  return {
    sequence: leadingNumber(text, 0xffffffff),
    method: text.slice(start, stop),
    sequenceSpan: { start: 0, end },
    methodSpan: { start, end: stop },
  };
}

/** Decimal number that a text begins with; null without digits or above `most`. */
export function leadingNumber(text: string, most: number): number | null {
  let value = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    if (value > most) return null;
  }
  return at === 0 ? null : value;
}
