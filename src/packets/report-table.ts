import { type Columns, makeColumns, resizeColumns } from '../base/column.ts';

/** Columns of the table of RTCP reports: one row for each reporter and each stream that it speaks of, its own included. */
const SCHEMA = {
  source: 'u32',
  from: 'i32',
  to: 'i32',
  reporter: 'u32',
  /** The stream that is spoken of; the reporter's own: what it says that it sent. */
  about: 'u32',
  first: 'f64',
  last: 'f64',
  reports: 'u32',
  /** Of the reporter's own stream (SR): packets and octets sent. */
  sentPackets: 'u32',
  sentOctets: 'u32',
  /** Of another stream (SR, RR): packets lost in all, largest share lost between two reports in 1/256, largest jitter in timestamps. */
  lost: 'i32',
  worstShare: 'u8',
  jitter: 'u32',
  /** Microseconds between the capture and the reporter, there and back; 0 when no report tells. */
  roundTrip: 'f64',
  /** Extended report (RFC 3611 §4.7), 127 for what it does not say: R factor, MOS × 10; shares in 1/256; milliseconds. */
  extended: 'u8',
  lossRate: 'u8',
  discardRate: 'u8',
  burstDensity: 'u8',
  delay: 'u16',
  endDelay: 'u16',
  rFactor: 'u8',
  mosListening: 'u8',
  mosConversation: 'u8',
  /** The reporter said goodbye (RFC 3550 §6.6). */
  bye: 'u8',
  /** The last sender report: the middle of its NTP time (RFC 3550 §6.4.1), and when it passed the capture. */
  stamp: 'u32',
  stampTime: 'f64',
} as const;

export type ReportColumns = Columns<typeof SCHEMA>;

const LIMIT = 1 << 16;

/** Figures that senders and receivers of RTP report themselves (RFC 3550 §6.4, RFC 3611); names of people (SDES) are not read. */
export class ReportTable {
  count = 0;
  #columns = makeColumns(SCHEMA, 16);
  readonly #rows = new Map<string, number>();
  /** Rows of senders' own streams, by SSRC. */
  readonly #senders = new Map<number, number>();

  get columns(): ReportColumns {
    return this.#columns;
  }

  /** Row of what `reporter` says of `about`; -1 when there are too many. */
  find(source: number, from: number, to: number, reporter: number, about: number, time: number): number {
    const key = `${source} ${from} ${to} ${reporter} ${about}`;
    const row = this.#rows.get(key) ?? this.#add(key);
    if (row < 0) return row;
    const c = this.#columns;
    if (c.reports[row] === 0) {
      c.source[row] = source;
      c.from[row] = from;
      c.to[row] = to;
      c.reporter[row] = reporter;
      c.about[row] = about;
      c.first[row] = time;
    }
    c.last[row] = time;
    c.reports[row] = (c.reports[row] as number) + 1;
    if (reporter === about) this.#senders.set(reporter, row);
    return row;
  }

  /** Row of what a sender said last of its own stream. */
  senderOf(ssrc: number): number {
    return this.#senders.get(ssrc) ?? -1;
  }

  #add(key: string): number {
    if (this.count >= LIMIT) return -1;
    if (this.count === this.#columns.from.length) this.#columns = resizeColumns(SCHEMA, this.#columns, this.count * 2);
    this.#rows.set(key, this.count);
    return this.count++;
  }
}
