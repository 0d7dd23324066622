import type { MessageIndex } from './message-index.ts';

/**
 * Where the rows of an index stand in one that was made of the same sources and has more in between, as decryption brings:
 * by old row, -1 for one that is no more.
 */
export function sameRows(before: MessageIndex, now: MessageIndex): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(before.count).fill(-1);
  let next = 0;
  for (let row = 0; row < before.count; row++) {
    const found = find(before, row, now, next);
    if (found < 0) continue;
    rows[row] = found;
    next = found + 1;
  }
  return rows;
}

/** Rows that are looked at beyond the last one that was found. */
const REACH = 1 << 16;

function find(before: MessageIndex, row: number, now: MessageIndex, from: number): number {
  const source = before.columns.source[row] as number;
  const end = Math.min(now.count, from + REACH);
  for (let other = from; other < end && (now.columns.source[other] as number) <= source; other++) {
    if (isSame(before, row, now, other)) return other;
  }
  return -1;
}

/** The same bytes at the same place of the same source, or the same message where it was put together. */
function isSame(before: MessageIndex, row: number, now: MessageIndex, other: number): boolean {
  const [a, b] = [before.columns, now.columns];
  const same = (['source', 'size', 'side', 'transport', 'status', 'cseq', 'sequence'] as const).every(
    (name) => a[name][row] === b[name][other],
  );
  if (!same) return false;
  if (a.side[row] === 0) return a.place[row] === b.place[other];
  return before.callIds.text(a.callId[row] as number) === now.callIds.text(b.callId[other] as number);
}
