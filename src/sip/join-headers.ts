import { COMMA, EQUALS, LEFT_ANGLE, QUOTE, RIGHT_ANGLE, SEMICOLON, spells } from './bytes.ts';
import { isNil, parameterSpan, wordEnd } from './join-spans.ts';
import { keepCalled, keepParty } from './join-users.ts';
import {
  CALLING,
  CHARGING,
  IDENTITY,
  type KeyTable,
  LOWER_BRANCH,
  NAMED_DIALOG,
  REFERRED,
  SESSION_LOCAL,
  SESSION_REMOTE,
  TOKEN,
  VENDOR,
} from './key-table.ts';
import { NameTable } from './name-table.ts';

/** Keeps the keys of one header value, bytes[start, end). */
export type Reader = (bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable) => void;

/** Shorter values tell nothing apart. */
const LEAST_TOKEN = 10;
const MOST_TOKENS = 64;
/** A vendor's call key is a GUID or a counter with a time. */
const LEAST_KEY = 8;
/** Bytes of a signature that tell it from all others. */
const SIGNATURE = 64;

/** Headers that carry no key and no other leg's Call-ID. */
const QUIET = `from f to t call-id i cseq contact m route record-route max-forwards content-length l content-type c content-encoding
  e content-disposition content-language allow allow-events u supported k require proxy-require accept accept-encoding
  accept-language user-agent server date expires min-se session-expires x authorization proxy-authorization www-authenticate
  proxy-authenticate authentication-info in-reply-to subject s timestamp warning mime-version organization priority privacy
  p-early-media p-access-network-info p-preferred-identity remote-party-id geolocation call-info alert-info reason rack rseq
  event o subscription-state retry-after path service-route reply-to error-info unsupported via v diversion referred-by b
  accept-contact a reject-contact j request-disposition d feature-caps p-charging-function-addresses p-visited-network-id
  p-called-party-id p-asserted-service p-preferred-service security-client security-verify security-server`;

const HEADERS = new NameTable<Reader | null>([
  ...QUIET.split(/\s+/).map((name) => [name, null] as const),
  ['session-id', sessionId],
  ['p-charging-vector', charging],
  ['identity', identity],
  ['y', identity],
  ...['cisco-guid', 'x-ucid', 'x-genesys-calluuid', 'x-broadworks-correlation-info'].map(
    (name) => [name, vendor] as const,
  ),
  ['user-to-user', userToUser],
  ...['replaces', 'join', 'target-dialog'].map((name) => [name, namedDialog] as const),
  ['refer-to', referTo],
  ['r', referTo],
  ['p-asserted-identity', (bytes, start, end, row, keys) => keepParty(bytes, start, end, row, CALLING, keys)],
]);

/** What reads a header by its name in bytes[start, end): null for one that holds no key, `keepTokens` for one not known. */
export function readerOf(bytes: Uint8Array, start: number, end: number): Reader | null {
  const reader = HEADERS.find(bytes, start, end);
  return reader === undefined ? keepTokens : reader;
}

/** RFC 7989: `local;remote=remote`, 32 hexadecimal digits each; nil joins nothing. */
function sessionId(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  const local = wordEnd(bytes, start, end);
  if (!isNil(bytes, start, local)) keys.add(row, SESSION_LOCAL, bytes, start, local);
  const [from, to] = parameterSpan(bytes, local, end, 'remote');
  if (from >= 0 && !isNil(bytes, from, to)) keys.add(row, SESSION_REMOTE, bytes, from, to);
}

function charging(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  const [from, to] = parameterSpan(bytes, start, end, 'icid-value');
  if (from >= 0 && !isNil(bytes, from, to)) keys.add(row, CHARGING, bytes, from, to);
}

/** RFC 8224: what stands before the parameters is signed; the end of the signature tells it from all others. */
function identity(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  const stop = wordEnd(bytes, start, end);
  if (stop - start >= LEAST_KEY) keys.add(row, IDENTITY, bytes, Math.max(start, stop - SIGNATURE), stop);
}

function vendor(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  if (end - start >= LEAST_KEY && !isNil(bytes, start, end)) keys.add(row, VENDOR, bytes, start, end);
}

/** Avaya's UCID inside User-to-User: the tag 00FA08 and eight octets, in hexadecimal. */
function userToUser(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  for (let i = start; i + 22 <= end; i += 2) {
    if (!spells(bytes, i, end, '00fa08')) continue;
    if (!isNil(bytes, i + 6, i + 22)) keys.add(row, VENDOR, bytes, i + 6, i + 22);
    return;
  }
}

/** RFC 3891, RFC 3911, RFC 4538: a Call-ID and the tags of its dialog. */
function namedDialog(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  keys.add(row, NAMED_DIALOG, bytes, start, wordEnd(bytes, start, end));
}

const decoder = new TextDecoder('latin1');
const encoder = new TextEncoder();

/** `<sip:carol@host?Replaces=call-id%3Bto-tag%3D…>` (RFC 3515; escaped as RFC 3261 §19.1.1 asks). */
function referTo(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  keepCalled(bytes, start, end, row, REFERRED, keys);
  const text = decoder.decode(bytes.subarray(start, Math.min(end, start + 2000)));
  const replaces = /[?&]replaces=([^&>]+)/i.exec(text)?.[1];
  if (replaces === undefined) return;
  const callId = encoder.encode(unescapeUri(replaces).split(';', 1)[0]);
  keys.add(row, NAMED_DIALOG, callId, 0, callId.length);
}

function unescapeUri(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Branches of a Via header that RFC 3261 §8.1.1.7 makes unique; the index knows which of them is the top one. */
export function keepBranches(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  for (let i = start; i + 7 < end; i++) {
    if (bytes[i] !== SEMICOLON || !spells(bytes, i + 1, end, 'branch=')) continue;
    const stop = wordEnd(bytes, i + 8, end);
    if (stop - i - 8 >= LEAST_TOKEN && spells(bytes, i + 8, stop, 'z9hg4bk'))
      keys.add(row, LOWER_BRANCH, bytes, i + 8, stop);
  }
}

/** Whatever may be a Call-ID: words of ten characters or more, and the whole value where it is one word with breaks. */
export function keepTokens(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  let left = MOST_TOKENS;
  let words = 0;
  for (let at = start; at < end && left > 0; left--) {
    while (at < end && isTokenBreak(bytes[at] as number)) at++;
    const from = at;
    while (at < end && !isTokenBreak(bytes[at] as number)) at++;
    if (at > from) words++;
    if (at - from >= LEAST_TOKEN) keys.add(row, TOKEN, bytes, from, at);
  }
  const length = end - start;
  const broken = words > 1 || (words === 1 && isTokenBreak(bytes[end - 1] as number));
  if (broken && length >= LEAST_TOKEN && length <= 256 && !hasSpace(bytes, start, end))
    keys.add(row, TOKEN, bytes, start, end);
}

function hasSpace(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] as number) <= 32) return true;
  return false;
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
