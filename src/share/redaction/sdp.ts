import { parseAddress } from '../../base/address.ts';
import type { Span } from '../../sip/message.ts';
import { MessageProblems } from '../../sip/problems.ts';
import { sdpLines } from '../../sip/sdp-lines.ts';
import type { SdpLine } from '../../sip/sdp-types.ts';
import type { Book, Later } from './book.ts';
import { opaque, type Reading } from './opaque.ts';
import { isVocabulary } from './vocabulary.ts';

/** Lines that tell of the media alone (RFC 8866 §5). */
const KEPT_LINES = new Set(['v', 'b', 't', 'r', 'z', 'm']);
/** Attributes whose values do. */
const KEPT_ATTRIBUTES = new Set(
  `rtpmap fmtp ptime maxptime rtcp-mux rtcp-fb setup mid group extmap rtcp-rsize ice-lite ice-options end-of-candidates
  curr des conf silencesupp connection framesize imageattr framerate quality lang sdplang orient accept-types accept-wrapped-types
  max-size bundle-only simulcast rid sctp-port max-message-size sctpmap content tcap acap pcfg acfg csup creq rtcp-xr maxprate
  msid-semantic t38faxversion t38maxbitrate t38faxfillbitremoval t38faxtranscodingmmr t38faxtranscodingjbig t38faxratemanagement
  t38faxmaxbuffer t38faxmaxdatagram t38faxudpec t38faxmaxifp t38vendorinfo sendrecv sendonly recvonly inactive type charset
  key-mgmt ice-pacing ice-mismatch floorctrl confid userid floorid gpmd`.split(/\s+/),
);
/** SIPp writes these into every scenario: nobody's (sip/join-media.ts). */
const SIPP_SESSION = ['53655765', '2353687637'];
/** A session id of fewer digits was not drawn at random. */
const LEAST_SESSION_ID = 6;

/** Redacts a session description in `span` of `bytes`; keys and passwords were written over already. */
export function redactSdp(reading: Reading, bytes: Uint8Array, span: Span): void {
  for (const line of sdpLines(bytes, span, new MessageProblems())) redactLine(reading, line);
}

function redactLine(reading: Reading, { type, span, valueSpan }: SdpLine): void {
  const { edits } = reading;
  if (type === '') return;
  edits.keep(span.start, valueSpan.start);
  if (KEPT_LINES.has(type)) edits.keep(valueSpan.start, valueSpan.end);
  else if (type === 'o') origin(reading, valueSpan);
  else if (type === 'c') addressWords(reading, valueSpan);
  else if (type === 'a') attribute(reading, valueSpan);
  else if (type !== 'k') opaque(reading, valueSpan);
}

/** Words of a stretch with their places. */
function wordsIn({ edits }: Reading, { start, end }: Span): (Span & { readonly text: string })[] {
  return Array.from(edits.text.slice(start, end).matchAll(/[^ \t\r\n]+/g), ({ 0: text, index }) => ({
    text,
    start: start + index,
    end: start + index + text.length,
  }));
}

/** `alice 2890844526 2890844527 IN IP4 host.example.com`, RFC 8866 §5.2. */
function origin(reading: Reading, span: Span): void {
  const { edits, book } = reading;
  const [user, id, version, ...rest] = wordsIn(reading, span);
  if (user) edits.replace(user, user.text === '-' || isVocabulary(user.text) ? () => user.text : book.user(user.text));
  if (id) edits.replace(id, sessionIdOf(book, id.text));
  if (version) edits.replace(version, versionOf(book, id?.text ?? '', version.text));
  const [first, last] = [rest[0], rest.at(-1)];
  if (first && last) addressWords(reading, { start: first.start, end: last.end });
}

function sessionIdOf(book: Book, id: string): Later {
  if (!/^\d+$/.test(id)) return book.identifier(id);
  return id.length < LEAST_SESSION_ID || SIPP_SESSION.includes(id) ? () => id : book.sessionId(id);
}

/** How much a version was raised shows; where it began does not. */
function versionOf(book: Book, id: string, version: string): Later {
  if (!/^\d{1,40}$/.test(version)) return book.identifier(version);
  if (version.length < LEAST_SESSION_ID || SIPP_SESSION.includes(version)) return () => version;
  return book.version(id, version);
}

/** Every word that is no `IN`, `IP4` or `IP6` is a host, a time to live and count behind a slash perhaps. */
function addressWords(reading: Reading, span: Span): void {
  const { edits, book } = reading;
  for (const { text, start, end } of wordsIn(reading, span)) {
    const slash = text.indexOf('/');
    const host = slash < 0 ? text : text.slice(0, slash);
    if (/^(IN|IP[46]|ATM|NSAP|TN|PSTN)$/i.test(text)) edits.keep(start, end);
    else edits.replace({ start, end: start + host.length }, book.host(host));
    if (slash >= 0 && /^[\d/]+$/.test(text.slice(slash))) edits.keep(start + slash, end);
  }
}

function attribute(reading: Reading, span: Span): void {
  const { edits, book } = reading;
  const text = edits.text.slice(span.start, span.end);
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text : text.slice(0, colon)).toLowerCase();
  const valueStart = span.start + name.length + 1;
  edits.keep(span.start, Math.min(valueStart, span.end));
  if (colon < 0) return;
  const value = { start: valueStart, end: span.end };
  const special = ATTRIBUTES.get(name);
  if (special) special(reading, value);
  else if (name === 'ice-ufrag') edits.replace(value, book.fragment(edits.text.slice(value.start, value.end)));
  else if (KEPT_ATTRIBUTES.has(name)) edits.keep(value.start, value.end);
  else if (name !== 'ice-pwd' && name !== 'identity') opaque(reading, value);
}

const ATTRIBUTES = new Map<string, (reading: Reading, value: Span) => void>([
  ['crypto', crypto],
  ['fingerprint', fingerprint],
  ['candidate', candidate],
  ['remote-candidates', mixed],
  ['rtcp', mixed],
  ['ssrc', ssrc],
]);

/** RFC 4568 §9.1: tag and suite stay, keys are edits of their own. */
function crypto(reading: Reading, value: Span): void {
  const [tag, suite, ...keys] = wordsIn(reading, value);
  for (const word of [tag, suite]) if (word) reading.edits.keep(word.start, word.end);
  for (const { text, start } of keys) {
    for (const { 0: part, index } of text.matchAll(/inline:|\|[^|;]*|[A-Z_]+(=\S*)?$/gi)) {
      reading.edits.keep(start + index, start + index + part.length);
    }
  }
}

/** RFC 8122 §5. */
function fingerprint(reading: Reading, value: Span): void {
  const [hash, ...rest] = wordsIn(reading, value);
  if (hash) reading.edits.keep(hash.start, hash.end);
  for (const word of rest) reading.edits.replace(word, reading.book.hex(word.text));
}

/** RFC 8839 §5.1: `foundation component transport priority address port typ type …`, then names and values. */
function candidate(reading: Reading, value: Span): void {
  const { edits, book } = reading;
  const words = wordsIn(reading, value);
  for (const [i, word] of words.entries()) {
    const before = words[i - 1]?.text.toLowerCase() ?? '';
    if (i === 0) edits.replace(word, book.identifier(word.text));
    else if (i === 4 || (i > 7 && before === 'raddr')) edits.replace(word, book.host(word.text));
    else if (i > 7 && before === 'ufrag') edits.replace(word, book.fragment(word.text));
    else if (i < 8 || i % 2 === 0 || /^\d{1,5}$/.test(word.text) || before === 'tcptype')
      edits.keep(word.start, word.end);
    else opaque(reading, word);
  }
}

/** Numbers stay, addresses do not. */
function mixed(reading: Reading, value: Span): void {
  const { edits, book } = reading;
  for (const word of wordsIn(reading, value)) {
    if (/^\d{1,5}$/.test(word.text) || /^(IN|IP[46])$/i.test(word.text)) edits.keep(word.start, word.end);
    else if (parseAddress(word.text)) edits.replace(word, book.address(word.text));
    else edits.replace(word, book.host(word.text));
  }
}

/** RFC 5576 §4.1: `12345 cname:…`. */
function ssrc(reading: Reading, value: Span): void {
  const [id, ...rest] = wordsIn(reading, value);
  if (id) reading.edits.keep(id.start, id.end);
  const [first, last] = [rest[0], rest.at(-1)];
  if (!first || !last) return;
  const name = first.text.split(':', 1)[0] ?? '';
  reading.edits.keep(first.start, first.start + name.length);
  opaque(reading, { start: first.start + name.length, end: last.end });
}
