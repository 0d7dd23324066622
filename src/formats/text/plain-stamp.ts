const HYPHEN = 45;
const COLON = 58;

/** A time of day, or a date without a zone: as a `Stamp` has them. */
interface PlainStamp {
  readonly kind: 'date' | 'time';
  readonly us: number;
  readonly fine: boolean;
  readonly zoned?: boolean;
}

/**
 * Reads `2024-01-05 10:00:00.123456` or `10:00:00.123` and nothing else, as most logs print them in a place of their own,
 * without an expression: about each message of a log is asked. Null when the text is anything else.
 */
export function readPlainStamp(text: string): PlainStamp | null {
  const hasDate = isDateSign(text.charCodeAt(4));
  const us = plainTime(text, hasDate ? 11 : 0);
  if (us < 0) return null;
  const fine = text.length > (hasDate ? 21 : 10);
  if (!hasDate) return { kind: 'time', us, fine };
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (!isDateSign(text.charCodeAt(7)) || !' T_-'.includes(text.charAt(10))) return null;
  return { kind: 'date', us: midnight(year, month, day) + us, fine, zoned: false };
}

/** `-`, `.` or `/`. */
function isDateSign(code: number): boolean {
  return code >= HYPHEN && code <= 47;
}

/** Microseconds of a time of day that goes from `at` to the end of the text, -1 when none does. */
function plainTime(text: string, at: number): number {
  const [hours, minutes, seconds] = [
    digits(text, at, at + 2),
    digits(text, at + 3, at + 5),
    digits(text, at + 6, at + 8),
  ];
  // 60 is a leap second.
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return -1;
  const whole = ((hours * 60 + minutes) * 60 + seconds) * 1e6;
  if (text.length === at + 8) return whole;
  const count = text.length - at - 9;
  if (count < 1 || count > 9 || !'.,:'.includes(text.charAt(at + 8)) || digits(text, at + 9, text.length) < 0)
    return -1;
  const shown = Math.min(count, 6);
  return whole + digits(text, at + 9, at + 9 + shown) * 10 ** (6 - shown);
}

/** Number that the digits in text[start, end) write, -1 when anything else stands there. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    // Behind the end of the text there is no number.
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

let lastDay = -1;
let lastMidnight = 0;

/** Microseconds from the epoch to the beginning of a day; nearly all lines of a log are of one. */
export function midnight(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day;
  if (key !== lastDay) {
    lastDay = key;
    lastMidnight = Date.UTC(year, month - 1, day) * 1000;
  }
  return lastMidnight;
}
