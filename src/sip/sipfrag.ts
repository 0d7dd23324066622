import { findHeaderLines, headerFields } from './header-fields.ts';
import type { SipMessage, Span } from './message.ts';
import { messageText } from './message-text.ts';
import { parseStartLine } from './parse-start-line.ts';
import { MessageProblems } from './problems.ts';

/** What a message/sipfrag body may hold (RFC 3420): any beginning of a message, the start line or some headers alone. */
export type SipFragment = Pick<SipMessage, 'startLine' | 'headers' | 'headersSpan' | 'problems'>;

/** Reads the fragment in `span` of `bytes`; spans are offsets in `bytes`. Nothing is asked of it but to be readable. */
export function parseSipfrag(bytes: Uint8Array, { start, end }: Span): SipFragment {
  const problems = new MessageProblems();
  const { line, next } = parseStartLine(bytes, start, end, problems);
  const lines = findHeaderLines(bytes, next, end);
  const headers = headerFields(bytes, lines, messageText(bytes, next, lines.end), problems);
  return {
    startLine: line,
    headers,
    headersSpan: { start: next, end: lines.end },
    // RFC 3420 §2: the start line may be absent.
    problems: problems.list.filter(({ code }) => code !== 'missing-start-line'),
  };
}
