import { readBody } from './body.ts';
import { COLON, CR, isBlank, LF, SP, skipSpace, trimEnd } from './bytes.ts';
import { findHeaderLines, type HeaderLines } from './header-fields.ts';
import { canonicalName, headerNamed } from './headers.ts';
import type { Body } from './message.ts';
import { type MessageText, messageText } from './message-text.ts';
import { MessageProblems } from './problems.ts';

/** Start line and header values of one message: what many questions need, at a fraction of what a full parse costs. */
export interface HeaderView {
  /** The start line as written. */
  readonly startLine: string;
  /** Values of a header by its canonical name, in order, folding undone; [] when it is absent. */
  all(this: HeaderView, canonical: string): readonly string[];
  /** The first of them, null when it is absent. */
  first(this: HeaderView, canonical: string): string | null;
  /** Canonical names in order, one for each header line. */
  readonly names: readonly string[];
  /** The value of a header line, counted as in `names`. */
  value(this: HeaderView, line: number): string;
  /** The empty line that ends the headers is there. */
  readonly complete: boolean;
  /** The body taken apart into its parts; null when there is none. */
  body(this: HeaderView): Body | null;
  /** Proper UTF-8 without control characters, each line a header of its own that ends as it should: what is read is what was written. */
  readonly plain: boolean;
  /** Bytes behind the empty line; -1 without one. */
  readonly bodySize: number;
}

/** Reads the header section of a message; any bytes, in one linear pass. */
export function readHeaders(bytes: Uint8Array): HeaderView {
  return readPlain(bytes) ?? readAny(bytes);
}

const NO_VALUES: readonly string[] = [];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Header lines taken for plain are at most so many; more are counted by the slow way. */
const MOST_LINES = 1000;

/** The lines of a header section, its values made text when they are asked for. */
class Lines implements HeaderView {
  readonly #bytes: Uint8Array;
  /** The header section; null where its characters are not its bytes. */
  readonly #text: string | null;
  readonly #bodyStart: number;
  readonly #values: (string | undefined)[];
  /** Start and end of each value in the bytes. */
  readonly #at: readonly number[];
  readonly names: readonly string[];
  readonly startLine: string;
  readonly complete: boolean;
  readonly plain: boolean;

  constructor(
    bytes: Uint8Array,
    found: {
      readonly startLine: string;
      readonly names: readonly string[];
      readonly text: string | null;
      readonly at: readonly number[];
      readonly values: (string | undefined)[];
      readonly bodyStart: number;
      readonly complete: boolean;
      readonly plain: boolean;
    },
  ) {
    this.#bytes = bytes;
    this.#text = found.text;
    this.#at = found.at;
    this.#values = found.values;
    this.#bodyStart = found.bodyStart;
    this.names = found.names;
    this.startLine = found.startLine;
    this.complete = found.complete;
    this.plain = found.plain;
  }

  get bodySize(): number {
    return this.#bodyStart < 0 ? -1 : this.#bytes.length - this.#bodyStart;
  }

  value(line: number): string {
    this.#values[line] ??= textIn(this.#bytes, this.#text, this.#at[2 * line] ?? 0, this.#at[2 * line + 1] ?? 0);
    return this.#values[line];
  }

  first(canonical: string): string | null {
    const line = this.names.indexOf(canonical);
    return line < 0 ? null : this.value(line);
  }

  all(canonical: string): readonly string[] {
    const { names } = this;
    let line = names.indexOf(canonical);
    if (line < 0) return NO_VALUES;
    const values: string[] = [];
    for (; line >= 0; line = names.indexOf(canonical, line + 1)) values.push(this.value(line));
    return values;
  }

  body(): Body | null {
    const bytes = this.#bytes;
    const start = this.#bodyStart;
    if (start < 0 || start >= bytes.length) return null;
    const length = this.all('Content-Length').find((value) => /^\d{1,10}(?!\d)/.test(value));
    const end = length === undefined ? bytes.length : Math.min(bytes.length, start + Number.parseInt(length, 10));
    if (end <= start) return null;
    return readBody(bytes, { start, end }, this.first('Content-Type'), new MessageProblems());
  }
}

function textIn(bytes: Uint8Array, text: string | null, start: number, end: number): string {
  return text === null ? decoder.decode(bytes.subarray(start, end)) : text.slice(start, end);
}

/** The way of nearly all messages: no control characters, CRLF, no folds. null for anything else. */
function readPlain(bytes: Uint8Array): HeaderView | null {
  const names: string[] = [];
  const at: number[] = [];
  const firstEnd = plainLineEnd(bytes, 0);
  let start = firstEnd + 2;
  for (let end = firstEnd; bytes[start] !== CR; start = end + 2) {
    if (end < 0 || names.length >= MOST_LINES) return null;
    end = plainLineEnd(bytes, start);
    let colon = start;
    while (colon < end && bytes[colon] !== COLON) colon++;
    if (colon >= end || colon === start) return null;
    let nameEnd = colon;
    while (bytes[nameEnd - 1] === SP) nameEnd--;
    let value = colon + 1;
    while (value < end && bytes[value] === SP) value++;
    names.push(headerNamed(bytes, start, nameEnd) ?? canonicalName(decoder.decode(bytes.subarray(start, nameEnd))));
    at.push(value, end);
  }
  if (firstEnd < 0 || bytes[start + 1] !== LF) return null;
  const head = decoder.decode(bytes.subarray(0, start));
  // What is no UTF-8 becomes U+FFFD, and a character beyond ASCII has several bytes.
  if (head.includes('\ufffd') && !isUtf8(bytes, start)) return null;
  const text = head.length === start ? head : null;
  const startLine = textIn(bytes, text, 0, firstEnd).trim();
  return new Lines(bytes, {
    startLine,
    names,
    text,
    at,
    values: [],
    bodyStart: start + 2,
    complete: true,
    plain: true,
  });
}

/** Position of the CRLF that ends a line without control characters and without space before or behind it; -1 for any other. */
function plainLineEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] as number) >= 32 && bytes[at] !== 127) at++;
  const isPlain = at > start && bytes[at] === CR && bytes[at + 1] === LF;
  return isPlain && bytes[start] !== SP && bytes[at - 1] !== SP ? at : -1;
}

function isUtf8(bytes: Uint8Array, end: number): boolean {
  try {
    strict.decode(bytes.subarray(0, end));
    return true;
  } catch {
    return false;
  }
}

function readAny(bytes: Uint8Array): HeaderView {
  const end = bytes.length;
  const feed = bytes.indexOf(LF);
  const next = feed < 0 ? end : feed + 1;
  const lines = findHeaderLines(bytes, next, end);
  const text = messageText(bytes, 0, Math.max(next, lines.end));
  const names: string[] = [];
  const values: string[] = [];
  const whole = readValues(bytes, lines, text, names, values);
  const { bodyStart } = lines;
  const complete = bodyStart > lines.end;
  const plain = whole && complete && isPlain(text.read(0, Math.max(next, lines.end)));
  const startLine = text.read(0, next).trim();
  return new Lines(bytes, { startLine, names, values, text: null, at: [], bodyStart, complete, plain });
}

/** A line end, or anything else that is no printable ASCII: a fold, a lone CR or LF, blanks before a line end. */
function isPlain(head: string): boolean {
  return !/[^\x20-\x7e\r\n]|[ \n]\r|\r(?!\n)|(?:^|[^\r])\n|\n[ ]/.test(head);
}

/** Whether every line is a header; those that are none are passed over. */
function readValues(
  bytes: Uint8Array,
  lines: HeaderLines,
  text: MessageText,
  names: string[],
  values: string[],
): boolean {
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
    const end = lines.at[i + 2] as number;
    names.push(canonicalName(text.read(start, nameEnd)));
    values.push(text.unfold(skipSpace(bytes, colon + 1, end), trimEnd(bytes, colon + 1, end)));
  }
  return whole;
}
