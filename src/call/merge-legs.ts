import type { MessageIndex } from '../sip/message-index.ts';
import { type CallTable, KINDS } from './types.ts';

const CALL = KINDS.indexOf('call');

/** Legs of each call, and where they begin; calls in the order in which their first leg was read. */
export interface LegGroups {
  readonly count: number;
  readonly start: Uint32Array<ArrayBuffer>;
  readonly legs: Uint32Array<ArrayBuffer>;
}

/** Sorts the legs of one call in place: real calls first, then by their start; without clocks in order of reading. */
export function inOrderOfCall({ kind, start }: CallTable, legs: Uint32Array): void {
  const isOther = (leg: number) => (kind[leg] === CALL ? 0 : 1);
  legs.sort((a, b) => {
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
  const { time } = index.columns;
  const rows = new Uint32Array(table.rows.length);
  const rowLeg = new Uint16Array(table.rows.length);
  const rowStart = new Uint32Array(groups.count + 1);
  const isBefore = (a: number, b: number) => {
    const apart = (time[a] as number) - (time[b] as number);
    return apart < 0 || (!(apart > 0) && a < b);
  };
  let end = 0;
  for (let i = 0; i < groups.count; i++) {
    const from = end;
    rowStart[i] = from;
    for (let at = groups.start[i] as number; at < (groups.start[i + 1] as number); at++) {
      const leg = groups.legs[at] as number;
      const own = table.rows.subarray(table.rowStart[leg], table.rowStart[leg + 1]);
      if (end === from) rows.set(own, from);
      else insert(rows, rowLeg, from, end, own, at - (groups.start[i] as number), isBefore);
      end += own.length;
    }
  }
  rowStart[groups.count] = end;
  return { rowStart, rows, rowLeg };
}

/** Merges sorted rows into the sorted rows[from, end), from the back, so that nothing needs another place. */
function insert(
  rows: Uint32Array,
  rowLeg: Uint16Array,
  from: number,
  end: number,
  own: Uint32Array,
  leg: number,
  isBefore: (a: number, b: number) => boolean,
): void {
  let old = end - 1;
  let write = end + own.length - 1;
  for (let mine = own.length - 1; mine >= 0; write--) {
    if (old >= from && isBefore(own[mine] as number, rows[old] as number)) {
      rows[write] = rows[old] as number;
      rowLeg[write] = rowLeg[old] as number;
      old--;
    } else {
      rows[write] = own[mine] as number;
      rowLeg[write] = leg;
      mine--;
    }
  }
}

/**
 * Socket of who was called in the end: the caller's leg is followed to the leg that leaves where it arrived, before it was
 * answered, and that was answered if one was. A transfer begins after the answer, and is not followed.
 */
export function farCallee(table: CallTable, members: Uint32Array, hosts: Int32Array): number {
  let current = members[0] as number;
  const until = answerOf(table, current);
  // A leg is passed once: as many steps as there are legs are enough.
  for (let steps = 1; steps < members.length; steps++) {
    const here = hosts[table.calleeEndpoint[current] as number];
    let next = -1;
    for (const leg of members) {
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
