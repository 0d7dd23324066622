import type { Body, HeaderField, Span } from '../../sip/message.ts';
import { parseSipfrag } from '../../sip/sipfrag.ts';
import { redactHeader } from './headers.ts';
import { opaque, type Reading } from './opaque.ts';
import { redactSdp } from './sdp.ts';
import { redactStartLine } from './start-line.ts';

/** Whose bytes are read, and whether bodies of unknown content are shown. */
export interface BodyReading extends Reading {
  readonly bytes: Uint8Array;
  readonly showBodies: boolean;
}

/** Redacts a body by its type; a body of no known type is hidden at the same length. */
export function redactBody(reading: BodyReading, body: Body): void {
  const { type, span, parts } = body;
  if (parts.length > 0) multipart(reading, body);
  else if (isSdp(reading, type, span)) redactSdp(reading, reading.bytes, span);
  else if (type.startsWith('message/sip') || type === 'application/sip') sipfrag(reading, span);
  else if (/dtmf/.test(type)) keyedDigits(reading, span);
  else if (reading.showBodies) opaque(reading, span);
  else reading.later.push(() => nameLegs(reading, span));
}

/** In a body that is hidden, what names another leg becomes the name of that leg: a document about a call tells which. */
function nameLegs({ edits, book }: Reading, { start, end }: Span): void {
  for (const { 0: word, index } of edits.text.slice(start, end).matchAll(/[^\s"',;<>=?&]{10,256}/g)) {
    const callId = book.knownCallId(word);
    if (callId) edits.replace({ start: start + index, end: start + index + word.length }, callId);
  }
}

export function isSdp({ edits }: Reading, type: string, { start }: Span): boolean {
  return type === 'application/sdp' || type.endsWith('sdpfrag') || (type === '' && edits.text.startsWith('v=0', start));
}

/** A Content-Length counts what it names anew; it stays wrong by as much as it was. */
function redactLength({ edits }: Reading, { valueSpan: { start, end } }: HeaderField, counted: Span | null): void {
  const digits = /^\d{1,9}(?!\d)/.exec(edits.text.slice(start, end))?.[0];
  if (digits === undefined || !counted) edits.keep(start, end);
  else {
    const length = { start, end: start + digits.length };
    edits.recount(length, counted, Number(digits) - (counted.end - counted.start));
    edits.keep(length.end, end);
  }
}

/** Parts with their headers; boundaries get another name, and what stands beside the parts is hidden. */
function multipart(reading: BodyReading, { span, parts, parameters }: Body): void {
  const boundary = parameters.get('boundary') ?? '';
  for (const part of parts) {
    for (const field of part.headers) redactField(reading, field, part.span);
    redactBody(reading, part);
  }
  const { edits, book } = reading;
  const delimiter = `--${boundary}`;
  if (boundary === '') return;
  for (let at = span.start; at < span.end; ) {
    const feed = edits.text.indexOf('\n', at);
    const stop = feed < 0 || feed >= span.end ? span.end : feed;
    if (edits.text.startsWith(delimiter, at)) {
      edits.replace({ start: at + 2, end: at + delimiter.length }, book.identifier(boundary));
    }
    at = stop + 1;
  }
}

/** One header field of a message or a part; `counted` is what its Content-Length counts. */
export function redactField(reading: BodyReading, field: HeaderField, counted: Span | null): void {
  if (field.name === '') opaque(reading, field.valueSpan);
  else if (field.canonical === 'Content-Length') {
    reading.edits.keep(field.nameSpan.start, field.nameSpan.end);
    redactLength(reading, field, counted);
  } else if (field.canonical === 'Content-Type') contentType(reading, field);
  else redactHeader(reading, field);
}

/** The type stays; the name of a boundary may name a host. */
function contentType({ edits, book }: Reading, { nameSpan, valueSpan }: HeaderField): void {
  edits.keep(nameSpan.start, nameSpan.end);
  const text = edits.text.slice(valueSpan.start, valueSpan.end);
  const found = /boundary\s*=\s*(?:"([^"]*)"?|([^;\s]+))/i.exec(text);
  const boundary = found?.[1] ?? found?.[2] ?? '';
  const at = valueSpan.start + (found ? found.index + found[0].indexOf(boundary, found[0].indexOf('=')) : text.length);
  if (boundary === '') edits.keep(valueSpan.start, valueSpan.end);
  else {
    edits.keep(valueSpan.start, at);
    edits.replace({ start: at, end: at + boundary.length }, book.identifier(boundary));
    edits.keep(at + boundary.length, valueSpan.end);
  }
}

/** RFC 3420: a beginning of a message. */
function sipfrag(reading: BodyReading, span: Span): void {
  const { startLine, headers } = parseSipfrag(reading.bytes, span);
  redactStartLine(reading, startLine);
  for (const field of headers) redactField(reading, field, null);
}

/** What was keyed was written over; its duration and the names of the lines stay. */
function keyedDigits({ edits }: Reading, { start, end }: Span): void {
  for (const { 0: found, index } of edits.text
    .slice(start, end)
    .matchAll(/^[ \t]*(?:signal(?=\s*[=:])|duration\s*[=:]\s*\d+)/gim)) {
    edits.keep(start + index, start + index + found.length);
  }
}
