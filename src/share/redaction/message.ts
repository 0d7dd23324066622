import { parseMediaType } from '../../sip/media-type.ts';
import type { Body, HeaderField, RequestLine, SipMessage, Span, StatusLine } from '../../sip/message.ts';
import { parseNameAddr } from '../../sip/name-addr.ts';
import { parseMessage } from '../../sip/parse.ts';
import { type BodyReading, isSdp, redactBody, redactField } from './bodies.ts';
import { opaque } from './opaque.ts';
import { redactSdp } from './sdp.ts';
import { redactStartLine } from './start-line.ts';

/** Messages behind the end of a message that are read. */
const DEPTH_LIMIT = 4;

/** Reads the message that begins at byte `start` and notes what is to be replaced in it. Never throws. */
export function redactMessage(reading: BodyReading, start = 0, depth = 0): void {
  const message = parseMessage(reading.bytes.subarray(start));
  const { startLine, headers, headersSpan, body, surplus } = message;
  if (startLine) redactStartLine(reading, movedLine(startLine, start));
  else opaque(reading, moved({ start: 0, end: headersSpan.start }, start));
  const rest = surplus && moved(surplus, start);
  const next = rest !== null && depth < DEPTH_LIMIT && isMessage(reading.bytes.subarray(rest.start));
  noteIncomplete(reading, message);
  const counted = countedBody(message, start, reading.bytes.length, next);
  for (const field of headers) redactField(reading, movedField(field, start), counted);
  const own = body && movedBody(body, start);
  if (rest && !next && isSdp(reading, typeOf(message), { start: own?.span.start ?? rest.start, end: rest.end })) {
    // A Content-Length that is too small cuts a description in two: it is read whole.
    redactSdp(reading, reading.bytes, { start: own?.span.start ?? rest.start, end: rest.end });
    return;
  }
  if (own) redactBody(reading, own);
  if (rest && next) redactMessage(reading, rest.start, depth + 1);
}

/** RFC 3261 §21.4.22: 484, the number of the To is incomplete. */
function noteIncomplete({ book }: BodyReading, { startLine, headers }: SipMessage): void {
  if (startLine?.kind !== 'response' || startLine.status !== 484) return;
  const to = headers.find(({ canonical }) => canonical === 'To');
  const user = to && parseNameAddr(to.value).uri.user;
  if (user) book.incomplete(user);
}

/** Media type of the body, '' when none is declared. */
function typeOf({ body, headers }: SipMessage): string {
  const declared = headers.find(({ canonical }) => canonical === 'Content-Type');
  return body?.type ?? (declared ? parseMediaType(declared.value).type : '');
}

function isMessage(bytes: Uint8Array): boolean {
  return parseMessage(bytes).startLine !== null;
}

/** What Content-Length should count: all behind the headers, a message that follows excepted. */
function countedBody({ body, surplus }: SipMessage, offset: number, end: number, next: boolean): Span | null {
  const first = body?.span.start ?? surplus?.start;
  if (first === undefined) return null;
  return { start: first + offset, end: next && surplus ? surplus.start + offset : end };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function movedLine(line: RequestLine | StatusLine, by: number): RequestLine | StatusLine {
  if (line.kind === 'response') return { ...line, span: moved(line.span, by) };
  return { ...line, span: moved(line.span, by), uriSpan: moved(line.uriSpan, by) };
}

function movedField(field: HeaderField, by: number): HeaderField {
  if (by === 0) return field;
  const { span, nameSpan, valueSpan } = field;
  return { ...field, span: moved(span, by), nameSpan: moved(nameSpan, by), valueSpan: moved(valueSpan, by) };
}

function movedBody(body: Body, by: number): Body {
  if (by === 0) return body;
  return {
    ...body,
    span: moved(body.span, by),
    headers: body.headers.map((field) => movedField(field, by)),
    parts: body.parts.map((part) => movedBody(part, by)),
  };
}
