import type { SipMessage } from '../message.ts';
import type { MessageProblems } from '../problems.ts';
import { parseUri } from '../uri.ts';
import { checkUri } from './check-uri.ts';

/** Version and Request-URI (RFC 3261 §7.1, §8.1.1.1). */
export function checkStartLine({ startLine, bytes }: SipMessage, problems: MessageProblems): void {
  if (!startLine) return;
  const { start, end } = startLine.span;
  if (!/^SIP\/2\.0$/i.test(startLine.version)) {
    problems.add('unknown-version', `${startLine.version} is not SIP/2.0, the only version in use.`, start, end);
  }
  if (startLine.kind === 'response') return;
  const { uriSpan } = startLine;
  if (startLine.uri.startsWith('<')) {
    const text = 'Angle brackets may not enclose a Request-URI.';
    problems.add('request-uri-in-brackets', text, uriSpan.start, uriSpan.end);
    return;
  }
  const raw = new TextDecoder('latin1').decode(bytes.subarray(uriSpan.start, uriSpan.end));
  const uri = parseUri(raw);
  checkUri(uri, uriSpan.start, problems);
  if (uri.headers.length > 0) {
    // RFC 3261 §19.1.1, table 1
    problems.add(
      'request-uri-headers',
      'A Request-URI may carry no headers behind a question mark.',
      uriSpan.start,
      uriSpan.end,
    );
  }
}
