import type { MessageIndex } from '../sip/message-index.ts';

/**
 * Orders the rows of one call of which some have a time and others have none, as where a log without times lies beside a
 * capture: those with a time by it; each other one behind its copy that has a time, else beside its neighbours in its own
 * source that have such a copy, else where it was read.
 * @param rows in order of reading; they are ordered in place
 */
export function orderUntimed(index: MessageIndex, rows: Uint32Array): void {
  const { time, source } = index.columns;
  const timed = rows.filter((row) => !Number.isNaN(time[row]));
  timed.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
  const places = new Map(Array.from(timed, (row, at) => [row, at]));
  const copies = placesByMessage(index, timed);
  /** Rows behind each place in `timed`; those of the beginning behind place -1. */
  const behind = new Map<number, number[]>();
  /** By source: the place of the last copy, and the rows that were met before the first. */
  const told = new Map<number, number>();
  const early = new Map<number, { readonly read: number; readonly row: number }[]>();
  const put = (place: number, row: number) => {
    const there = behind.get(place);
    if (there) there.push(row);
    else behind.set(place, [row]);
  };
  let read = -1;
  for (const row of rows) {
    const own = places.get(row);
    if (own !== undefined) {
      read = own;
      continue;
    }
    const from = source[row] as number;
    const copy = copies.get(messageKey(index, row))?.shift() ?? told.get(from);
    const waiting = early.get(from) ?? [];
    if (copy === undefined) {
      early.set(from, [...waiting, { read, row }]);
      continue;
    }
    for (const before of waiting) put(copy - 1, before.row);
    early.delete(from);
    told.set(from, copy);
    put(copy, row);
  }
  for (const left of early.values()) for (const { read: place, row } of left) put(place, row);
  let at = 0;
  for (let place = -1; place < timed.length; place++) {
    if (place >= 0) rows[at++] = timed[place] as number;
    for (const row of behind.get(place) ?? []) rows[at++] = row;
  }
}

/** Places in `timed` of each message, in order: a message that was sent again has several. */
function placesByMessage(index: MessageIndex, timed: Uint32Array): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [place, row] of timed.entries()) {
    const key = messageKey(index, row);
    const places = found.get(key);
    if (places) places.push(place);
    else found.set(key, [place]);
  }
  return found;
}

/** What copies of one message have in common, on one hop. */
function messageKey({ columns: c }: MessageIndex, row: number): string {
  return `${c.cseq[row]} ${c.method[row]} ${c.status[row]} ${c.branch[row]} ${c.toTag[row]}`;
}
