import { COLON, CR, isBlank, LF, skipSpace, trimEnd } from './bytes.ts';
import { canonicalName } from './headers.ts';
import type { HeaderField } from './message.ts';
import type { MessageText } from './message-text.ts';
import type { MessageProblems } from './problems.ts';
import { isSdpStart } from './scan.ts';
import { isTokenText } from './text-scan.ts';

/** Header fields of one message that are taken apart; what follows them is kept as one nameless field. */
const FIELD_LIMIT = 10_000;

/** Where the lines of a header section stand. */
export interface HeaderLines {
  /** Start, colon (-1 without) and end of each field, three numbers a field; folded lines belong to their field. */
  readonly at: readonly number[];
  /** Behind the last field. */
  readonly end: number;
  /** First byte of the body: behind the empty line, or the `v=0` that came without one; -1 when the bytes end before it. */
  readonly bodyStart: number;
}

/** Finds the fields in bytes[start, end), as sip/scan.ts does. */
export function findHeaderLines(bytes: Uint8Array, start: number, end: number): HeaderLines {
  const lines: number[] = [];
  let at = start;
  while (at < end) {
    const first = bytes[at];
    if (first === LF) return { at: lines, end: at, bodyStart: at + 1 };
    if (first === CR && (bytes[at + 1] === LF || at + 1 >= end)) {
      return { at: lines, end: at, bodyStart: Math.min(end, at + 2) };
    }
    let colon = -1;
    let stop = at;
    for (; stop < end; stop++) {
      const byte = bytes[stop];
      if (byte === COLON && colon < 0) colon = stop;
      else if (byte === LF && !(stop + 1 < end && isBlank(bytes[stop + 1]))) break;
    }
    if (colon < 0 && isSdpStart(bytes, at)) return { at: lines, end: at, bodyStart: at };
    if (lines.length >= 3 * FIELD_LIMIT) colon = -1;
    if (lines.length > 3 * FIELD_LIMIT) lines[lines.length - 1] = stop;
    else lines.push(at, colon, stop);
    at = stop + 1;
  }
  return { at: lines, end: Math.min(at, end), bodyStart: -1 };
}

/** Makes fields of lines. A line that is none is kept as a field without a name, and told as a problem. */
export function headerFields(
  bytes: Uint8Array,
  lines: HeaderLines,
  text: MessageText,
  problems: MessageProblems,
): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let i = 0; i < lines.at.length; i += 3) {
    const start = lines.at[i] as number;
    const colon = lines.at[i + 1] as number;
    const stop = lines.at[i + 2] as number;
    fields.push(
      colon <= start || isBlank(bytes[start])
        ? nameless(bytes, start, stop, text)
        : field(bytes, start, colon, stop, text),
    );
    checkName(fields[i / 3] as HeaderField, i / 3, problems);
  }
  return fields;
}

function field(bytes: Uint8Array, start: number, colon: number, stop: number, text: MessageText): HeaderField {
  let nameEnd = colon;
  while (nameEnd > start && isBlank(bytes[nameEnd - 1])) nameEnd--;
  const valueStart = skipSpace(bytes, colon + 1, stop);
  const valueEnd = trimEnd(bytes, valueStart, stop);
  const end = Math.max(colon + 1, trimEnd(bytes, start, stop));
  const name = text.read(start, nameEnd);
  return {
    name,
    canonical: canonicalName(name),
    value: text.unfold(valueStart, valueEnd),
    span: { start, end },
    nameSpan: { start, end: nameEnd },
    valueSpan: valueStart < valueEnd ? { start: valueStart, end: valueEnd } : { start: colon + 1, end: colon + 1 },
  };
}

function nameless(bytes: Uint8Array, start: number, stop: number, text: MessageText): HeaderField {
  const first = skipSpace(bytes, start, stop);
  const span = { start: first, end: trimEnd(bytes, first, stop) };
  const value = text.unfold(span.start, span.end);
  return { name: '', canonical: '', value, span, nameSpan: { start: first, end: first }, valueSpan: span };
}

function checkName(field: HeaderField, position: number, problems: MessageProblems): void {
  const { start, end } = field.span;
  if (position >= FIELD_LIMIT) {
    problems.add('too-many-headers', `Only the first ${FIELD_LIMIT} headers are taken apart.`, start, end);
  } else if (field.name !== '') {
    if (isTokenText(field.name)) return;
    const { nameSpan } = field;
    problems.add(
      'bad-header-name',
      'A header name may hold no blanks and no special characters.',
      nameSpan.start,
      nameSpan.end,
    );
  } else if (field.value.startsWith(':'))
    problems.add('empty-header-name', 'This header has no name before its colon.', start, end);
  else
    problems.add(
      'header-without-colon',
      'This line among the headers is no header: it has no name and colon.',
      start,
      end,
    );
}
