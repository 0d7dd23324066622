import type { MessageIndex } from '../sip/message-index.ts';
import { type CallTable, KINDS } from './types.ts';

const CALL = KINDS.indexOf('call');

/** Legs of each call, and where they begin; calls in the order in which their first leg was read. */
export interface LegGroups {
  readonly count: number;
  readonly start: Uint32Array<ArrayBuffer>;
  readonly legs: Uint32Array<ArrayBuffer>;
}

/** Sorts legs[from, to), those of one call, in place: real calls first, then by their start; without clocks in order of reading. */
export function inOrderOfCall({ kind, start }: CallTable, legs: Uint32Array, from: number, to: number): void {
  const isOther = (leg: number) => (kind[leg] === CALL ? 0 : 1);
  let at = from + 1;
  while (
    at < to &&
    isOther(legs[at - 1] as number) === isOther(legs[at] as number) &&
    (start[legs[at - 1] as number] as number) <= (start[legs[at] as number] as number)
  )
    at++;
  // Most stand in order already.
  if (at >= to) return;
  legs.subarray(from, to).sort((a, b) => {
    const apart = (start[a] as number) - (start[b] as number);
    return isOther(a) - isOther(b) || (Number.isNaN(apart) ? 0 : apart) || a - b;
  });
}

/** Rows of all legs of each call in one list, in order of the ladder, and which leg each belongs to. */
export function mergeRows(
  index: MessageIndex,
  table: CallTable,
  groups: LegGroups,
): Pick<CallTable, 'rowStart' | 'rows' | 'rowLeg'> {
  const merged = {
    rowStart: new Uint32Array(groups.count + 1),
    rows: new Uint32Array(table.rows.length),
    rowLeg: new Uint16Array(table.rows.length),
  };
  const time = isInOrder(index) ? null : index.columns.time;
  let end = 0;
  for (let i = 0; i < groups.count; i++) {
    const from = end;
    merged.rowStart[i] = from;
    const first = groups.start[i] as number;
    for (let at = first; at < (groups.start[i + 1] as number); at++)
      end = insert(merged, from, end, time, table, groups.legs[at] as number, at - first);
  }
  merged.rowStart[groups.count] = end;
  return merged;
}

/** Whether all messages were read in order of time, so that rows tell which of two was first. */
function isInOrder({ columns: { time }, count }: MessageIndex): boolean {
  for (let row = 1; row < count; row++) if (!((time[row - 1] as number) <= (time[row] as number))) return false;
  return true;
}

/**
 * Merges the rows of a leg of `table` into the sorted rows[from, end), from the back, so that nothing needs another place.
 * Returns their new end.
 * @param time null where the rows stand in order of time
 */
function insert(
  { rows, rowLeg }: Pick<CallTable, 'rows' | 'rowLeg'>,
  from: number,
  end: number,
  time: Float64Array | null,
  table: CallTable,
  leg: number,
  number: number,
): number {
  const start = table.rowStart[leg] as number;
  let mine = (table.rowStart[leg + 1] as number) - 1;
  let old = end - 1;
  const last = end + mine - start;
  for (let write = last; mine >= start; write--) {
    const row = table.rows[mine] as number;
    const other = old >= from ? (rows[old] as number) : -1;
    const apart = time === null || other < 0 ? 0 : (time[row] as number) - (time[other] as number);
    // Rows of one moment, or without one, stand in order of reading.
    if (other >= 0 && (apart < 0 || (!(apart > 0) && row < other))) {
      rows[write] = other;
      rowLeg[write] = rowLeg[old] as number;
      old--;
    } else {
      rows[write] = row;
      rowLeg[write] = number;
      mine--;
    }
  }
  return last + 1;
}

/**
 * Socket of who was called in the end: the caller's leg is followed to the leg that leaves where it arrived, before it was
 * answered, and that was answered if one was. A transfer begins after the answer, and is not followed.
 */
export function farCallee(table: CallTable, { start, legs }: LegGroups, i: number, hosts: Int32Array): number {
  const from = start[i] as number;
  const to = start[i + 1] as number;
  let current = legs[from] as number;
  const until = answerOf(table, current);
  // A leg is passed once: as many steps as there are legs are enough.
  for (let steps = from + 1; steps < to; steps++) {
    const here = hosts[table.calleeEndpoint[current] as number];
    let next = -1;
    for (let at = from; at < to; at++) {
      const leg = legs[at] as number;
      if (here === undefined || hosts[table.callerEndpoint[leg] as number] !== here || leg === current) continue;
      if ((table.start[leg] as number) > until || (table.start[leg] as number) < (table.start[current] as number))
        continue;
      if (next < 0 || (!isAnswered(table, next) && isAnswered(table, leg))) next = leg;
    }
    if (next < 0) break;
    current = next;
  }
  return table.calleeEndpoint[current] as number;
}

function isAnswered({ status }: CallTable, leg: number): boolean {
  return (status[leg] as number) >= 200 && (status[leg] as number) < 300;
}

/** NaN when nobody answered. */
function answerOf({ start, setup }: CallTable, leg: number): number {
  return (start[leg] as number) + (setup[leg] as number);
}
