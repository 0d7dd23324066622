import type { Clock } from '../format.ts';
import { DAY, type Stamp } from './stamp.ts';

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
  /** Midnight of the first and of the latest full date, NaN before one. */
  #firstDate = Number.NaN;
  #latestDate = Number.NaN;

  /** What the stamps of this source turned out to be. */
  get kind(): Clock {
    return this.#seen;
  }

  /** Midnight of the first full date, NaN before one. */
  get firstDate(): number {
    return this.#firstDate;
  }

  /** Time of a stamp in microseconds, see Captured.time. */
  timeOf(stamp: Stamp): number {
    if (stamp.kind === 'date') return this.#ofDate(stamp.us);
    if (stamp.kind === 'relative') {
      if (this.#seen === 'none') this.#seen = 'relative';
      return stamp.us;
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

  #ofTime(us: number): number {
    let day = this.#day;
    if (us - this.#last < -DAY / 2) day = ++this.#day;
    else if (us - this.#last > DAY / 2 && day > 0) day--;
    if (day === this.#day) this.#last = us;
    const base = Number.isNaN(this.#latestDate) ? 0 : this.#latestDate;
    return base + day * DAY + us;
  }
}
