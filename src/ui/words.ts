/** "1,284", for whole numbers. By hand: the first call of the browser's own formatter takes 25 ms. */
export function sayNumber(value: number): string {
  const digits = String(value);
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(',');
}

/** "1 message", "1,284 messages". */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${sayNumber(count)} ${count === 1 ? one : many}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** "812 bytes", "4.2 MB". */
export function saySize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 99.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${bytes === 1 ? 'byte' : UNITS[unit]}`;
}

/**
 * Time of day to the millisecond or second, `12:04:02.104`. Microseconds since the epoch; '' when unknown.
 * @param zone minutes to add to UTC
 */
export function sayTime(time: number, zone: number, milliseconds = true): string {
  if (!Number.isFinite(time)) return '';
  const date = new Date(Math.floor(time / 1000) + zone * 60_000);
  if (Number.isNaN(date.getTime())) return '';
  return date.toISOString().slice(11, milliseconds ? 23 : 19);
}

/** `2026-11-22`. Microseconds since the epoch; '' when unknown. */
export function sayDate(time: number, zone: number): string {
  if (!Number.isFinite(time)) return '';
  const date = new Date(Math.floor(time / 1000) + zone * 60_000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
