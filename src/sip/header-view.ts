import { readBody } from './body.ts';
import { CR, isBlank, LF, SP, skipSpace, trimEnd } from './bytes.ts';
import { findHeaderLines, type HeaderLines } from './header-fields.ts';
import { HeaderLine, headerLine } from './header-line.ts';
import { KnownBytes } from './known-bytes.ts';
import type { Body } from './message.ts';
import { type MessageText, messageText } from './message-text.ts';
import { MessageProblems } from './problems.ts';

/** Start line and header values of one message: what many questions need, at a fraction of what a full parse costs. */
export interface HeaderView {
  /** The start line as written. */
  readonly startLine: string;
  /** Header lines in order. */
  readonly lines: readonly HeaderLine[];
  /** Those of a header by its canonical name. */
  named(this: HeaderView, canonical: string): readonly HeaderLine[];
  /** Values of a header by its canonical name, in order, folding undone; [] when it is absent. */
  all(this: HeaderView, canonical: string): readonly string[];
  /** The first of them, null when it is absent. */
  first(this: HeaderView, canonical: string): string | null;
  /** The empty line that ends the headers is there. */
  readonly complete: boolean;
  /** The body taken apart into its parts; null when there is none. */
  body(this: HeaderView): Body | null;
  /** Proper UTF-8 without control characters, each line a header of its own that ends as it should: what is read is what was written. */
  readonly plain: boolean;
  /** Bytes behind the empty line; -1 without one. */
  readonly bodySize: number;
}

/**
 * Reads the header section of a message; any bytes, in one linear pass.
 * @param known lines of messages of the same call that were read before, which are added to
 */
export function readHeaders(bytes: Uint8Array, known = knownLines()): HeaderView {
  return readPlain(bytes, known) ?? readAny(bytes);
}

/** Header lines that were read, by their bytes. */
export type KnownLines = KnownBytes<HeaderLine>;

export function knownLines(): KnownLines {
  // Branches, tags and numbers stand at the end of a line.
  return new KnownBytes(16);
}

const NO_LINES: readonly HeaderLine[] = [];
const NO_VALUES: readonly string[] = [];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** Header lines taken for plain are at most so many; more are counted by the slow way. */
const MOST_LINES = 1000;

type Section = Pick<HeaderView, 'startLine' | 'lines' | 'complete' | 'plain'>;

class Headers implements HeaderView {
  readonly startLine: string;
  readonly lines: readonly HeaderLine[];
  readonly complete: boolean;
  readonly plain: boolean;
  readonly #bytes: Uint8Array;
  readonly #bodyStart: number;

  constructor(bytes: Uint8Array, bodyStart: number, { startLine, lines, complete, plain }: Section) {
    this.startLine = startLine;
    this.lines = lines;
    this.complete = complete;
    this.plain = plain;
    this.#bytes = bytes;
    this.#bodyStart = bodyStart;
  }

  get bodySize(): number {
    return this.#bodyStart < 0 ? -1 : this.#bytes.length - this.#bodyStart;
  }

  named(canonical: string): readonly HeaderLine[] {
    const { lines } = this;
    return lines.some(({ name }) => name === canonical) ? lines.filter(({ name }) => name === canonical) : NO_LINES;
  }

  first(canonical: string): string | null {
    for (const { name, value } of this.lines) if (name === canonical) return value;
    return null;
  }

  all(canonical: string): readonly string[] {
    const lines = this.named(canonical);
    return lines.length === 0 ? NO_VALUES : lines.map(({ value }) => value);
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

/** The way of nearly all messages: no control characters, CRLF, no folds. null for anything else. */
function readPlain(bytes: Uint8Array, known: KnownLines): HeaderView | null {
  const text = decoder.decode(bytes);
  const read = (start: number, end: number) => plainText(bytes, text, start, end);
  const firstEnd = plainLineEnd(bytes, 0);
  const startLine = firstEnd < 0 ? null : read(0, firstEnd);
  if (startLine === null) return null;
  const lines: HeaderLine[] = [];
  let start = firstEnd + 2;
  while (bytes[start] !== CR) {
    const end = plainLineEnd(bytes, start);
    if (end < 0 || lines.length >= MOST_LINES) return null;
    let line = known.find(bytes, start, end);
    if (!line) {
      line = headerLine(read(start, end) ?? '');
      if (!line) return null;
      known.keep(bytes, start, end, line);
    }
    lines.push(line);
    start = end + 2;
  }
  if (bytes[start + 1] !== LF) return null;
  return new Headers(bytes, start + 2, { startLine: startLine.trim(), lines, complete: true, plain: true });
}

/** Position of the CRLF that ends a line without control characters and without space before or behind it; -1 for any other. */
function plainLineEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] as number) >= 32 && bytes[at] !== 127) at++;
  const isPlain = at > start && bytes[at] === CR && bytes[at + 1] === LF;
  return isPlain && bytes[start] !== SP && bytes[at - 1] !== SP ? at : -1;
}

/** bytes[start, end) as text, null when they are no UTF-8. @param whole all bytes as text, wrong ones as U+FFFD */
function plainText(bytes: Uint8Array, whole: string, start: number, end: number): string | null {
  // As long as the bytes, it has one character for each of them.
  if (whole.length === bytes.length && !whole.includes('\ufffd')) return whole.slice(start, end);
  const own = bytes.subarray(start, end);
  const text = decoder.decode(own);
  return text.includes('\ufffd') && !isUtf8(own) ? null : text;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
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
  const read: HeaderLine[] = [];
  const whole = readLines(bytes, lines, text, read);
  const { bodyStart } = lines;
  const complete = bodyStart > lines.end;
  const plain = whole && complete && isPlain(text.read(0, Math.max(next, lines.end)));
  const startLine = text.read(0, next).trim();
  return new Headers(bytes, bodyStart, { startLine, lines: read, complete, plain });
}

/** A line end, or anything else that is no printable ASCII: a fold, a lone CR or LF, blanks before a line end. */
function isPlain(head: string): boolean {
  return !/[^\x20-\x7e\r\n]|[ \n]\r|\r(?!\n)|(?:^|[^\r])\n|\n[ ]/.test(head);
}

/** Whether every line is a header; those that are none are passed over. */
function readLines(bytes: Uint8Array, lines: HeaderLines, text: MessageText, read: HeaderLine[]): boolean {
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
    const value = text.unfold(skipSpace(bytes, colon + 1, end), trimEnd(bytes, colon + 1, end));
    read.push(new HeaderLine(text.read(start, nameEnd), value));
  }
  return whole;
}
