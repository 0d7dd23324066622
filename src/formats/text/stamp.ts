import { midnight, readPlainStamp } from './plain-stamp.ts';

/** A time as a line of a log writes it. */
export interface Stamp {
  /**
   * date: `us` is microseconds since the epoch. month: a date without a year, `us` counts from 1 January of a leap year.
   * time: a time of day, `us` counts from midnight. hour: minutes and seconds of an hour that the log does not name.
   * relative: `us` counts from a start that the log does not name. delta: `us` counts from the framing line before.
   */
  readonly kind: 'date' | 'month' | 'time' | 'hour' | 'relative' | 'delta';
  readonly us: number;
  /** Fine enough to tell copies of a message apart: steps of 10 ms or less. */
  readonly fine: boolean;
  /** A date that says its zone; without one it is read as written. */
  readonly zoned?: boolean;
}

/** Microseconds of a day. */
export const DAY = 86_400_000_000;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

const ISO =
  /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T _-]{1,2}(\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: ?(Z|(?:GMT|UTC)?[+-]\d\d:?\d\d)(?![\d:]))?/;
const COMPACT = /(?<!\d)(\d{4})(\d\d)(\d\d)[-T ]?(\d\d)(\d\d)(\d\d)[.,](\d{3,9})/;
const NAMED =
  /(?<![A-Za-z])([A-Z][a-z]{2})[a-z]*\.? {1,2}(\d{1,2}),?(?: (\d{4}),?(?: @)?)? (\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: (\d{4})(?!\d))?(?: (UTC|GMT)([+-]\d{4})?)?/;
/** `05-Jan-2024`, `5 Jan 2024`, `05/Jan/2024:`. */
const DAY_FIRST =
  /(?<![\d.])(\d{1,2})[-/ ]([A-Z][a-z]{2})[a-z]*[-/ ](\d{4})[ :T,]{1,2}(\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: (UTC|GMT|[+-]\d{4})(?!\d))?/;
const NUMBERED = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})[-T ,:]{1,2}(\d\d)[:.](\d\d)[:.](\d\d)(?:[.,:](\d{1,9}))?/;
const EPOCH = /(?<![\d.])(1\d{9})(?:\.(\d{1,9})|(\d{3}))(?![\d.])/;
/** A time on a clock of twelve hours; some write a narrow space before its half of the day (its bytes in UTF-8). */
const TWELVE = /(?<![\d:.])(\d{1,2})(:\d\d:\d\d(?:[.,]\d{1,9})?)(?: |\u00e2\u0080\u00af)?([AP])\.?M(?![A-Za-z])/i;
const TIME = /(?<![\d:.])(\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?![\d:])/;

/** Characters of the shortest time of day. */
const SHORTEST = 8;

/** Which of two numbers comes first where both may be a day. */
type Order = 'day-first' | 'month-first';

let lastText = '';
let lastStamp: Stamp | null = null;

/** The first time that a text writes, in any of the ways that logs are known to; null when it writes none. */
export function findStamp(text: string): Stamp | null {
  if (text.length < SHORTEST) return null;
  // Many messages share one stamp where a log prints whole seconds.
  if (text !== lastText) {
    lastText = text;
    lastStamp = readPlainStamp(text) ?? readAnyStamp(text);
  }
  return lastStamp;
}

/** As `findStamp`, for a text that may hold more than a time. */
export function readAnyStamp(text: string): Stamp | null {
  const day = TWELVE.test(text) ? text.replace(TWELVE, onWholeDay) : text;
  // Who writes AM and PM writes the month first.
  return readStamp(day, day === text ? 'day-first' : 'month-first');
}

/** `3:00:00 PM` as `15:00:00`. */
function onWholeDay(_: string, hour: string, rest: string, half: string): string {
  return `${(Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)}`.padStart(2, '0') + rest;
}

function readStamp(text: string, order: Order): Stamp | null {
  const iso = ISO.exec(text);
  if (iso) return date(iso[1], iso[2], iso[3], clockTime(iso[4], iso[5], iso[6], iso[7]), iso[7], zone(iso[8]));
  return (
    namedStamp(text) ??
    dayFirstStamp(text) ??
    numberedStamp(text, order) ??
    compactStamp(text) ??
    epochStamp(text) ??
    timeStamp(text)
  );
}

/** `Jan  5 10:00:00.123`, with a year before or behind the time or none. */
function namedStamp(text: string): Stamp | null {
  const named = NAMED.exec(text);
  if (!named) return null;
  const at = MONTHS.indexOf((named[1] ?? '').toLowerCase());
  if (at < 0 || at % 3 !== 0) return null;
  const time = clockTime(named[4], named[5], named[6], named[7]);
  const year = named[3] ?? named[8];
  const month = String(at / 3 + 1);
  if (year !== undefined) return date(year, month, named[2], time, named[7], zone(named[10] ?? named[9]));
  // 2000 is a leap year, so that 29 February has its place.
  const day = date('2000', month, named[2], time, named[7], null);
  return day && { ...day, kind: 'month', us: day.us - Date.UTC(2000, 0, 1) * 1000 };
}

/** `05-Jan-2024 15:00:00.123`. */
function dayFirstStamp(text: string): Stamp | null {
  const found = DAY_FIRST.exec(text);
  const at = found ? MONTHS.indexOf((found[2] ?? '').toLowerCase()) : -1;
  if (!found || at < 0 || at % 3 !== 0) return null;
  const time = clockTime(found[4], found[5], found[6], found[7]);
  return date(found[3], String(at / 3 + 1), found[1], time, found[7], zone(found[8]));
}

/** `22/1/2009 15:31:48:066`: which number is the day is told by the numbers, else by `order`. */
export function numberedStamp(text: string, order: Order): Stamp | null {
  const numbered = NUMBERED.exec(text);
  if (!numbered) return null;
  const isMonthFirst = order === 'month-first' ? Number(numbered[1]) <= 12 : Number(numbered[3]) > 12;
  const [day, month] = isMonthFirst ? [numbered[3], numbered[1]] : [numbered[1], numbered[3]];
  return date(
    numbered[4],
    month,
    day,
    clockTime(numbered[5], numbered[6], numbered[7], numbered[8]),
    numbered[8],
    null,
  );
}

function compactStamp(text: string): Stamp | null {
  const compact = COMPACT.exec(text);
  if (!compact) return null;
  const time = clockTime(compact[4], compact[5], compact[6], compact[7]);
  return date(compact[1], compact[2], compact[3], time, compact[7], null);
}

/** `1704067200.123456` or milliseconds `1704067200123`. */
export function epochStamp(text: string): Stamp | null {
  const epoch = EPOCH.exec(text);
  if (!epoch) return null;
  const fraction = epoch[2] ?? epoch[3];
  return { kind: 'date', us: Number(epoch[1]) * 1e6 + micros(fraction), fine: isFine(fraction), zoned: true };
}

/** `10:00:00.123`. */
function timeStamp(text: string): Stamp | null {
  const time = TIME.exec(text);
  if (!time) return null;
  const us = clockTime(time[1], time[2], time[3], time[4]);
  return us < 0 ? null : { kind: 'time', us, fine: isFine(time[4]) };
}

/** Microseconds since midnight, -1 when the digits are no time of day. */
export function clockTime(h = '', m = '', s = '', fraction?: string): number {
  const [hours, minutes, seconds] = [Number(h), Number(m), Number(s)];
  // 60 is a leap second.
  if (!(hours < 24 && minutes < 60 && seconds <= 60)) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1e6 + micros(fraction);
}

/** Digits behind a decimal point as microseconds. */
function micros(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Two digits or more behind the point. */
function isFine(fraction: string | undefined): boolean {
  return fraction !== undefined && fraction.length > 1;
}

function date(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: number,
  fraction: string | undefined,
  zoneUs: number | null,
): Stamp | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (time < 0 || !(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return null;
  return { kind: 'date', us: midnight(y, m, d) + time - (zoneUs ?? 0), fine: isFine(fraction), zoned: zoneUs !== null };
}

/** `+01:00`, `GMT+0100`, `UTC` or `Z` as microseconds east of Greenwich; null without a zone. */
function zone(text: string | undefined): number | null {
  if (text === undefined) return null;
  const parts = /([+-])(\d\d):?(\d\d)/.exec(text);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return (parts[1] === '-' ? -minutes : minutes) * 60e6;
}

/** A time of day on the day of a date that stands beside it. */
export function onDayOf(day: Stamp | null, time: Stamp | null): Stamp | null {
  if (day?.kind !== 'date' || time?.kind !== 'time') return time ?? day;
  const midnight = Math.floor(day.us / DAY) * DAY;
  const apart = midnight + time.us - day.us;
  const days = apart > DAY / 2 ? -1 : apart < -DAY / 2 ? 1 : 0;
  return { kind: 'date', us: midnight + days * DAY + time.us, fine: time.fine, zoned: day.zoned ?? false };
}

/** Ways to write how long a system has been up: seconds of each part, in order. */
const UPTIMES: readonly (readonly [RegExp, readonly number[]])[] = [
  [/(?<![\w.])(\d{1,4})d:(\d{1,2})h:(\d{1,2})m:(\d{1,2})s/, [86_400, 3600, 60, 1]],
  [/(?<![\w.])(\d{1,3})w(\d)d(?!\w)/, [604_800, 86_400]],
  [/(?<![\w.])(\d{1,4})d(\d{1,2})h(?!\w)/, [86_400, 3600]],
  [/(?<![\d:.])(\d{1,3}):(\d\d):(\d\d)(?=:(?:\s|$))/, [3600, 60, 1]],
];

/** `2d:2h:8m:55s`, `1w0d`, `1d02h` or `00:11:29:`: how long a system has been up; null when a text writes none. */
export function uptimeStamp(text: string): Stamp | null {
  for (const [way, weights] of UPTIMES) {
    const found = way.exec(text);
    if (!found) continue;
    const seconds = weights.reduce((sum, weight, i) => sum + weight * Number(found[i + 1]), 0);
    return { kind: 'relative', us: seconds * 1e6, fine: false };
  }
  return null;
}

/** `05:33.123`: minutes and seconds. */
export function hourStamp(text: string): Stamp | null {
  const found = /(?<![\d:.])(\d\d:\d\d)(\.\d{3})(?!\d)/.exec(text);
  const us = found ? clockTime('00', ...(found[1] ?? '').split(':'), found[2]?.slice(1)) : -1;
  return us < 0 ? null : { kind: 'hour', us, fine: true };
}
