import { parseAuthentication } from '../digest.ts';
import type { HeaderKind } from '../header-row.ts';
import type { Span } from '../message.ts';
import { type NameAddr, parseNameAddr } from '../name-addr.ts';
import { indexIn, skipSpaces, trimSpaces } from '../text-scan.ts';
import { parseUri, type Uri, unescapeUri } from '../uri.ts';
import { type Parameter, parseParameters } from '../values.ts';
import { parseVia } from '../via.ts';

/** A piece of a value that means something by itself. */
export interface Part {
  /** What people call it: `user`, `host`, `;tag`. The same in every value of its kind. */
  readonly name: string;
  /** Equal for parts that mean the same. */
  readonly key: string;
  /** Characters of the value. */
  readonly span: Span;
}

/** Takes a header value apart into what it means; a value without inner parts is one part. */
export function partsOf(kind: HeaderKind, text: string): Part[] {
  switch (kind) {
    case 'address':
      return addressParts(parseNameAddr(text), text);
    case 'via':
      return viaParts(text);
    case 'cseq':
      return cseqParts(text);
    case 'digest':
      return digestParts(text);
    case 'parameters':
      return parseParameters(text, 0, text.length).map(parameterPart);
    case 'token':
    case 'dialog':
    case 'uri':
    case 'media-type':
    case 'reason':
    case 'number':
      return wordParts(kind, text);
    default:
      return [whole(text)];
  }
}

/** A Request-URI by its parts. */
export function uriParts(text: string): Part[] {
  return partsOfUri(parseUri(text), text);
}

/** A value that is compared as it stands, white space aside. */
export function whole(text: string): Part {
  return { name: '', key: text.replace(/\s+/g, ' ').trim(), span: { start: 0, end: text.length } };
}

function addressParts({ displayName, displaySpan, uri, parameters }: NameAddr, text: string): Part[] {
  const name: Part[] = displaySpan ? [{ name: 'display name', key: displayName ?? '', span: displaySpan }] : [];
  return [...name, ...partsOfUri(uri, text), ...parameters.map(parameterPart)];
}

/** RFC 3261 §19.1.4: scheme, host and parameter names in any case, user as written, escapes undone. */
function partsOfUri(uri: Uri, text: string): Part[] {
  const { scheme, span, userSpan, passwordSpan, hostSpan, portSpan } = uri;
  if (scheme === '' || (userSpan === null && hostSpan === null)) return [part('address', span, uri.text.trim())];
  const parts = [part('scheme', { start: span.start, end: span.start + scheme.length }, scheme)];
  if (userSpan) parts.push(part('user', userSpan, unescapeUri(uri.user ?? '')));
  if (passwordSpan) parts.push(part('password', passwordSpan, unescapeUri(uri.password ?? '')));
  if (hostSpan) parts.push(part('host', hostSpan, uri.host.toLowerCase()));
  if (portSpan) parts.push(part('port', portSpan, text.slice(portSpan.start, portSpan.end).trim()));
  for (const one of uri.parameters) parts.push({ ...parameterPart(one), name: `URI ;${one.name}` });
  for (const one of uri.headers) parts.push({ ...parameterPart(one), name: `URI ?${one.name}` });
  return parts;
}

function viaParts(text: string): Part[] {
  const { transport, transportSpan, host, hostSpan, port, portSpan, parameters } = parseVia(text);
  return [
    part('transport', transportSpan, transport.toUpperCase()),
    part('host', hostSpan, host.toLowerCase()),
    ...(portSpan ? [part('port', portSpan, String(port))] : []),
    ...parameters.map(parameterPart),
  ];
}

function cseqParts(text: string): Part[] {
  const start = skipSpaces(text, 0, text.length);
  let end = start;
  while (end < text.length && text.charCodeAt(end) > 32) end++;
  const method = skipSpaces(text, end, text.length);
  const stop = trimSpaces(text, method, text.length);
  return [
    part('number', { start, end }, String(Number(text.slice(start, end)))),
    ...(stop > method ? [part('method', { start: method, end: stop }, text.slice(method, stop))] : []),
  ];
}

function digestParts(text: string): Part[] {
  const { scheme, schemeSpan, parameters, restSpan } = parseAuthentication(text);
  const first = part('scheme', schemeSpan, scheme.toLowerCase());
  if (parameters.length === 0) return [first, part('credentials', restSpan, text.slice(restSpan.start, restSpan.end))];
  return [first, ...parameters.map((one) => ({ ...parameterPart(one), name: one.name }))];
}

/** What stands before the first semicolon, and parameters. Tokens compare in any case (RFC 3261 §7.3.1). */
function wordParts(kind: HeaderKind, text: string): Part[] {
  const bracket = kind === 'uri' ? indexIn(text, '>', 0, text.length) : 0;
  const semicolon = indexIn(text, ';', bracket < text.length ? bracket : 0, text.length);
  const start = skipSpaces(text, 0, semicolon);
  const span = { start, end: trimSpaces(text, start, semicolon) };
  const word = text.slice(span.start, span.end);
  const key = kind === 'token' || kind === 'media-type' || kind === 'reason' ? word.toLowerCase() : word;
  const isNumber = kind === 'number' && /^\d{1,15}$/.test(word);
  return [
    { name: NAMES.get(kind) ?? '', key: isNumber ? String(Number(word)) : key, span },
    ...parseParameters(text, semicolon, text.length).map(parameterPart),
  ];
}

const NAMES: ReadonlyMap<HeaderKind, string> = new Map<HeaderKind, string>([
  ['dialog', 'Call-ID'],
  ['uri', 'URI'],
  ['media-type', 'type'],
  ['reason', 'protocol'],
]);

/** Names compare in any case, and so do values unless they are quoted (RFC 3261 §7.3.1); tags and branches as written. */
function parameterPart({ name, value, span, valueSpan }: Parameter): Part {
  const exact = name === 'tag' || name === 'branch' || value === null;
  return { name: `;${name}`, key: exact ? (value ?? '') : value.toLowerCase(), span: valueSpan ?? span };
}

function part(name: string, span: Span, key: string): Part {
  return { name, key, span };
}
