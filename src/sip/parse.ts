import { readBody } from './body.ts';
import { CR, decimal, LF } from './bytes.ts';
import { checkMessage } from './checks/check-message.ts';
import { headerOf } from './fields.ts';
import { findHeaderLines, type HeaderLines, headerFields } from './header-fields.ts';
import type { Body, HeaderField, SipMessage, Span } from './message.ts';
import { messageText } from './message-text.ts';
import { parseStartLine } from './parse-start-line.ts';
import { MessageProblems } from './problems.ts';

/**
 * Parses one message in full: any bytes, in one linear pass, without throwing. Spans are byte offsets in `bytes`. What is
 * wrong is told in `problems`; faults inside of a session description are told by `parseSdp`.
 */
export function parseMessage(bytes: Uint8Array): SipMessage {
  const problems = new MessageProblems();
  const read = withLineFeeds(bytes, problems);
  const end = bytes.length;
  const { line, next } = parseStartLine(read, skipLineEnds(read), end, problems);
  const lines = findHeaderLines(read, next, end);
  const headers = headerFields(read, lines, messageText(read, next, lines.end), problems);
  checkSectionEnd(read, lines, problems);
  const { body, surplus } = bodyAndSurplus(read, lines.bodyStart, headers, problems);
  const headersSpan = { start: next, end: lines.end };
  const message = { bytes, startLine: line, headers, headersSpan, body, surplus, problems: problems.list };
  checkMessage(message, problems);
  problems.list.sort((a, b) => a.span.start - b.span.start);
  return message;
}

/** RFC 3261 §7.5: line ends before a start line are keepalives. */
function skipLineEnds(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === CR || bytes[at] === LF) at++;
  return at;
}

/** The same bytes, or a copy in which LF stands for CR when the lines of a message end in CR alone. Offsets stay. */
function withLineFeeds(bytes: Uint8Array, problems: MessageProblems): Uint8Array {
  const first = bytes.indexOf(CR);
  if (first < 0 || bytes.includes(LF)) return bytes;
  problems.add('bare-cr', 'The lines end in CR alone instead of CRLF.', first, first + 1);
  return bytes.map((byte) => (byte === CR ? LF : byte));
}

function checkSectionEnd(bytes: Uint8Array, lines: HeaderLines, problems: MessageProblems): void {
  const { bodyStart, end } = lines;
  if (bodyStart >= 0 && bodyStart === end) {
    problems.add('missing-empty-line', 'No empty line stands between the headers and the body.', end, end);
  } else if (bodyStart < 0 && bytes.indexOf(CR) >= 0) {
    problems.add('missing-empty-line', 'The message ends before the empty line that closes the headers.', end, end);
  }
}

function bodyAndSurplus(
  bytes: Uint8Array,
  start: number,
  headers: readonly HeaderField[],
  problems: MessageProblems,
): { body: Body | null; surplus: Span | null } {
  if (start < 0) return { body: null, surplus: null };
  const declared = contentLength(bytes, headers);
  const stop = declared === null ? bytes.length : Math.min(start + declared, bytes.length);
  const type = headerOf({ headers }, 'Content-Type')?.value ?? null;
  return {
    body: stop > start ? readBody(bytes, { start, end: stop }, type, problems) : null,
    surplus: stop < bytes.length ? { start: stop, end: bytes.length } : null,
  };
}

/** The first Content-Length that is a number, null without: as the index takes it. */
function contentLength(bytes: Uint8Array, headers: readonly HeaderField[]): number | null {
  for (const { canonical, valueSpan } of headers) {
    const length = canonical === 'Content-Length' ? decimal(bytes, valueSpan.start, valueSpan.end) : -1;
    if (length >= 0) return length;
  }
  return null;
}
