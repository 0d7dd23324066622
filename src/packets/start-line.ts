import { isText } from './bytes.ts';

const LF = 10;
/** A start line is not looked for in lines longer than this, bytes. */
const LONGEST = 8192;

const TOKEN = new Uint8Array(256);
for (const c of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~") TOKEN[c.charCodeAt(0)] = 1;

/** Whether a message may begin at `at`: `SIP/`, or a method, a space and the letter of a scheme (or its bracket). Cheap. */
export function mayBegin(bytes: Uint8Array, at: number, end: number): boolean {
  let space = at;
  const stop = Math.min(end, at + 33);
  while (space < stop && TOKEN[bytes[space] as number] === 1) space++;
  if (space === at || space + 1 >= end) return false;
  if (bytes[space] === 47) return space - at === 3;
  if (bytes[space] !== 32) return false;
  const next = bytes[space + 1] as number;
  return next === 32 || next === 60 || ((next | 32) >= 97 && (next | 32) <= 122);
}

/** Position of the LF that ends the line at `at`; -1 when there is none near. */
function lineFeed(bytes: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + LONGEST);
  for (let i = at; i < stop; i++) if (bytes[i] === LF) return i;
  return -1;
}

/** Whether a whole line at `at` is a SIP start line: `SIP/2.0 nnn …` or `METHOD uri SIP/2.0`. */
export function isStartLine(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end || TOKEN[bytes[at] as number] !== 1) return false;
  const feed = lineFeed(bytes, at, end);
  if (feed < 0) return false;
  if (isText(bytes, at, feed, 'SIP/2.0 ')) return isStatus(bytes, at + 8, feed);
  let space = at;
  while (space < feed && TOKEN[bytes[space] as number] === 1) space++;
  if (bytes[space] !== 32) return false;
  const last = bytes[feed - 1] === 13 ? feed - 1 : feed;
  return last - 8 > space && isText(bytes, last - 8, last, ' SIP/2.0') && hasScheme(bytes, space, last);
}

/** `scheme:`, or a bracket, behind the space at `at`; keeps prose with SIP/2.0 at its end out. */
function hasScheme(bytes: Uint8Array, at: number, end: number): boolean {
  let i = at;
  while (i < end && bytes[i] === 32) i++;
  if (bytes[i] === 60) return true;
  const start = i;
  while (i < end && i < start + 24 && TOKEN[bytes[i] as number] === 1) i++;
  return i > start && bytes[i] === 58;
}

function isStatus(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at] as number;
  if (end - at < 3 || first < 49 || first > 54) return false;
  return isDigit(bytes[at + 1] as number) && isDigit(bytes[at + 2] as number);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Whether what stands at `at` may become a start line once more bytes come: printable, no line end yet, not too long. */
export function mayBecomeStartLine(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end || end - at > LONGEST || TOKEN[bytes[at] as number] !== 1) return false;
  let i = at;
  while (i < end && TOKEN[bytes[i] as number] === 1) i++;
  if (i === end) return i - at <= 32;
  if (isText(bytes, at, end, 'SIP/')) return lineFeed(bytes, at, end) < 0;
  return bytes[i] === 32 && i - at <= 32 && lineFeed(bytes, i, end) < 0;
}

/** The same for what stands behind a gap: a method nobody knows may be the rest of one that is known. */
export function mayBecomeKnownStartLine(bytes: Uint8Array, at: number, end: number): boolean {
  if (!mayBecomeStartLine(bytes, at, end)) return false;
  const fits = (word: string) => isText(bytes, at, end, word.slice(0, end - at));
  return fits('SIP/2.0 ') || METHODS.some(fits);
}

/**
 * First position at or after `at` where a message begins: a start line with a header line (or nothing yet) behind it, so
 * that the status line in a message/sipfrag body is not taken for one. It stands at `at`, behind a line end, or behind
 * the last line of a body that has no end. -1 without.
 */
export function findStartLine(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; ) {
    // What stands at `at` may be the rest of a line: `NVITE sip:… SIP/2.0` would do for a method nobody knows.
    const found = i > at && isStartLine(bytes, i, end) ? i : knownStartLine(bytes, i, end);
    if (found >= 0 && headerFollows(bytes, found, end)) return found;
    while (i < end && bytes[i] !== LF) i++;
    i++;
  }
  return -1;
}

/** Start line that begins anywhere in the line at `at`: a status line, or a request of known method. */
function knownStartLine(bytes: Uint8Array, at: number, end: number): number {
  const feed = lineFeed(bytes, at, end);
  for (let i = at; i + 12 < feed; i++) {
    const byte = bytes[i] as number;
    if (byte < 65 || byte > 85) continue;
    if (byte === 83 && isText(bytes, i, feed, 'SIP/2.0 ') && isStatus(bytes, i + 8, feed)) return i;
    if (METHODS.some((method) => isText(bytes, i, feed, method)) && isStartLine(bytes, i, end)) return i;
  }
  return -1;
}

/** Those of the IANA registry, with the space behind them. */
const METHODS: readonly string[] = [
  ...['INVITE ', 'ACK ', 'BYE ', 'CANCEL ', 'REGISTER ', 'OPTIONS ', 'PRACK '],
  ...['SUBSCRIBE ', 'NOTIFY ', 'PUBLISH ', 'INFO ', 'REFER ', 'MESSAGE ', 'UPDATE '],
];

function headerFollows(bytes: Uint8Array, at: number, end: number): boolean {
  let i = lineFeed(bytes, at, end) + 1;
  while (i < end && TOKEN[bytes[i] as number] === 1) i++;
  while (i < end && (bytes[i] === 32 || bytes[i] === 9)) i++;
  return i >= end || bytes[i] === 58;
}

/**
 * First position at or after `at` of a start line whose header section holds Via and Call-ID: a
 * message of its own and no quotation. -1 without.
 */
export function findWholeMessage(bytes: Uint8Array, at: number, end: number): number {
  for (let i = findStartLine(bytes, at, end); i >= 0; ) {
    if (hasViaAndCallId(bytes, i, end)) return i;
    const feed = lineFeed(bytes, i, end);
    i = feed < 0 ? -1 : findStartLine(bytes, feed + 1, end);
  }
  return -1;
}

/** Header lines that are looked at; keeps a heap of start lines without headers from costing its square. */
const HEADER_LINES = 100;

function hasViaAndCallId(bytes: Uint8Array, at: number, end: number): boolean {
  let via = false;
  let callId = false;
  let i = lineFeed(bytes, at, end) + 1;
  for (let line = 0; line < HEADER_LINES && i > 0 && i < end; line++) {
    if (bytes[i] === LF || bytes[i] === 13) break;
    const first = (bytes[i] as number) | 32;
    const second = i + 1 < end ? (bytes[i + 1] as number) | 32 : 0;
    const compact = isColonAt(bytes, i + 1, end);
    if (first === 118 && (second === 105 || compact)) via = true;
    else if ((first === 99 && second === 97) || (first === 105 && compact)) callId = true;
    if (via && callId) return true;
    i = lineFeed(bytes, i, end) + 1;
  }
  return false;
}

function isColonAt(bytes: Uint8Array, at: number, end: number): boolean {
  while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at++;
  return bytes[at] === 58 && at < end;
}
