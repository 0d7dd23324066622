import { lengthFault } from '../body-length.ts';
import { CR, decimal, LF } from '../bytes.ts';
import { headerOf } from '../fields.ts';
import type { HeaderField, SipMessage } from '../message.ts';
import type { MessageProblems } from '../problems.ts';
import { emptyStartLine, readStartLine } from '../start-line.ts';
import type { Via } from '../via.ts';

/** Whether Content-Length and Content-Type agree with the body (RFC 3261 §18.3, §20.14, §20.15). */
export function checkLength(message: SipMessage, via: Via | null, problems: MessageProblems): void {
  const { body, surplus } = message;
  const field = headerOf(message, 'Content-Length');
  if (field) checkDeclared(message, field, problems);
  else if (message.startLine && isStream(via)) {
    const { end } = message.headersSpan;
    problems.add('missing-content-length', 'Over a stream such as TCP every message needs a Content-Length.', end, end);
  }
  if (
    body &&
    !headerOf(message, 'Content-Type') &&
    (field || !isBlankText(message.bytes, body.span.start, body.span.end))
  ) {
    const { start, end } = body.span;
    problems.add('missing-content-type', 'The message has a body but no Content-Type.', start, surplus ? start : end);
  }
}

/** RFC 3261 §18.3: message ends in a stream are told by Content-Length; RFC 7118 §5: a WebSocket frames by itself. */
function isStream(via: Via | null): boolean {
  return /^(TCP|TLS)$/i.test(via?.transport ?? '');
}

function checkDeclared(message: SipMessage, field: HeaderField, problems: MessageProblems): void {
  const { start, end } = field.valueSpan;
  const declared = decimal(message.bytes, start, end);
  if (declared < 0 || !/^\d+$/.test(field.value)) {
    problems.add('bad-content-length', 'The Content-Length is no number of bytes.', start, end);
    return;
  }
  const { bytes, body, surplus } = message;
  const bodyStart = body?.span.start ?? surplus?.start ?? bytes.length;
  const fault = lengthFault(bytes, bodyStart, bytes.length, declared);
  const there = bytes.length - bodyStart;
  if (fault < 0) {
    const text = `Content-Length says ${declared} bytes, but ${there === 0 ? 'none' : `only ${there}`} follow.`;
    problems.add('content-length-too-large', text, start, end);
  } else if (fault > 0 && surplus && !isMessage(bytes, surplus.start)) {
    const text = `Content-Length says ${declared} bytes, but ${there} follow: a receiver ignores the rest.`;
    problems.add('content-length-too-small', text, surplus.start, surplus.end);
  }
}

/** Whether another message begins at `at`, line ends before it aside: its bytes are no part of this one's body. */
function isMessage(bytes: Uint8Array, at: number): boolean {
  while (bytes[at] === CR || bytes[at] === LF) at++;
  return readStartLine(bytes, at, bytes.length, emptyStartLine());
}

function isBlankText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) > 32) return false;
  return true;
}
