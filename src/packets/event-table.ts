import { type Columns, makeColumns, resizeColumns } from '../base/column.ts';

/** Kinds of event, by their code in the table. */
export const EVENT_KINDS = ['unreachable', 'too-big', 'reset', 'closed', 'alert', 'fragment-missing'] as const;

export const UNREACHABLE = 0;
export const TOO_BIG = 1;
export const RESET = 2;
export const CLOSED = 3;
export const ALERT = 4;
export const FRAGMENT_MISSING = 5;

/** Columns of the table of events; times in microseconds. */
const SCHEMA = {
  source: 'u32',
  kind: 'u8',
  detail: 'u16',
  /** Sockets of the table of traffic: who reports it, and the packet or connection that it is about. */
  reporter: 'i32',
  from: 'i32',
  to: 'i32',
  time: 'f64',
  last: 'f64',
  count: 'u32',
  frame: 'u32',
  /** What it is about is SIP or RTP by its content. */
  sure: 'u8',
} as const;

export type EventColumns = Columns<typeof SCHEMA>;

/** An event as it is found. */
export interface FoundEvent {
  readonly source: number;
  readonly kind: number;
  /** Plain words, '' when there is nothing more to say. Of a small set: never text of the trace. */
  readonly detail: string;
  readonly reporter: number;
  readonly from: number;
  readonly to: number;
  readonly time: number;
  readonly frame: number;
  readonly sure: boolean;
}

/** Events that are kept at most; half of the room is for those that are sure. */
const LIMIT = 1 << 12;
/** Events of one kind about the same that are told one by one; further ones are counted with the last. */
const EACH = 8;
const DETAILS = 1024;

/** What happened beside SIP and RTP that concerns them, in order of the capture. */
export class EventTable {
  count = 0;
  /** Events beyond the limit. */
  dropped = 0;
  #columns = makeColumns(SCHEMA, 16);
  readonly #details: string[] = [''];
  readonly #alike = new Map<string, { rows: number; last: number }>();

  get columns(): EventColumns {
    return this.#columns;
  }

  /** Words of a detail. */
  detail(row: number): string {
    return this.#details[this.#columns.detail[row] as number] ?? '';
  }

  add(event: FoundEvent): void {
    const detail = this.#detail(event.detail);
    const key = `${event.source} ${event.kind} ${detail} ${event.reporter} ${event.from} ${event.to}`;
    const known = this.#alike.get(key);
    const c = this.#columns;
    if (known && known.rows >= EACH) {
      c.last[known.last] = event.time;
      c.count[known.last] = (c.count[known.last] as number) + 1;
    } else if (this.count >= (event.sure ? LIMIT : LIMIT / 2)) this.dropped++;
    else {
      const row = this.#add(event, detail);
      if (known) Object.assign(known, { rows: known.rows + 1, last: row });
      else this.#alike.set(key, { rows: 1, last: row });
    }
  }

  /** Keeps those of a source that are sure, and those about a socket that is known to carry SIP or media. */
  keep(source: number, isKnown: (socket: number) => boolean): void {
    const c = this.#columns;
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      const own = c.source[row] === source && c.sure[row] === 0;
      if (own && !isKnown(c.from[row] as number) && !isKnown(c.to[row] as number)) continue;
      if (kept !== row) for (const name of NAMES) c[name][kept] = c[name][row] as number;
      kept++;
    }
    this.count = kept;
    this.#alike.clear();
  }

  #add(event: FoundEvent, detail: number): number {
    if (this.count === this.#columns.kind.length) this.#columns = resizeColumns(SCHEMA, this.#columns, this.count * 2);
    const c = this.#columns;
    const row = this.count++;
    c.source[row] = event.source;
    c.kind[row] = event.kind;
    c.detail[row] = detail;
    c.reporter[row] = event.reporter;
    c.from[row] = event.from;
    c.to[row] = event.to;
    c.time[row] = c.last[row] = event.time;
    c.count[row] = 1;
    c.frame[row] = event.frame;
    c.sure[row] = event.sure ? 1 : 0;
    return row;
  }

  #detail(text: string): number {
    const known = this.#details.indexOf(text);
    if (known >= 0 || this.#details.length >= DETAILS) return Math.max(0, known);
    return this.#details.push(text) - 1;
  }
}

const NAMES = Object.keys(SCHEMA) as (keyof EventColumns)[];
