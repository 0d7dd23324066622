import type { Span } from '../../sip/message.ts';
import { parseNameAddr } from '../../sip/name-addr.ts';
import { indexIn } from '../../sip/text-scan.ts';
import { parseUri, unescapeUri } from '../../sip/uri.ts';
import type { Parameter } from '../../sip/values.ts';
import { isNumber } from './numbers.ts';
import { opaque, type Reading } from './opaque.ts';
import { isParameterName, OPEN_PARAMETERS } from './vocabulary.ts';

/** Without its quotation marks. */
export function unquoted(text: string, { start, end }: Span): Span {
  if (text[start] !== '"') return { start, end };
  return { start: start + 1, end: end > start + 1 && text[end - 1] === '"' ? end - 1 : end };
}

/** A URI of any scheme: users, numbers and hosts get pseudonyms, ports and what tells of the protocol stay. */
export function redactUri(reading: Reading, start: number, end: number): void {
  const { edits, book } = reading;
  const { text } = edits;
  const broken = unescapedAt(text, start, end);
  if (broken > 0) {
    redactUri(reading, start, broken);
    opaque(reading, { start: broken, end });
    return;
  }
  const uri = parseUri(text, start, end);
  const { scheme, userSpan, hostSpan, portSpan } = uri;
  if (scheme !== 'sip' && scheme !== 'sips' && scheme !== 'tel') {
    if (text.slice(start, end) === '*') return;
    opaque(reading, { start, end });
    return;
  }
  edits.keep(start, start + scheme.length + 1);
  if (userSpan) redactUser(reading, userSpan);
  if (hostSpan) edits.replace(hostSpan, book.host(text.slice(hostSpan.start, hostSpan.end)));
  if (portSpan) keepPort(reading, portSpan);
  for (const parameter of uri.parameters) redactParameter(reading, parameter);
  for (const header of uri.headers) redactUriHeader(reading, header);
}

/** Where the headers of a URI begin that hold an at sign which should be escaped (RFC 3261 §19.1.1); 0 without. */
function unescapedAt(text: string, start: number, end: number): number {
  const question = indexIn(text, '?', indexIn(text, '@', start, end), end);
  return indexIn(text, '@', question, end) < end ? question : 0;
}

/** A port, and only digits. */
export function keepPort({ edits }: Reading, { start, end }: Span): void {
  if (/^\d{1,5}\s*$/.test(edits.text.slice(start, end))) edits.keep(start, end);
}

/** `49301234567;phone-context=+49`: user or number, then its own parameters (RFC 4694, RFC 3966). */
function redactUser(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  const [user = '', ...parameters] = edits.text.slice(start, end).split(';');
  edits.replace({ start, end: start + user.length }, book.user(user));
  let at = start + user.length;
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    const value = at + 2 + equals;
    at += 1;
    keepName(reading, { start: at, end: at + (equals < 0 ? parameter.length : equals) });
    if (equals >= 0) redactWhole(reading, { start: value, end: at + parameter.length });
    at += parameter.length;
  }
}

/** A value that is one number, else word by word. */
function redactWhole(reading: Reading, span: Span): void {
  const { edits, book } = reading;
  const text = edits.text.slice(span.start, span.end);
  if (isNumber(text)) edits.replace(span, book.user(text));
  else opaque(reading, span);
}

/** A parameter of a URI or a header: its name stays, its value when it tells of the protocol alone. */
export function redactParameter(reading: Reading, { name, nameSpan, valueSpan }: Parameter): void {
  const { edits, book } = reading;
  const { text } = edits;
  keepName(reading, nameSpan);
  if (!valueSpan) return;
  const span = unquoted(text, valueSpan);
  const value = text.slice(span.start, span.end);
  if (name === 'tag' || name === 'to-tag' || name === 'from-tag' || name === 'ftag')
    edits.replace(span, book.tag(value));
  else if (name === 'branch') edits.replace(span, book.branch(value));
  else if (name === 'received' || name === 'maddr') redactHostPort(reading, span);
  else if (OPEN_PARAMETERS.has(name)) keepShort(reading, span);
  else redactWhole(reading, span);
}

/** Name of a parameter, hidden when somebody made it up. */
export function keepName(reading: Reading, { start, end }: Span): void {
  if (isParameterName(reading.edits.text.slice(start, end))) reading.edits.keep(start, end);
  else opaque(reading, { start, end });
}

/** A value that is no longer than the protocol needs; a longer one is not what its name says. */
function keepShort(reading: Reading, span: Span): void {
  if (span.end - span.start <= 200) reading.edits.keep(span.start, span.end);
  else opaque(reading, span);
}

/** `received` of a Via is a host, that of a Contact may be a whole URI. */
function redactHostPort(reading: Reading, span: Span): void {
  const { edits, book } = reading;
  const value = edits.text.slice(span.start, span.end);
  const bracketed = value.startsWith('[') && value.endsWith(']');
  if (/^sips?:/i.test(value)) redactUri(reading, span.start, span.end);
  else if (bracketed) edits.replace({ start: span.start + 1, end: span.end - 1 }, book.host(value.slice(1, -1)));
  else if (/^[^:]*:\d+$/.test(value)) opaque(reading, span);
  else edits.replace(span, book.host(value));
}

/** RFC 3261 §19.1.1: `?Replaces=call-id%3Bto-tag%3D…`. */
function redactUriHeader(reading: Reading, { name, nameSpan, valueSpan }: Parameter): void {
  const { edits } = reading;
  keepName(reading, nameSpan);
  if (!valueSpan) return;
  const value = unescapeUri(edits.text.slice(valueSpan.start, valueSpan.end));
  if (name !== 'replaces' && name !== 'join') {
    opaque(reading, valueSpan);
    return;
  }
  const dialog = dialogText(reading, value);
  edits.replace(valueSpan, () => encodeURIComponent(dialog()));
}

/** A Call-ID and the tags of its dialog, as one text. */
function dialogText({ book }: Reading, value: string): () => string {
  const [callId = '', ...parameters] = value.split(';');
  const id = book.callId(callId.trim());
  const rest = parameters.map((parameter) => {
    const equals = parameter.indexOf('=');
    if (equals < 0) return () => (parameter.trim() === 'early-only' ? parameter : 'x');
    const tag = book.tag(parameter.slice(equals + 1));
    return () => `${/^(to|from)-tag$/i.test(parameter.slice(0, equals)) ? parameter.slice(0, equals) : 'x'}=${tag()}`;
  });
  return () => [id(), ...rest.map((part) => part())].join(';');
}

/** `"Alice" <sip:alice@example.com>;tag=1` in [start, end). */
export function redactAddress(reading: Reading, start: number, end: number): void {
  const { displaySpan, uri, parameters } = parseNameAddr(reading.edits.text, start, end);
  if (displaySpan) redactName(reading, displaySpan);
  redactUri(reading, uri.span.start, uri.span.end);
  for (const parameter of parameters) redactParameter(reading, parameter);
}

/** A display name; of one that should stand in quotes the marks stay that make it wrong (RFC 3261 §25.1, display-name). */
function redactName({ edits, book }: Reading, display: Span): void {
  const { start, end } = unquoted(edits.text, display);
  const name = edits.text.slice(start, end);
  // A quoted string that holds quotation marks, as a table in a file doubles them, is none.
  if (start > display.start && !/(?:^|[^\\])"/.test(name)) edits.replace({ start, end }, book.name(name));
  else {
    for (const { 0: part, index } of name.matchAll(
      /[^\s"(),/:;<=>?@[\\\]{}](?:[^"(),/:;<=>?@[\\\]{}]*[^\s"(),/:;<=>?@[\\\]{}])?/g,
    )) {
      edits.replace({ start: start + index, end: start + index + part.length }, book.name(part));
    }
  }
}
