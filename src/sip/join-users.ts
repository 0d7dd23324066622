import { COLON, isSpace, RIGHT_ANGLE, SEMICOLON, spells } from './bytes.ts';
import { NO_SPAN, type Span } from './join-spans.ts';
import { CALLED, CALLING, type KeyTable, TARGET } from './key-table.ts';

const AT = 64;
const QUESTION_MARK = 63;
/** Numbers are compared by so many digits at the end, so that +49…, 0049… and 0… meet. */
const DIGITS = 7;

/** Keeps whom bytes[start, end) calls: the user of its first SIP, SIPS or TEL URI, its host where it names no user. */
export function keepCalled(
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
  kind: number,
  keys: KeyTable,
): void {
  const uri = uriStart(bytes, start, end);
  if (uri < 0) return;
  const [from, to] = userSpan(bytes, uri, end);
  if (from >= 0) keepUser(bytes, from, to, row, kind, keys);
  else keys.add(row, kind === CALLED ? TARGET : kind, bytes, uri, hostEnd(bytes, uri, end));
}

/** Keeps the user of the URI in a From, To or P-Asserted-Identity; a party that hides its number is nobody. */
export function keepParty(
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
  kind: number,
  keys: KeyTable,
): void {
  const uri = uriStart(bytes, start, end);
  if (uri < 0) return;
  const [from, to] = userSpan(bytes, uri, end);
  if (from < 0 || (kind === CALLING && isHidden(bytes, from, to))) return;
  keepUser(bytes, from, to, row, kind, keys);
}

/** RFC 3323 §4.1.1.3 and what products write in its place. */
const HIDDEN = ['anonymous', 'restricted', 'unavailable', 'unknown', 'private'];

function isHidden(bytes: Uint8Array, from: number, to: number): boolean {
  for (const name of HIDDEN) if (to - from === name.length && spells(bytes, from, to, name)) return true;
  return false;
}

/** Position behind `sip:`, `sips:` or `tel:`, -1 without. */
function uriStart(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start + 3; i < end; i++) {
    if (bytes[i] !== COLON) continue;
    if (spells(bytes, i - 3, i, 'sip') || spells(bytes, i - 3, i, 'tel')) return i + 1;
    if (i - start >= 4 && spells(bytes, i - 4, i, 'sips')) return i + 1;
  }
  return -1;
}

/** The user part of the URI whose scheme ends at `at`; what a tel URI names is a user. */
function userSpan(bytes: Uint8Array, at: number, end: number): Span {
  let stop = at;
  while (stop < end && !isUserEnd(bytes[stop] as number)) stop++;
  if (stop === at) return NO_SPAN;
  if (bytes[stop] === AT || spells(bytes, at - 4, at, 'tel:')) return [at, stop];
  // Behind a semicolon or a colon there may be parameters of the user or a password, or those of a host without user.
  for (let i = stop; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === AT) return [at, stop];
    if (byte === RIGHT_ANGLE || byte === QUESTION_MARK || isSpace(byte)) break;
  }
  return NO_SPAN;
}

function isUserEnd(byte: number): boolean {
  return (
    byte === AT ||
    byte === SEMICOLON ||
    byte === COLON ||
    byte === RIGHT_ANGLE ||
    byte === QUESTION_MARK ||
    isSpace(byte)
  );
}

function hostEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== SEMICOLON && bytes[at] !== RIGHT_ANGLE && bytes[at] !== QUESTION_MARK) {
    if (isSpace(bytes[at])) break;
    at++;
  }
  return at;
}

const lastDigits = new Uint8Array(DIGITS);

/** Last digits of a long number; another user part whole. */
function keepUser(bytes: Uint8Array, from: number, to: number, row: number, kind: number, keys: KeyTable): void {
  let at = DIGITS;
  let digits = 0;
  for (let i = to - 1; i >= from; i--) {
    const byte = bytes[i] as number;
    if (byte >= 48 && byte <= 57) {
      digits++;
      if (at > 0) lastDigits[--at] = byte;
    } else if (byte !== 43 && byte !== 45 && byte !== 46) {
      digits = 0;
      break;
    }
  }
  if (digits > DIGITS) keys.add(row, kind, lastDigits, 0, DIGITS);
  else keys.add(row, kind, bytes, from, to);
}
