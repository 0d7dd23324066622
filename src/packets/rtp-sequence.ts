import type { FlowColumns } from './flow-columns.ts';

/** RFC 3550 §A.1: a jump by more than this is a new beginning, not loss; a packet late by more than this is none. */
const MOST_DROPPED = 3000;
const MOST_LATE = 100;
/** Sequence numbers below the highest that are remembered one by one, newest in the lowest bit. */
const WINDOW = 32;
const ALL = 0xffffffff;
/** Beginning of counting beyond 16 bits: room for packets that are earlier than the first. */
const START = 0x10000;
/** No sequence number: nothing jumped. */
const NONE = 0x10000;

/** Begins the count with the first packet. */
export function beginSequence(c: FlowColumns, row: number, sequence: number): void {
  c.base[row] = c.top[row] = START + sequence;
  c.window[row] = ALL;
  c.jumped[row] = NONE;
}

/** Takes the sequence number of a packet that is not the first: lost, late, twice, or a new beginning (RFC 3550 §A.1). */
export function takeSequence(c: FlowColumns, row: number, sequence: number): void {
  const top = c.top[row] as number;
  const step = (sequence - top) & 0xffff;
  if (step === 1 && c.window[row] === ALL) {
    c.top[row] = top + 1;
    c.steps[row] = (c.steps[row] as number) + 1;
  } else if (step === 0) c.duplicates[row] = (c.duplicates[row] as number) + 1;
  else if (step < MOST_DROPPED) forward(c, row, step);
  else if (step > 0xffff - MOST_LATE) late(c, row, 0x10000 - step);
  else if (c.jumped[row] === sequence) restart(c, row, sequence);
  else {
    c.jumped[row] = (sequence + 1) & 0xffff;
    c.strays[row] = (c.strays[row] as number) + 1;
    return;
  }
  c.jumped[row] = NONE;
}

/** What is still in the window counts: no more packets. */
export function endSequence(c: FlowColumns, row: number): void {
  slide(c, row, WINDOW);
  closeRun(c, row);
}

/** Packets that the numbers promise, less those that came. */
export function lostOf(c: FlowColumns, row: number): number {
  const expected = (c.earlier[row] as number) + (c.top[row] as number) - (c.base[row] as number) + 1;
  return Math.max(0, expected - (c.packets[row] as number) + (c.duplicates[row] as number) + (c.strays[row] as number));
}

function forward(c: FlowColumns, row: number, step: number): void {
  slide(c, row, step);
  c.top[row] = (c.top[row] as number) + step;
  if (step === 1) c.steps[row] = (c.steps[row] as number) + 1;
  c.window[row] = ((c.window[row] as number) | 1) >>> 0;
}

/** Moves the window on; holes that leave it stay holes. */
function slide(c: FlowColumns, row: number, step: number): void {
  let window = c.window[row] as number;
  const turns = Math.min(step, WINDOW);
  for (let i = 0; i < turns; i++) {
    if (window >>> 31) closeRun(c, row);
    else c.run[row] = (c.run[row] as number) + 1;
    window = (window << 1) >>> 0;
  }
  // What never was in the window was not there at all.
  if (step > WINDOW) c.run[row] = (c.run[row] as number) + step - WINDOW;
  c.window[row] = window;
}

function closeRun(c: FlowColumns, row: number): void {
  const run = c.run[row] as number;
  if (run === 0) return;
  c.run[row] = 0;
  c.runs[row] = (c.runs[row] as number) + 1;
  c.longestRun[row] = Math.max(c.longestRun[row] as number, run);
}

function late(c: FlowColumns, row: number, behind: number): void {
  const top = c.top[row] as number;
  const base = c.base[row] as number;
  if (top - behind < base) {
    // Earlier than the first: those between are missing now.
    for (let at = top - base + 1; at < behind && at < WINDOW; at++) clearBit(c, row, at);
    c.base[row] = top - behind;
  } else if (behind < WINDOW && ((c.window[row] as number) >>> behind) & 1) {
    c.duplicates[row] = (c.duplicates[row] as number) + 1;
    return;
  }
  if (behind < WINDOW) c.window[row] = ((c.window[row] as number) | (1 << behind)) >>> 0;
  c.late[row] = (c.late[row] as number) + 1;
}

function clearBit(c: FlowColumns, row: number, bit: number): void {
  c.window[row] = ((c.window[row] as number) & ~(1 << bit)) >>> 0;
}

/** Two in a row of new numbers: the sender began anew (RFC 3550 §A.1). */
function restart(c: FlowColumns, row: number, sequence: number): void {
  endSequence(c, row);
  c.earlier[row] = (c.earlier[row] as number) + (c.top[row] as number) - (c.base[row] as number) + 1;
  c.strays[row] = (c.strays[row] as number) - 1;
  c.restarts[row] = (c.restarts[row] as number) + 1;
  c.base[row] = START + ((sequence - 1) & 0xffff);
  c.top[row] = (c.base[row] as number) + 1;
  c.window[row] = ALL;
}
