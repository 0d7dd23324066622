import { COLON, HTAB, SP } from '../../sip/bytes.ts';

/** One or more digits, blanks, or hexadecimal digits behind `0x`. */
const DIGITS = -1;
const BLANKS = -2;
const HEX = -3;
/** Blanks or none: what fills up numbers on their left. */
const FILL = -4;
/** Text of a JSON string that opens behind the prefix and is closed in the same line. */
const QUOTE = 34;
const HYPHEN = 45;

/** What a logger puts before each line, with the numbers in it left open. */
export interface Prefix {
  readonly steps: readonly number[];
  /** The rest of the line is a JSON string: `{"log":"`. */
  readonly quoted: boolean;
  /** Only blanks: an indent. */
  readonly indent: boolean;
}

/** The shape of bytes[start, end), as the prefix of the lines that follow. */
export function prefixOf(bytes: Uint8Array, start: number, end: number): Prefix {
  const steps: number[] = [];
  let at = start;
  while (at < end && bytes[at] === SP) at++;
  let indent = true;
  if (at > start && at < end && isDigit(bytes[at] as number)) steps.push(FILL);
  else at = start;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte !== SP && byte !== HTAB) indent = false;
    if (isHexStart(bytes, at, end)) {
      steps.push(byte, bytes[at + 1] as number, HEX);
      at = skipHex(bytes, at + 2, end);
    } else if (isDigit(byte)) {
      steps.push(DIGITS);
      at = skipDigits(bytes, at, end);
    } else if (byte === SP && !indent && hasInk(bytes, at, end)) {
      // Dates and counters are padded; an indent and the last blanks are not, they belong to the layout of the message.
      steps.push(BLANKS);
      at = skipBlanks(bytes, at, end);
    } else {
      steps.push(byte);
      at++;
    }
  }
  return { steps, quoted: bytes[end - 1] === QUOTE && end - start > 3, indent };
}

/** Position in bytes[start, end) behind the prefix, -1 when the line does not have it. */
export function skipPrefix(prefix: Prefix, bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const { steps } = prefix;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as number;
    // Editors take blanks from the ends of lines: an empty line may be what is left of its prefix.
    if (at >= end) return i > 0 && onlyBlanks(steps, i) ? end : -1;
    const from = at;
    if (step === FILL) {
      at = skipBlanks(bytes, at, end);
      continue;
    }
    if (step === DIGITS) at = skipDigits(bytes, at, end);
    else if (step === BLANKS) at = skipBlanks(bytes, at, end);
    else if (step === HEX) at = skipHex(bytes, at, end);
    else if (bytes[at] === step || (isGrepMark(step) && isGrepMark(bytes[at]))) at++;
    if (at === from) return prefix.indent ? indentLeft(bytes, from, end) : -1;
  }
  return at;
}

/** grep writes a colon behind the name and number of a line that it looked for, a hyphen behind those of its neighbours. */
function isGrepMark(byte: number | undefined): boolean {
  return byte === COLON || byte === HYPHEN;
}

/** An empty line need not be indented to the full. */
function indentLeft(bytes: Uint8Array, at: number, end: number): number {
  return hasInk(bytes, at, end) ? -1 : end;
}

function onlyBlanks(steps: readonly number[], from: number): boolean {
  for (let i = from; i < steps.length; i++) if (steps[i] !== SP && steps[i] !== HTAB) return false;
  return true;
}

function hasInk(bytes: Uint8Array, at: number, end: number): boolean {
  while (at < end && (bytes[at] === SP || bytes[at] === HTAB)) at++;
  return at < end;
}

function isHexStart(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === 48 && ((bytes[at + 1] as number) | 32) === 120 && at + 2 < end && isHex(bytes[at + 2] as number);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isHex(byte: number): boolean {
  return isDigit(byte) || ((byte | 32) >= 97 && (byte | 32) <= 102);
}

function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isDigit(bytes[at] as number)) at++;
  return at;
}

function skipHex(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && isHex(bytes[at] as number)) at++;
  return at;
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] === SP) at++;
  return at;
}
