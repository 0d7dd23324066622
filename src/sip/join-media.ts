import { CR, EQUALS, LF, nextLine, spells } from './bytes.ts';
import { isNil, NO_SPAN, type Span } from './join-spans.ts';
import { ICE, type KeyTable, MEDIA, ORIGIN } from './key-table.ts';

/** What SIPp writes into every scenario that does not say otherwise. */
const SIPP_SESSION = '53655765 2353687637 ';
/** A session id of fewer digits was not drawn at random (RFC 8866 §5.2 asks for a time stamp). */
const LEAST_SESSION_ID = 6;

/** Keeps the o= line, address and port of the first media line, and ICE credentials of the SDP in bytes[start, end). */
export function keepMedia(bytes: Uint8Array, start: number, end: number, row: number, keys: KeyTable): void {
  let connection = NO_SPAN;
  let port = NO_SPAN;
  let fragment = NO_SPAN;
  let password = NO_SPAN;
  for (let at = start; at < end; at = nextLine(bytes, at, end)) {
    if (bytes[at + 1] !== EQUALS) continue;
    const type = bytes[at];
    if (type === 111) {
      const stop = lineStop(bytes, at, end);
      if (singlesOut(bytes, at + 2, stop)) keys.add(row, ORIGIN, bytes, at + 2, stop);
    } else if (type === 99 && connection === NO_SPAN) connection = [at + 2, lineStop(bytes, at, end)];
    else if (type === 109 && port === NO_SPAN) port = portSpan(bytes, at + 2, end);
    else if (type !== 97) continue;
    else if (fragment === NO_SPAN && spells(bytes, at, end, 'a=ice-ufrag:'))
      fragment = [at + 12, lineStop(bytes, at, end)];
    else if (password === NO_SPAN && spells(bytes, at, end, 'a=ice-pwd:'))
      password = [at + 10, lineStop(bytes, at, end)];
  }
  if (isSocket(bytes, connection, port)) keepPair(bytes, connection, port, row, MEDIA, keys);
  if (fragment !== NO_SPAN && password !== NO_SPAN) keepPair(bytes, fragment, password, row, ICE, keys);
}

/** Keeps address and port of the first media line of the SDP in bytes[start, end), as MEDIA has them. */
export function keepSocket(
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
  kind: number,
  keys: KeyTable,
): void {
  let connection = NO_SPAN;
  let port = NO_SPAN;
  for (let at = start; at >= 0 && at < end; at = nextLine(bytes, at, end)) {
    if (bytes[at + 1] !== EQUALS) continue;
    if (bytes[at] === 99 && connection === NO_SPAN) connection = [at + 2, lineStop(bytes, at, end)];
    else if (bytes[at] === 109 && port === NO_SPAN) port = portSpan(bytes, at + 2, end);
  }
  if (isSocket(bytes, connection, port)) keepPair(bytes, connection, port, row, kind, keys);
}

/** Whether an o= line has a session id that somebody drew: not `o=- 0 0 IN IP4 …`, not the one of all SIPp scenarios. */
function singlesOut(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] !== 32) at++;
  let stop = at + 1;
  while (stop < end && bytes[stop] !== 32) stop++;
  if (stop - at - 1 < LEAST_SESSION_ID || isNil(bytes, at + 1, stop)) return false;
  return !spells(bytes, at + 1, end, SIPP_SESSION);
}

function lineStop(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** Port of `audio 49170 RTP/AVP 0`. */
function portSpan(bytes: Uint8Array, at: number, end: number): Span {
  const stop = lineStop(bytes, at, end);
  while (at < stop && bytes[at] !== 32) at++;
  const from = at + 1;
  let to = from;
  while (to < stop && bytes[to] !== 32) to++;
  return to > from ? [from, to] : NO_SPAN;
}

/** Port 0 refuses the stream, and port 9 or no address leave it to ICE (RFC 8839 §4.2.1.2): those are nobody's sockets. */
function isSocket(bytes: Uint8Array, connection: Span, port: Span): boolean {
  if (connection === NO_SPAN || port === NO_SPAN) return false;
  const [from, to] = port;
  if (to - from === 1 && (bytes[from] === 48 || bytes[from] === 57)) return false;
  const [start, end] = connection;
  return !spells(bytes, start, end, 'in ip4 0.0.0.0') && !(spells(bytes, start, end, 'in ip6 ::') && end - start === 9);
}

let pair = new Uint8Array(256);

function keepPair(bytes: Uint8Array, a: Span, b: Span, row: number, kind: number, keys: KeyTable): void {
  const first = a[1] - a[0];
  const length = first + 1 + b[1] - b[0];
  if (length > pair.length) pair = new Uint8Array(length * 2);
  for (let i = 0; i < first; i++) pair[i] = bytes[a[0] + i] as number;
  pair[first] = 32;
  for (let i = first + 1; i < length; i++) pair[i] = bytes[b[0] + i - first - 1] as number;
  keys.add(row, kind, pair, 0, length);
}
