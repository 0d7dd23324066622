import { isBlank } from '../../sip/bytes.ts';

const LEFT_BRACKET = 91;
const LEFT_ANGLE = 60;
const COLON = 58;

/** Whether the line bytes[start, end) begins with a date or a time, as lines of logs do and lines of messages do not. */
export function beginsWithTime(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  if (bytes[at] === LEFT_ANGLE) at = skipPriority(bytes, at, end);
  if (bytes[at] === LEFT_BRACKET) at++;
  if (end - at < 8) return false;
  const digits = countDigits(bytes, at, end);
  // 10:00:00
  if (digits === 2) return bytes[at + 2] === COLON && countDigits(bytes, at + 3, end) === 2 && bytes[at + 5] === COLON;
  // 2024-01-05
  const separator = bytes[at + 4];
  if (digits === 4)
    return (
      (separator === 45 || separator === 47) && countDigits(bytes, at + 5, end) === 2 && bytes[at + 7] === separator
    );
  return isMonthDay(bytes, at, end);
}

/** `<134>` of syslog. */
function skipPriority(bytes: Uint8Array, at: number, end: number): number {
  const digits = countDigits(bytes, at + 1, end);
  return digits > 0 && digits < 4 && bytes[at + 1 + digits] === 62 ? at + 2 + digits : at;
}

/** `Jan  5 10:` */
function isMonthDay(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && ((bytes[at] as number) | 32) >= 97 && ((bytes[at] as number) | 32) <= 122) at++;
  if (at - start !== 3 || !isBlank(bytes[at])) return false;
  while (at < end && isBlank(bytes[at])) at++;
  const day = countDigits(bytes, at, end);
  at += day;
  if (day === 0 || day > 2 || !isBlank(bytes[at])) return false;
  return countDigits(bytes, at + 1, end) === 2 && bytes[at + 3] === COLON;
}

function countDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at++;
  return at - start;
}
