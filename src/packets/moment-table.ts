import { type Columns, makeColumns, resizeColumns } from '../base/column.ts';

const SCHEMA = { flow: 'u32', kind: 'u8', time: 'f64', length: 'f64' } as const;

/** A stretch of time without packets. */
export const PAUSE = 0;
/** A digit that was sent as an event (RFC 4733); which one is not kept. */
export const DIGIT = 1;

/** Moments of all flows together that are kept at most. */
const LIMIT = 1 << 16;
/** Moments that are looked back over for the one that goes on. */
const NEAR = 64;

/** Pauses and digits within flows, in the order in which they came. Times in microseconds. */
export class MomentTable {
  count = 0;
  #columns = makeColumns(SCHEMA, 64);

  get columns(): Columns<typeof SCHEMA> {
    return this.#columns;
  }

  /** Row of the new moment, -1 when there are too many. */
  add(flow: number, kind: number, time: number, length: number): number {
    if (this.count >= LIMIT) return -1;
    if (this.count === this.#columns.flow.length) this.#columns = resizeColumns(SCHEMA, this.#columns, this.count * 2);
    const c = this.#columns;
    c.flow[this.count] = flow;
    c.kind[this.count] = kind;
    c.time[this.count] = time;
    c.length[this.count] = length;
    return this.count++;
  }

  /** The last moment of this flow and kind goes on until `time`; looked for among the newest. */
  stretch(flow: number, kind: number, time: number): void {
    const c = this.#columns;
    const stop = Math.max(0, this.count - NEAR);
    for (let row = this.count - 1; row >= stop; row--) {
      if (c.flow[row] !== flow || c.kind[row] !== kind) continue;
      c.length[row] = Math.max(c.length[row] as number, time - (c.time[row] as number));
      return;
    }
  }

  /** Gives the moments of flows that moved their new rows, and drops those of flows that went (-1). */
  renumber(rows: Int32Array): void {
    const c = this.#columns;
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      const flow = rows[c.flow[row] as number] as number;
      if (flow < 0) continue;
      c.flow[kept] = flow;
      c.kind[kept] = c.kind[row] as number;
      c.time[kept] = c.time[row] as number;
      c.length[kept] = c.length[row] as number;
      kept++;
    }
    this.count = kept;
  }
}
