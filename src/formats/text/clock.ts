import type { Clock } from '../format.ts';
import { DAY, type Stamp } from './stamp.ts';

const HOUR = DAY / 24;

/**
 * Turns the stamps of one source into one scale. Times of day count from the first midnight and roll over when they jump
 * back by more than twelve hours; once a date was seen, they stand on the day of the last one.
 */
export class SourceClock {
  #seen: Clock = 'none';
  #day = 0;
  #last = Number.NaN;
  /** First day of a log whose dates lack a year. */
  #firstMonthDay = Number.NaN;
  /** Hours that minutes and seconds have run through. */
  #hour = 0;
  #zoneless = false;
  /** Sum of the distances between framing lines. */
  #elapsed = 0;
  /** Midnight of the first and of the latest full date, NaN before one. */
  #firstDate = Number.NaN;
  #latestDate = Number.NaN;

  /** What the stamps of this source turned out to be. */
  get kind(): Clock {
    return this.#seen;
  }

  /** Some dates of this source say no zone: they are read as written. */
  get zoneless(): boolean {
    return this.#zoneless;
  }

  /** Midnight of the first full date, NaN before one. */
  get firstDate(): number {
    return this.#firstDate;
  }

  /** A framing line goes by, with or without a message. */
  pass(stamp: Stamp | null | undefined): void {
    if (stamp?.kind === 'delta') this.#elapsed += stamp.us;
  }

  /** Time of a stamp in microseconds, see Captured.time. */
  timeOf(stamp: Stamp): number {
    if (stamp.kind === 'date') {
      if (!stamp.zoned) this.#zoneless = true;
      return this.#ofDate(stamp.us);
    }
    if (stamp.kind === 'relative' || stamp.kind === 'hour' || stamp.kind === 'delta') {
      if (this.#seen === 'none') this.#seen = 'relative';
      if (stamp.kind === 'delta') return this.#elapsed;
      return stamp.kind === 'hour' ? this.#ofHour(stamp.us) : stamp.us;
    }
    if (this.#seen !== 'absolute') this.#seen = 'time-of-day';
    return stamp.kind === 'month' ? this.#ofMonth(stamp.us) : this.#ofTime(stamp.us);
  }

  #ofDate(us: number): number {
    this.#seen = 'absolute';
    this.#latestDate = Math.floor(us / DAY) * DAY;
    if (Number.isNaN(this.#firstDate)) this.#firstDate = this.#latestDate;
    this.#day = 0;
    this.#last = us - this.#latestDate;
    return us;
  }

  #ofMonth(us: number): number {
    const day = Math.floor(us / DAY);
    if (Number.isNaN(this.#firstMonthDay)) this.#firstMonthDay = day;
    let days = day - this.#firstMonthDay;
    // A log that runs into January; a few days back is only a late line.
    if (days < -180) days += 366;
    return days * DAY + (us - day * DAY);
  }

  #ofHour(us: number): number {
    if (us - this.#last < -HOUR / 2) this.#hour++;
    this.#last = us;
    return this.#hour * HOUR + us;
  }

  #ofTime(us: number): number {
    let day = this.#day;
    if (us - this.#last < -DAY / 2) day = ++this.#day;
    else if (us - this.#last > DAY / 2 && day > 0) day--;
    if (day === this.#day) this.#last = us;
    const base = Number.isNaN(this.#latestDate) ? 0 : this.#latestDate;
    return base + day * DAY + us;
  }
}
