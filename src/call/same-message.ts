import { FINE_CLOCK } from '../base/captured.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Sources in which one message is looked for at most. */
const MOST_SOURCES = 16;
/** Copies closer together than this are one packet that was captured twice. Microseconds. */
const TWICE = 20_000;

/** A message that two sources show, once each. */
export interface Sighting {
  /** Rows; that of the earlier source first. */
  readonly a: number;
  readonly b: number;
}

/**
 * Calls `take` for each message that was seen in two sources and is told apart from all others: same transaction of the
 * same hop (its branch), same dialog, sent once. Messages that a source shows several times, as they were sent again, are
 * left out, because nothing tells which is which.
 */
export function eachSighting(index: MessageIndex, take: (sighting: Sighting) => void): void {
  const first = firstRows(index);
  for (let row = 0; row < index.count; row++) {
    if (first.heads[row] !== 1) continue;
    const rows: number[] = [];
    for (let other = row; other >= 0 && rows.length < MOST_SOURCES; other = first.next[other] as number) {
      if (first.repeated[other] === 0) rows.push(other);
    }
    for (const [i, a] of rows.entries()) for (const b of rows.slice(i + 1)) take({ a, b });
  }
}

/** For each message its first row in each source, chained by `next`; `heads` marks where a chain begins. */
interface FirstRows {
  readonly heads: Uint8Array;
  readonly next: Int32Array;
  /** 1 when the source shows it again later. */
  readonly repeated: Uint8Array;
}

function firstRows(index: MessageIndex): FirstRows {
  const { count } = index;
  const { time, source, flags } = index.columns;
  const heads = new Uint8Array(count);
  const next = new Int32Array(count).fill(-1);
  const repeated = new Uint8Array(count);
  const tails = new Int32Array(count).fill(-1);
  const slots = new Int32Array(slotsFor(count)).fill(-1);
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(time[row])) continue;
    const head = headOf(index, slots, row);
    if (head === row) {
      heads[row] = 1;
      tails[row] = row;
      continue;
    }
    // Sources are read one behind the other, so that the row before it of the same source is the last of the chain.
    const last = tails[head] as number;
    if (source[last] !== source[row]) {
      next[last] = row;
      tails[head] = row;
      continue;
    }
    const isTwice = Math.abs((time[row] as number) - (time[last] as number)) < TWICE;
    if (!isTwice || !((flags[row] as number) & FINE_CLOCK)) repeated[last] = 1;
  }
  return { heads, next, repeated };
}

function slotsFor(count: number): number {
  let slots = 1024;
  while (slots < count * 2) slots *= 2;
  return slots;
}

/** The first row of the same message; the row itself when it is new. */
function headOf(index: MessageIndex, slots: Int32Array, row: number): number {
  const mask = slots.length - 1;
  for (let slot = hashOf(index, row) & mask; ; slot = (slot + 1) & mask) {
    const other = slots[slot] as number;
    if (other < 0) {
      slots[slot] = row;
      return row;
    }
    if (isSame(index, row, other)) return other;
  }
}

function hashOf({ columns: c }: MessageIndex, row: number): number {
  let hash = 0x811c9dc5;
  for (const column of [c.callId, c.branch, c.cseq, c.method, c.status, c.toTag]) {
    hash = Math.imul(hash ^ (column[row] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function isSame({ columns: c }: MessageIndex, row: number, other: number): boolean {
  // Without a Call-ID or a branch, nothing tells messages apart.
  if ((c.callId[row] as number) < 0 || (c.branch[row] as number) < 0) return false;
  const same = [c.callId, c.branch, c.cseq, c.method, c.status, c.toTag, c.fromTag, c.rseq];
  return same.every((column) => column[row] === column[other]);
}
