import type { Body, Span } from '../sip/message.ts';
import { parseSipfrag } from '../sip/sipfrag.ts';
import { headerSecrets } from './header-secrets.ts';
import { note, type Search, type SecretKind } from './secrets.ts';

/** What a line of a session description hides, and behind which words. Lower case. */
const LINES: readonly (readonly [start: string, kind: SecretKind])[] = [
  ['a=ice-pwd:', 'ICE password'],
  // RFC 4567 §3.1: MIKEY and the like.
  ['a=key-mgmt:', 'media key'],
  // RFC 8827 §7.4: an assertion by an identity provider.
  ['a=identity:', 'signature'],
  // RFC 4566 §5.12: obsolete, seen nevertheless.
  ['k=', 'media key'],
];
const CRYPTO = 'a=crypto:';
const INLINE = 'inline:';
/** Media types whose body is digits: application/dtmf-relay, audio/telephone-event, application/vnd.nortelnetworks.digits. */
const DIGITS = /dtmf|telephone-event|digits/;
/** The first line of dtmf-relay, where no type says so. */
const SIGNAL = /^\s*signal\s*=/i;

/** Notes the secrets in a body and its parts, those in lines excepted. Spans of the body count from `offset`. */
export function bodySecrets(search: Search, body: Body, offset: number): void {
  headerSecrets(search, body.headers, offset);
  for (const part of body.parts) bodySecrets(search, part, offset);
  if (body.parts.length > 0) return;
  const span = { start: body.span.start + offset, end: body.span.end + offset };
  if (DIGITS.test(body.type) || SIGNAL.test(search.text.slice(span.start, Math.min(span.end, span.start + 40)))) {
    digits(search, span);
  }
  if (body.type.startsWith('message/sip') || body.type === 'application/sip') {
    headerSecrets(search, parseSipfrag(search.bytes, span).headers, 0);
  }
  if (body.type.endsWith('xml')) digitAttributes(search, span);
}

/** Notes the secrets in lines as session descriptions have them, whatever type the body says that it has. */
export function lineSecrets(search: Search, span: Span): void {
  for (const line of linesIn(search.text, span)) sdpLine(search, line);
}

function* linesIn(text: string, { start, end }: Span): Generator<Span> {
  for (let at = start; at < end; ) {
    let stop = at;
    while (stop < end && text[stop] !== '\n' && text[stop] !== '\r') stop++;
    if (stop > at) yield { start: at, end: stop };
    at = stop + 1;
  }
}

function sdpLine(search: Search, { start, end }: Span): void {
  const line = search.text.slice(start, end).toLowerCase();
  if (line.startsWith(CRYPTO)) {
    crypto(search, line, start);
    return;
  }
  for (const [word, kind] of LINES) {
    if (!line.startsWith(word)) continue;
    const separator = word === 'k=' ? line.indexOf(':') : word === 'a=key-mgmt:' ? line.indexOf(' ', word.length) : -1;
    note(search, kind, start + (separator < 0 ? word.length : separator + 1), end);
  }
}

/** RFC 4568 §9.1: key parameters `inline:key|lifetime|MKI`, several with semicolons between. */
function crypto(search: Search, line: string, offset: number): void {
  for (let at = line.indexOf(INLINE); at >= 0; at = line.indexOf(INLINE, at + 1)) {
    const start = at + INLINE.length;
    let stop = start;
    while (stop < line.length && !' \t|;'.includes(line[stop] as string)) stop++;
    note(search, 'media key', offset + start, offset + stop);
  }
}

/** What is behind the first `=` or `:` of each line, or the line; how long a key was pressed tells nothing. */
function digits(search: Search, span: Span): void {
  for (const { start, end } of linesIn(search.text, span)) {
    const line = search.text.slice(start, end);
    if (/^\s*duration\s*[=:]/i.test(line)) continue;
    const separator = line.search(/[=:]/);
    note(search, 'keyed digits', start + separator + 1, end);
  }
}

/** `digits="1234"` of KPML (RFC 4730 §5.4) and of media control documents. */
function digitAttributes(search: Search, span: Span): void {
  const text = search.text.slice(span.start, span.end);
  for (const { index, 0: name } of text.matchAll(/\bdigits\s{0,8}=\s{0,8}["']/gi)) {
    const start = index + name.length;
    const close = text.indexOf(name.at(-1) as string, start);
    note(search, 'keyed digits', span.start + start, span.start + (close < 0 ? text.length : close));
  }
}
