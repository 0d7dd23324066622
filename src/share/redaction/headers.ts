import { parseAuthentication } from '../../sip/digest.ts';
import type { Header, HeaderKind } from '../../sip/header-row.ts';
import { knownHeader } from '../../sip/headers.ts';
import type { HeaderField, Span } from '../../sip/message.ts';
import { findOutside, indexIn, isTokenText, skipSpaces, trimSpaces } from '../../sip/text-scan.ts';
import { parseParameters, splitList } from '../../sip/values.ts';
import { parseVia, splitVias } from '../../sip/via.ts';
import { opaque, type Reading } from './opaque.ts';
import { redactPassport } from './passport.ts';
import { keepName, keepPort, redactAddress, redactParameter, redactUri, unquoted } from './uris.ts';
import { isVocabulary } from './vocabulary.ts';

type Redactor = (reading: Reading, span: Span, header: Header) => void;

/** Headers that are built in a way of their own. */
const BY_NAME = new Map<string, Redactor>([
  ['Session-ID', sessionId],
  ['Identity', identity],
  ['User-Agent', product],
  ['Server', product],
  ['User-to-User', userToUser],
  ['Authentication-Info', (reading, span) => digest(reading, span, 'Digest ')],
  // Compared as a whole where legs are joined (sip/join-headers.ts).
  ...['Cisco-Guid', 'X-UCID', 'X-Genesys-CallUUID', 'X-BroadWorks-Correlation-Info'].map((name): [string, Redactor] => [
    name,
    whole,
  ]),
]);

const BY_KIND: { readonly [K in HeaderKind]: Redactor } = {
  address: addresses,
  uri: addresses,
  via: vias,
  cseq: keep,
  'call-id': callIds,
  dialog,
  token,
  parameters: (reading, span) => parameters(reading, span.start - 1, span.end),
  number: token,
  date: keep,
  digest: (reading, span) => digest(reading, span, ''),
  reason,
  warning,
  'media-type': token,
  text: opaque,
};

/** Redacts one header field, as its row of the table of headers says; of one that is not known all is hidden. */
export function redactHeader(reading: Reading, { name, nameSpan, valueSpan }: HeaderField): void {
  const header = knownHeader(name);
  if (isTokenText(name)) reading.edits.keep(nameSpan.start, nameSpan.end);
  else opaque(reading, nameSpan);
  if (!header) opaque(reading, valueSpan);
  else (BY_NAME.get(header.name) ?? redactorOf(header))(reading, valueSpan, header);
}

function redactorOf({ kind, redaction }: Header): Redactor {
  if (redaction === 'keep') return kind === 'reason' ? reason : keep;
  // What is dropped was written over already; parameters of credentials stay as far as they are open.
  return redaction === 'drop' && kind !== 'digest' ? () => undefined : BY_KIND[kind];
}

function keep({ edits }: Reading, { start, end }: Span): void {
  edits.keep(start, end);
}

function addresses(reading: Reading, { start, end }: Span, { multiple }: Header): void {
  const items = multiple ? splitList(reading.edits.text, start, end) : [{ start, end }];
  for (const item of items) redactAddress(reading, item.start, item.end);
}

/** What may be shown before the host of a Via. */
const PROTOCOL = /^SIP\s*\/\s*2\.0\s*\/\s*(?:(?:TLS-SCTP|TLS-TCP|DTLS-UDP|UDP|TCP|TLS|SCTP|WSS|WS)(?![\w-]))?/i;

function vias(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  for (const item of splitVias(edits.text.slice(start, end))) {
    const via = parseVia(edits.text, start + item.start, start + item.end);
    const shown =
      via.span.start + (PROTOCOL.exec(edits.text.slice(via.span.start, via.transportSpan.end))?.[0].length ?? 0);
    edits.keep(via.span.start, shown);
    opaque(reading, { start: shown, end: via.transportSpan.end });
    edits.replace(via.hostSpan, book.host(via.host));
    if (via.portSpan) keepPort(reading, via.portSpan);
    for (const parameter of via.parameters) redactParameter(reading, parameter);
  }
}

function callIds({ edits, book }: Reading, { start, end }: Span, { multiple }: Header): void {
  const items = multiple ? splitList(edits.text, start, end) : [{ start, end }];
  for (const item of items) edits.replace(item, book.callId(edits.text.slice(item.start, item.end)));
}

/** RFC 3891 §6.1: Call-ID and tags. */
function dialog(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  const semicolon = findOutside(edits.text, start, end, ';');
  const stop = trimSpaces(edits.text, start, semicolon);
  edits.replace({ start, end: stop }, book.callId(edits.text.slice(start, stop)));
  parameters(reading, semicolon, end);
}

/** Tokens with parameters: a token is shown when it belongs to the protocol. */
function token(reading: Reading, { start, end }: Span): void {
  const { edits } = reading;
  for (const item of splitList(edits.text, start, end)) {
    const semicolon = findOutside(edits.text, item.start, item.end, ';');
    opaque(reading, { start: item.start, end: trimSpaces(edits.text, item.start, semicolon) });
    parameters(reading, semicolon, item.end);
  }
}

/** Parameters that begin with the separator at `at`; several lists of them with commas between. */
function parameters(reading: Reading, at: number, end: number): void {
  const { text } = reading.edits;
  for (let start = at; start < end; ) {
    const comma = findOutside(text, start + 1, end, ',');
    for (const parameter of parseParameters(text, start, comma)) redactParameter(reading, parameter);
    start = comma;
  }
}

const SCHEME = /^(?:Digest|Basic|Bearer|NTLM|Kerberos|TLS-DSK)$/i;
const SHOWN = new Set('algorithm qop nc stale charset userhash'.split(' '));

/** Challenges and credentials (RFC 7616 §3.3); answers were written over already. */
function digest(reading: Reading, { start, end }: Span, scheme: string): void {
  const { edits, book } = reading;
  const from = start - scheme.length;
  const { parameters: list, schemeSpan } = parseAuthentication(scheme + edits.text.slice(start, end));
  if (scheme === '' && SCHEME.test(edits.text.slice(start, start + schemeSpan.end)))
    edits.keep(start, start + schemeSpan.end);
  for (const { name, nameSpan, valueSpan } of list) {
    keepName(reading, { start: from + nameSpan.start, end: from + nameSpan.end });
    if (!valueSpan) continue;
    const span = unquoted(edits.text, { start: from + valueSpan.start, end: from + valueSpan.end });
    const value = edits.text.slice(span.start, span.end);
    if (SHOWN.has(name)) edits.keep(span.start, span.end);
    else if (name === 'username') loginName(reading, span);
    else if (name === 'realm') edits.replace(span, realmOf(reading, value));
    else if (name === 'nonce' || name === 'nextnonce' || name === 'opaque') edits.replace(span, book.nonce(value));
    else if (name === 'uri') redactUri(reading, span.start, span.end);
    else if (name === 'domain') opaque(reading, span);
  }
}

/** `alice`, or `alice@example.com`. */
function loginName({ edits, book }: Reading, { start, end }: Span): void {
  const at = edits.text.slice(start, end).lastIndexOf('@');
  const stop = at > 0 ? start + at : end;
  edits.replace({ start, end: stop }, book.user(edits.text.slice(start, stop)));
  if (stop < end) edits.replace({ start: stop + 1, end }, book.host(edits.text.slice(stop + 1, end)));
}

function realmOf({ book }: Reading, realm: string): () => string {
  if (isVocabulary(realm)) return () => realm;
  return /^[^\s.]+(\.[^\s.]+)+$/.test(realm) ? book.host(realm) : book.identifier(realm);
}

/** RFC 3326: protocol and cause stay, of the text what is common English. */
function reason(reading: Reading, { start, end }: Span): void {
  const { edits } = reading;
  for (const item of splitList(edits.text, start, end)) {
    const semicolon = indexIn(edits.text, ';', item.start, item.end);
    opaque(reading, { start: item.start, end: trimSpaces(edits.text, item.start, semicolon) });
    for (const parameter of parseParameters(edits.text, semicolon, item.end)) {
      const { name, valueSpan } = parameter;
      if (name !== 'text' || !valueSpan) redactParameter(reading, parameter);
      else {
        edits.keep(parameter.nameSpan.start, parameter.nameSpan.end);
        opaque(reading, unquoted(edits.text, valueSpan));
      }
    }
  }
}

/** RFC 3261 §20.43: code, agent, text. */
function warning(reading: Reading, { start, end }: Span): void {
  const { edits } = reading;
  for (const item of splitList(edits.text, start, end)) {
    const code = /^\d{3}\b/.test(edits.text.slice(item.start, item.end)) ? item.start + 3 : item.start;
    edits.keep(item.start, code);
    const agent = skipSpaces(edits.text, code, item.end);
    const quote = indexIn(edits.text, '"', agent, item.end);
    opaque(reading, { start: agent, end: trimSpaces(edits.text, agent, quote) });
    opaque(reading, unquoted(edits.text, { start: quote, end: item.end }));
  }
}

function product({ edits, book, showProducts }: Reading, span: Span): void {
  if (showProducts) edits.keep(span.start, span.end);
  else edits.replace(span, book.product(edits.text.slice(span.start, span.end)));
}

function whole({ edits, book }: Reading, span: Span): void {
  const text = edits.text.slice(span.start, span.end);
  edits.replace(span, book.known(text) ?? book.identifier(text));
}

/** RFC 7989: `local;remote=remote`. */
function sessionId(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  for (const { 0: word, index } of edits.text.slice(start, end).matchAll(/[^\s;=,]+/g)) {
    const span = { start: start + index, end: start + index + word.length };
    if (/^[0-9a-f-]{16,40}$/i.test(word)) edits.replace(span, book.hex(word));
    else opaque(reading, span);
  }
}

/** Avaya's UCID: the tag 00FA08 and eight octets, among others, in hexadecimal. */
function userToUser(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  const semicolon = indexIn(edits.text, ';', start, end);
  const text = edits.text.slice(start, semicolon);
  const found = /00fa08([0-9a-f]{16})/i.exec(text);
  if (found && found.index % 2 === 0 && found[1] !== undefined) {
    const key = book.hex(found[1]);
    const front = '0'.repeat(found.index);
    const back = '0'.repeat(text.length - found.index - found[0].length);
    edits.replace({ start, end: semicolon }, () => `${front}00FA08${key()}${back}`);
  } else opaque(reading, { start, end: semicolon });
  parameters(reading, semicolon, end);
}

/** RFC 8224 §4.1: `header.payload.signature;info=…`: the signature is never kept; equal ones are told by equal names. */
function identity(reading: Reading, { start, end }: Span): void {
  const { edits, book, original } = reading;
  for (const item of splitList(edits.text, start, end)) {
    const semicolon = findOutside(edits.text, item.start, item.end, ';');
    const stop = trimSpaces(edits.text, item.start, semicolon);
    const text = original.slice(item.start, stop);
    const whole = unquoted(original, { start: item.start, end: stop });
    const passport = text.startsWith('"') ? null : redactPassport(book, text);
    if (passport) edits.replace({ start: item.start, end: stop }, passport);
    else edits.replace(whole, book.identifier(original.slice(whole.start, whole.end)));
    parameters(reading, semicolon, item.end);
  }
}
