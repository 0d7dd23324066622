import type { TimeText } from './picture.ts';

const MINUS = '−';
/** Characters of `12:04:02.104`: what the gutter has room for. */
const ROOM = 12;
const DAY = 86_400_000_000;

/** What the time stamps of a trace say. */
export type Clock = 'absolute' | 'time-of-day' | 'relative' | 'none';

/** A length of time in two or three figures: `0.4 ms`, `28 ms`, `3.29 s`, `32.7 s`, `1 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(microseconds: number): string {
  const us = Math.abs(microseconds);
  const ms = Math.round(us / 1000);
  if (us < 950) return us === 0 ? '0 ms' : `${(Math.max(us, 50) / 1000).toFixed(1)} ms`;
  if (ms < 1000) return `${ms} ms`;
  if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Time since the message before, signed: a capture whose clock jumps back says so. */
export function deltaText(microseconds: number): string {
  if (Number.isNaN(microseconds)) return '';
  return `${microseconds < 0 ? MINUS : '+'}${duration(microseconds)}`;
}

/** Times of rungs from top to bottom: each says what changed since the one before. */
export class TimeWriter {
  readonly #clock: Clock;
  readonly #zone: number;
  readonly #zoneless: boolean;
  #last = Number.NaN;

  /** @param zone minutes to add to UTC, null where nobody knows the zone */
  constructor(clock: Clock, zone: number | null) {
    this.#clock = clock;
    this.#zone = clock === 'absolute' && zone !== null ? zone * 60_000_000 : 0;
    this.#zoneless = zone === null;
  }

  write(time: number, before: number): TimeText {
    if (this.#clock === 'none' || Number.isNaN(time)) return { shown: '', full: '', delta: '' };
    const text = this.changed(time, this.#last);
    const shown = text.length > ROOM ? `…${text.slice(1 - ROOM)}` : text;
    this.#last = time;
    return { shown, full: this.full(time), delta: deltaText(time - before) };
  }

  /** The time in full, without the day. */
  full(time: number): string {
    if (Number.isNaN(time) || this.#clock === 'none') return '';
    const local = time + this.#zone;
    return this.#clock === 'relative' ? elapsed(local) : timeOfDay(local);
  }

  /** What the times are to be read as: day and zone, or that the log gives none. */
  legend(first: number): string[] {
    if (this.#clock === 'none' || Number.isNaN(first)) return [];
    if (this.#clock === 'relative') return ['from start'];
    if (this.#clock === 'time-of-day') return ['as logged'];
    return [
      dateOf(Math.floor((first + this.#zone) / DAY)),
      this.#zoneless ? 'as logged' : zoneText(this.#zone / 60_000_000),
    ];
  }

  /** `2024-03-05` when another day begins with this time, '' otherwise; `next day` in a log without dates. */
  newDay(time: number, before: number): string {
    if (this.#clock === 'none' || this.#clock === 'relative') return '';
    const day = Math.floor((time + this.#zone) / DAY);
    if (Number.isNaN(day) || Number.isNaN(before) || day === Math.floor((before + this.#zone) / DAY)) return '';
    return this.#clock === 'absolute' ? dateOf(day) : 'next day';
  }

  /** What of a time is not said already by another one. */
  changed(time: number, since: number): string {
    const text = this.full(time);
    if (this.#clock === 'relative' || text === '') return text;
    const same = (unit: number) => Math.floor((time + this.#zone) / unit) === Math.floor((since + this.#zone) / unit);
    if (same(1_000_000)) return text.slice(8);
    if (same(60_000_000)) return text.slice(6);
    return same(3_600_000_000) ? text.slice(3) : text;
  }
}

/** `12:04:02.104`, of microseconds since any midnight. */
function timeOfDay(local: number): string {
  const ms = Math.floor((((local % DAY) + DAY) % DAY) / 1000);
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds % 60, 2)}.${pad(ms % 1000, 3)}`;
}

/** `0.104`, `1:05.104`, `1:01:05.104`: time of a clock that starts with the capture. */
function elapsed(local: number): string {
  const sign = local < 0 ? MINUS : '';
  const ms = Math.floor(Math.abs(local) / 1000);
  const seconds = Math.floor(ms / 1000);
  const fraction = `.${pad(ms % 1000, 3)}`;
  if (seconds < 60) return `${sign}${seconds}${fraction}`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${pad(seconds % 60, 2)}${fraction}`;
  return hours > 0 ? `${sign}${hours}:${pad(minutes, 2)}:${tail}` : `${sign}${minutes}:${tail}`;
}

/** Day number since 1970 as `2024-03-05`; '' beyond what a calendar names. */
function dateOf(day: number): string {
  return Math.abs(day) < 1e8 ? new Date(day * 86_400_000).toISOString().slice(0, -14) : '';
}

/** `UTC`, `UTC+1`, `UTC−3:30`. */
function zoneText(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const part = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? MINUS : '+'}${hours}${part > 0 ? `:${pad(part, 2)}` : ''}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
