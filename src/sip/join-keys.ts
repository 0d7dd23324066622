import {
  COLON,
  COMMA,
  CR,
  EQUALS,
  isBlank,
  isSpace,
  LEFT_ANGLE,
  LF,
  nextLine,
  QUOTE,
  RIGHT_ANGLE,
  SEMICOLON,
  skipSpace,
  spells,
  trimEnd,
} from './bytes.ts';
import {
  CALLED,
  CALLING,
  CHARGING,
  ICE,
  IDENTITY,
  type KeyTable,
  LOWER_BRANCH,
  MEDIA,
  NAMED_DIALOG,
  ORIGIN,
  REDIRECTED,
  REFERRED,
  SESSION_LOCAL,
  SESSION_REMOTE,
  TARGET,
  TOKEN,
  VENDOR,
} from './key-table.ts';
import { NameTable } from './name-table.ts';
import type { Scan } from './scan.ts';

/** Shorter values tell nothing apart. */
const LEAST_TOKEN = 10;
const MOST_TOKENS = 64;

type Reader = (bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable) => void;

/** Headers that carry no key and no other leg's Call-ID; all unnamed ones are searched for tokens. */
const QUIET = `from f to t call-id i cseq contact m route record-route max-forwards content-length l content-type c content-encoding
  e content-disposition content-language allow allow-events u supported k require proxy-require accept accept-encoding
  accept-language user-agent server date expires min-se session-expires x authorization proxy-authorization www-authenticate
  proxy-authenticate authentication-info in-reply-to subject s timestamp warning mime-version organization priority privacy
  p-early-media p-access-network-info p-preferred-identity remote-party-id geolocation call-info alert-info reason rack rseq
  event o subscription-state retry-after path service-route reply-to error-info unsupported`;

const HEADERS = new NameTable<Reader | null>([
  ...QUIET.split(/\s+/).map((name) => [name, null] as const),
  ['session-id', sessionId],
  [
    'p-charging-vector',
    (bytes, start, end, row, keys) => parameter(bytes, start, end, 'icid-value', row, CHARGING, keys),
  ],
  ['identity', (bytes, start, end, row, keys) => keys.add(row, IDENTITY, bytes, start, end)],
  ['y', (bytes, start, end, row, keys) => keys.add(row, IDENTITY, bytes, start, end)],
  ...['cisco-guid', 'x-ucid', 'x-genesys-calluuid', 'x-broadworks-correlation-info'].map(
    (name) => [name, vendor] as const,
  ),
  ['user-to-user', userToUser],
  ...['replaces', 'join', 'target-dialog'].map((name) => [name, namedDialog] as const),
  ['refer-to', referTo],
  ['r', referTo],
  ['p-asserted-identity', (bytes, start, end, row, keys) => user(bytes, start, end, row, CALLING, keys)],
  ['via', lowerBranches],
  ['v', lowerBranches],
]);

const decoder = new TextDecoder('latin1');

/** Keeps the keys of a request that forms a dialog, of a REFER, or of a redirect: bytes[start, end) scanned already. */
export function collectJoinKeys(bytes: Uint8Array, end: number, row: number, scan: Scan, keys: KeyTable): void {
  const headersEnd = scan.bodyStart < 0 ? end : scan.bodyStart;
  if (scan.line.status) {
    if (scan.contactStart >= 0) userAtHost(bytes, scan.contactStart, scan.contactEnd, row, REDIRECTED, keys);
    return;
  }
  userAtHost(bytes, scan.line.uriStart, scan.line.uriEnd, row, TARGET, keys);
  user(bytes, scan.line.uriStart, scan.line.uriEnd, row, CALLED, keys);
  if (scan.toStart >= 0) user(bytes, scan.toStart, scan.toEnd, row, CALLED, keys);
  if (scan.fromStart >= 0) user(bytes, scan.fromStart, scan.fromEnd, row, CALLING, keys);
  let at = scan.line.next;
  while (at < headersEnd) {
    const stop = fieldEnd(bytes, at, headersEnd);
    field(bytes, at, stop, row, keys);
    at = stop + 1;
  }
  if (scan.bodyStart >= 0 && end - scan.bodyStart > 3) media(bytes, scan.bodyStart, end, row, keys);
}

/** Position of the LF that ends the field at `at`, folded lines included. */
function fieldEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end && !(bytes[stop] === LF && !isBlank(bytes[stop + 1]))) stop++;
  return stop;
}

function field(bytes: Uint8Array, at: number, stop: number, row: number, keys: KeyTable): void {
  let colon = at;
  while (colon < stop && bytes[colon] !== COLON && colon - at < 64) colon++;
  if (bytes[colon] !== COLON) return;
  const reader = HEADERS.find(bytes, at, trimEnd(bytes, at, colon));
  if (reader === null) return;
  const start = skipSpace(bytes, colon + 1, stop);
  const end = trimEnd(bytes, start, stop);
  if (reader) reader(bytes, start, end, row, keys);
  else tokens(bytes, start, end, row, keys);
}

/** RFC 7989: `local;remote=remote`, 32 hexadecimal digits each; nil joins nothing. */
function sessionId(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  const local = wordEnd(bytes, start, end);
  if (!isNil(bytes, start, local)) keys.add(row, SESSION_LOCAL, bytes, start, local);
  const [from, to] = parameterSpan(bytes, local, end, 'remote');
  if (from >= 0 && !isNil(bytes, from, to)) keys.add(row, SESSION_REMOTE, bytes, from, to);
}

/** Nothing but zeros, blanks and separators. */
function isNil(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte !== 48 && byte !== 45 && byte > 32) return false;
  }
  return true;
}

function vendor(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  if (end - start >= 8 && !isNil(bytes, start, end)) keys.add(row, VENDOR, bytes, start, end);
}

/** Avaya's UCID inside User-to-User: the tag 00FA08 and eight octets, in hexadecimal. */
function userToUser(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  for (let i = start; i + 22 <= end; i++) {
    if (!spells(bytes, i, end, '00fa08')) continue;
    if (!isNil(bytes, i + 6, i + 22)) keys.add(row, VENDOR, bytes, i + 6, i + 22);
    return;
  }
}

function namedDialog(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  keys.add(row, NAMED_DIALOG, bytes, start, wordEnd(bytes, start, end));
}

/** `<sip:carol@host?Replaces=call-id%3Bto-tag%3D…>` (RFC 3891, escaped as RFC 3261 §19.1.1 asks). */
function referTo(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  userAtHost(bytes, start, end, row, REFERRED, keys);
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 2000)));
  const replaces = /[?&]replaces=([^&>]+)/i.exec(text)?.[1];
  if (replaces === undefined) return;
  const callId = new TextEncoder().encode(unescapeUri(replaces).split(';', 1)[0]);
  keys.add(row, NAMED_DIALOG, callId, 0, callId.length);
}

function unescapeUri(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function lowerBranches(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  for (let i = start; i + 7 < end; i++) {
    if (bytes[i] !== SEMICOLON || !spells(bytes, i + 1, end, 'branch=')) continue;
    keys.add(row, LOWER_BRANCH, bytes, i + 8, wordEnd(bytes, i + 8, end));
  }
}

function tokens(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  let left = MOST_TOKENS;
  for (let at = start; at < end && left > 0; left--) {
    while (at < end && isTokenBreak(bytes[at] as number)) at++;
    const from = at;
    while (at < end && !isTokenBreak(bytes[at] as number)) at++;
    if (at - from >= LEAST_TOKEN) keys.add(row, TOKEN, bytes, from, at);
  }
}

/** Call-IDs hold `@ . - _ : +` and more; these end one: white space and `" , ; < > = ? &`. */
function isTokenBreak(byte: number): boolean {
  return (
    byte <= 32 ||
    byte === QUOTE ||
    byte === COMMA ||
    byte === SEMICOLON ||
    byte === LEFT_ANGLE ||
    byte === RIGHT_ANGLE ||
    byte === EQUALS ||
    byte === 63 ||
    byte === 38
  );
}

function parameter(
  bytes: Uint8Array,
  start: number,
  end: number,
  name: string,
  row: number,
  kind: number,
  keys: KeyTable,
): void {
  let [from, to] = spells(bytes, start, end, `${name}=`)
    ? [start + name.length + 1, wordEnd(bytes, start + name.length + 1, end)]
    : parameterSpan(bytes, start, end, name);
  if (bytes[from] === QUOTE) {
    from++;
    if (bytes[to - 1] === QUOTE) to--;
  }
  if (from >= 0 && !isNil(bytes, from, to)) keys.add(row, kind, bytes, from, to);
}

/** Span of the value of `;name=value`; [-1, -1] without. */
function parameterSpan(bytes: Uint8Array, start: number, end: number, name: string): [number, number] {
  for (let i = start; i < end; i++) {
    if (bytes[i] !== SEMICOLON) continue;
    const at = skipSpace(bytes, i + 1, end);
    if (!spells(bytes, at, end, name) || bytes[at + name.length] !== EQUALS) continue;
    const from = at + name.length + 1;
    return [from, wordEnd(bytes, from, end)];
  }
  return [-1, -1];
}

function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== COMMA && !isSpace(bytes[at])) at++;
  return at;
}

/** Span of the user part of the first SIP, SIPS or TEL URI in bytes[start, end); [-1, -1] without. */
function userSpan(bytes: Uint8Array, start: number, end: number): [number, number] {
  for (let i = start; i < end; i++) {
    if (bytes[i] !== COLON) continue;
    const isTel = i - start >= 3 && spells(bytes, i - 3, i, 'tel');
    const isSip =
      (i - start >= 3 && spells(bytes, i - 3, i, 'sip')) || (i - start >= 4 && spells(bytes, i - 4, i, 'sips'));
    if (!isTel && !isSip) continue;
    let stop = i + 1;
    while (stop < end && !isUserEnd(bytes[stop] as number)) stop++;
    return isTel || bytes[stop] === 64 || bytes[stop] === SEMICOLON || bytes[stop] === COLON ? [i + 1, stop] : [-1, -1];
  }
  return [-1, -1];
}

function isUserEnd(byte: number): boolean {
  return byte === 64 || byte === SEMICOLON || byte === COLON || byte === RIGHT_ANGLE || byte === 63 || byte <= 32;
}

/** Last seven digits of a number, so that +49…, 0049… and 0… meet; another user part whole. */
function user(bytes: Uint8Array, start: number, end: number, row: number, kind: number, keys: KeyTable): void {
  const [from, to] = userSpan(bytes, start, end);
  if (from < 0 || to <= from) return;
  let digits = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte >= 48 && byte <= 57) digits++;
    else if (byte !== 43 && byte !== 45 && byte !== 46) digits = Number.NaN;
  }
  if (digits > 7) lastDigits(bytes, from, to, row, kind, keys);
  else keys.add(row, kind, bytes, from, to);
}

const lastSeven = new Uint8Array(7);

function lastDigits(bytes: Uint8Array, from: number, to: number, row: number, kind: number, keys: KeyTable): void {
  let at = 7;
  for (let i = to - 1; i >= from && at > 0; i--) {
    const byte = bytes[i] as number;
    if (byte >= 48 && byte <= 57) lastSeven[--at] = byte;
  }
  keys.add(row, kind, lastSeven, 0, 7);
}

/** user@host[:port] of the first URI. */
function userAtHost(bytes: Uint8Array, start: number, end: number, row: number, kind: number, keys: KeyTable): void {
  const [from] = userSpan(bytes, start, end);
  if (from < 0) return;
  let stop = from;
  while (
    stop < end &&
    bytes[stop] !== SEMICOLON &&
    bytes[stop] !== RIGHT_ANGLE &&
    bytes[stop] !== 63 &&
    (bytes[stop] as number) > 32
  )
    stop++;
  keys.add(row, kind, bytes, from, stop);
}

/** o= line, address and port of the first media line, ICE credentials of an SDP. */
function media(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  let connection: [number, number] | null = null;
  let port: [number, number] | null = null;
  let ufrag: [number, number] | null = null;
  for (let at = start; at < end; at = nextLine(bytes, at, end)) {
    if (bytes[at + 1] !== EQUALS) continue;
    const stop = lineStop(bytes, at, end);
    if (bytes[at] === 111) keys.add(row, ORIGIN, bytes, at + 2, stop);
    else if (bytes[at] === 99) connection ??= [at + 2, stop];
    else if (bytes[at] === 109) port ??= portSpan(bytes, at + 2, stop);
    else if (spells(bytes, at, stop, 'a=ice-ufrag:')) ufrag ??= [at + 12, stop];
  }
  if (connection && port) addPair(bytes, connection, port, row, MEDIA, keys);
  if (ufrag) keys.add(row, ICE, bytes, ufrag[0], ufrag[1]);
}

function lineStop(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

function portSpan(bytes: Uint8Array, at: number, end: number): [number, number] {
  while (at < end && bytes[at] !== 32) at++;
  const from = at + 1;
  let to = from;
  while (to < end && bytes[to] !== 32) to++;
  return [from, to];
}

function addPair(
  bytes: Uint8Array,
  a: [number, number],
  b: [number, number],
  row: number,
  kind: number,
  keys: KeyTable,
): void {
  const pair = new Uint8Array(a[1] - a[0] + 1 + b[1] - b[0]);
  pair.set(bytes.subarray(a[0], a[1]));
  pair[a[1] - a[0]] = 32;
  pair.set(bytes.subarray(b[0], b[1]), a[1] - a[0] + 1);
  keys.add(row, kind, pair, 0, pair.length);
}
