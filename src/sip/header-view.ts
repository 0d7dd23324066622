import { readBody } from './body.ts';
import { isBlank, skipSpace, trimEnd } from './bytes.ts';
import { findHeaderLines, type HeaderLines } from './header-fields.ts';
import { canonicalName } from './headers.ts';
import type { Body } from './message.ts';
import { type MessageText, messageText } from './message-text.ts';
import { MessageProblems } from './problems.ts';

/** Start line and header values of one message: what many questions need, at a fraction of what a full parse costs. */
export interface HeaderView {
  /** The start line as written. */
  readonly startLine: string;
  /** Values of a header by its canonical name, in order, folding undone; [] when it is absent. */
  all(canonical: string): readonly string[];
  /** The empty line that ends the headers is there. */
  readonly complete: boolean;
  /** The body taken apart into its parts; null when there is none. */
  body(): Body | null;
  /** All values by canonical name. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Nothing but ASCII without control characters, each line a header of its own that ends as it should: what is read is what was written. */
  readonly plain: boolean;
  /** Bytes behind the empty line; -1 without one. */
  readonly bodySize: number;
}

/** Reads the header section of a message; any bytes, in one linear pass. */
export function readHeaders(bytes: Uint8Array): HeaderView {
  const end = bytes.length;
  const feed = bytes.indexOf(10);
  const next = feed < 0 ? end : feed + 1;
  const lines = findHeaderLines(bytes, next, end);
  const text = messageText(bytes, 0, Math.max(next, lines.end));
  const values = new Map<string, string[]>();
  const whole = readValues(bytes, lines, text, values);
  const head = text.read(0, Math.max(next, lines.end));
  const all = (canonical: string) => values.get(canonical) ?? [];
  const complete = lines.bodyStart > lines.end;
  return {
    startLine: text.read(0, next).trim(),
    complete,
    all,
    body: () => bodyOf(bytes, lines.bodyStart, all),
    values,
    plain: whole && complete && isPlain(head),
    bodySize: lines.bodyStart < 0 ? -1 : bytes.length - lines.bodyStart,
  };
}

/** A line end, or anything else that is no printable ASCII: a fold, a lone CR or LF, blanks before a line end. */
function isPlain(head: string): boolean {
  return !/[^\x20-\x7e\r\n]|[ \n]\r|\r(?!\n)|(?:^|[^\r])\n|\n[ ]/.test(head);
}

/** Whether every line is a header; those that are none are passed over. */
function readValues(bytes: Uint8Array, lines: HeaderLines, text: MessageText, values: Map<string, string[]>): boolean {
  let whole = true;
  for (let i = 0; i < lines.at.length; i += 3) {
    const start = lines.at[i] as number;
    const colon = lines.at[i + 1] as number;
    let nameEnd = colon;
    while (nameEnd > start && isBlank(bytes[nameEnd - 1])) nameEnd--;
    if (colon <= start || isBlank(bytes[start])) {
      whole = false;
      if (colon < 0 || isBlank(bytes[start])) continue;
    }
    const name = canonicalName(text.read(start, nameEnd));
    const end = lines.at[i + 2] as number;
    const value = text.unfold(skipSpace(bytes, colon + 1, end), trimEnd(bytes, colon + 1, end));
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return whole;
}

function bodyOf(bytes: Uint8Array, start: number, all: HeaderView['all']): Body | null {
  if (start < 0 || start >= bytes.length) return null;
  const length = all('Content-Length').find((value) => /^\d{1,10}(?!\d)/.test(value));
  const end = length === undefined ? bytes.length : Math.min(bytes.length, start + Number.parseInt(length, 10));
  if (end <= start) return null;
  return readBody(bytes, { start, end }, all('Content-Type')[0] ?? null, new MessageProblems());
}
