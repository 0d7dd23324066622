import { LF, SP, skipSpace, trimEnd } from './bytes.ts';
import type { RequestLine, StatusLine } from './message.ts';
import { type MessageText, messageText } from './message-text.ts';
import type { MessageProblems } from './problems.ts';
import { emptyStartLine, readStartLine, type StartLine } from './start-line.ts';
import { isTokenText } from './text-scan.ts';

/** A start line, or none, and where the header section begins. */
export interface ParsedStartLine {
  readonly line: RequestLine | StatusLine | null;
  readonly next: number;
}

/** Where the line at `start` ends, its white space left out, and where the next begins. */
function lineAt(bytes: Uint8Array, start: number, end: number): { stop: number; next: number } {
  const feed = bytes.indexOf(LF, start);
  const stop = feed < 0 || feed >= end ? end : feed;
  return { stop: trimEnd(bytes, start, stop), next: Math.min(end, stop + 1) };
}

/** Reads the start line in bytes[start, end), RFC 3261 §7.1 and §7.2. A line that is none is a problem, or a header. */
export function parseStartLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  problems: MessageProblems,
): ParsedStartLine {
  const out = emptyStartLine();
  const { stop, next } = lineAt(bytes, start, end);
  const read = messageText(bytes, start, stop);
  if (!readStartLine(bytes, start, end, out)) return notOne(read.read(start, stop), start, stop, next, problems);
  if (!read.isUtf8(start, stop)) problems.add('invalid-utf8', 'The start line is not proper UTF-8.', start, stop);
  const line = out.status > 0 ? statusLine(bytes, start, stop, out, read) : requestLine(start, stop, out, read);
  checkBlanks(bytes, line, start, out, problems);
  return { line, next: out.next };
}

function statusLine(bytes: Uint8Array, start: number, stop: number, out: StartLine, text: MessageText): StatusLine {
  const versionEnd = Math.max(start, bytes.indexOf(SP, start));
  return {
    kind: 'response',
    version: text.read(start, versionEnd),
    status: out.status,
    reason: text.read(out.reasonStart, out.reasonEnd),
    span: { start, end: stop },
  };
}

function requestLine(start: number, stop: number, out: StartLine, text: MessageText): RequestLine {
  return {
    kind: 'request',
    method: text.read(start, out.methodEnd),
    uri: text.read(out.uriStart, out.uriEnd),
    version: text.read(stop - 7, stop),
    span: { start, end: stop },
    uriSpan: { start: out.uriStart, end: out.uriEnd },
  };
}

/** RFC 3261 §7.1: one SP between the elements of a start line, none at its end. */
function checkBlanks(
  bytes: Uint8Array,
  line: RequestLine | StatusLine,
  start: number,
  out: StartLine,
  problems: MessageProblems,
): void {
  const { end } = line.span;
  if (line.kind === 'response') {
    if (bytes[start + 8] === SP)
      problems.add('start-line-blanks', 'Only one blank may stand between the parts of a status line.', start, end);
    return;
  }
  if (out.uriStart > out.methodEnd + 1 || end - 7 > out.uriEnd + 1) {
    problems.add('start-line-blanks', 'Only one blank may stand between method, Request-URI and version.', start, end);
  }
  if (bytes[end] === SP || bytes[end] === 9) {
    problems.add(
      'start-line-trailing-blanks',
      'Blanks follow the version at the end of the request line.',
      end,
      skipSpace(bytes, end, out.next),
    );
  }
}

/** The first line is no start line: says why, and whether it has to be read as a header. */
function notOne(line: string, start: number, stop: number, next: number, problems: MessageProblems): ParsedStartLine {
  const colon = line.indexOf(':');
  if (line === '' || (colon > 0 && isTokenText(line.slice(0, colon).trimEnd()))) {
    problems.add('missing-start-line', 'The message has no request line or status line.', start, start);
    return { line: null, next: start };
  }
  const status = /^SIP\/\d+\.\d+ +(\d+)/i.exec(line);
  if (status)
    problems.add(
      'bad-status-code',
      `${shorten(status[1] ?? '')} is no response code: those are 100 to 699.`,
      start,
      stop,
    );
  else if (/^SIP\//i.test(line))
    problems.add('bad-status-line', 'The status line has no version and three-digit code.', start, stop);
  else problems.add('bad-request-line', 'The request line is not a method, a URI and SIP/2.0.', start, stop);
  return { line: null, next };
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
