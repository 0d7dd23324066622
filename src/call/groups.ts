import type { MessageIndex } from '../sip/message-index.ts';
import { BYE, INVITE } from '../sip/methods.ts';
import { isRetriable } from './status.ts';
import { orderUntimed } from './untimed.ts';

/** Rows of each call: call i has rows[start[i]] … rows[start[i + 1] - 1], in order of time. */
export interface Groups {
  readonly count: number;
  readonly start: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

/**
 * Messages of one Call-ID belong together, with three exceptions: a Call-ID that is used again after its calls have ended,
 * a Call-ID that a copy masked into one value for all calls, and messages without one, which stay alone.
 */
export function groupCalls(index: MessageIndex): Groups {
  const byCallId = bucket(index.columns.callId, index.count, index.callIds.count);
  const starts: number[] = [];
  const rows = byCallId.rows;
  let split = byCallId.start[index.callIds.count] !== index.count;
  for (let group = 0; group < byCallId.count; group++) {
    const from = byCallId.start[group] as number;
    const to = byCallId.start[group + 1] as number;
    if (from === to) continue;
    const part = rows.subarray(from, to);
    sortByTime(index, part);
    const keys = group === index.callIds.count ? singles(part) : splitKeys(index, part);
    if (keys) reorder(part, keys, from, starts);
    else starts.push(from);
    split ||= keys !== null;
  }
  starts.push(index.count);
  const groups = { count: starts.length - 1, start: Uint32Array.from(starts), rows };
  // Call-IDs are numbered as they appear, so without a split the calls stand in order already.
  return split ? inOrderOfAppearance(groups) : groups;
}

/** Counting sort of row numbers by a column; rows without a value (-1) come into a last bucket of their own. */
function bucket(column: Int32Array, count: number, values: number): Groups {
  const start = new Uint32Array(values + 2);
  const bucketOf = (row: number) => ((column[row] as number) < 0 ? values : (column[row] as number));
  for (let row = 0; row < count; row++) start[bucketOf(row) + 1] = (start[bucketOf(row) + 1] as number) + 1;
  for (let i = 1; i < start.length; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  const next = start.slice();
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const at = bucketOf(row);
    rows[next[at] as number] = row;
    next[at] = (next[at] as number) + 1;
  }
  return { count: values + 1, start, rows };
}

/** Time order where messages have times, else the order of reading; equal stamps keep the order of reading. */
function sortByTime(index: MessageIndex, rows: Uint32Array): void {
  const { time } = index.columns;
  let sorted = true;
  let untimed = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const at = time[row] as number;
    if (Number.isNaN(at)) untimed++;
    if (at < last) sorted = false;
    last = at;
  }
  if (untimed > 0 && untimed < rows.length) orderUntimed(index, rows);
  else if (!sorted) rows.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b);
}

function singles(rows: Uint32Array): number[] {
  return Array.from(rows, (_, i) => i);
}

/** For each row the part it belongs to, or null when all rows are one call, as they nearly always are. */
function splitKeys(index: MessageIndex, rows: Uint32Array): number[] | null {
  if (!hasSeveralSenders(index, rows)) return null;
  const callId = index.callIds.text(index.columns.callId[rows[0] as number] as number);
  return isMasked(callId) ? keysByTag(index, rows) : keysByReuse(index, rows);
}

/** Whether requests outside a dialog carry different From tags. */
function hasSeveralSenders(index: MessageIndex, rows: Uint32Array): boolean {
  const { status, toTag, fromTag } = index.columns;
  const first = fromTag[rows[0] as number];
  for (const row of rows) if (status[row] === 0 && toTag[row] === -1 && fromTag[row] !== first) return true;
  return false;
}

/** A Call-ID that a web page or a redaction put in place of every Call-ID. */
function isMasked(callId: string): boolean {
  return /^\[?email|^\[?protected|^[xX*]{3,}(?:@[xX*.]+)?$|^<?(?:redacted|removed|hidden|call-?id)>?$/i.test(callId);
}

/** Rows that share a From or To tag belong together. */
function keysByTag(index: MessageIndex, rows: Uint32Array): number[] {
  const { fromTag, toTag } = index.columns;
  const partOf = new Map<number, number>();
  let parts = 0;
  return Array.from(rows, (row) => {
    const tags = [fromTag[row] as number, toTag[row] as number].filter((tag) => tag >= 0);
    const known = tags.map((tag) => partOf.get(tag)).find((part) => part !== undefined);
    const part = known ?? parts++;
    for (const tag of tags) if (!partOf.has(tag)) partOf.set(tag, part);
    return part;
  });
}

/**
 * An INVITE outside a dialog with a From tag not seen before, after everything of the Call-ID has ended, begins a new
 * call. A retry after a challenge or redirect is no new call, even where a phone changes its tag for it.
 */
function keysByReuse(index: MessageIndex, rows: Uint32Array): number[] | null {
  const c = index.columns;
  const stateOf = new Map<number, 'pending' | 'retry' | 'open' | 'ended'>();
  let part = 0;
  const keys = Array.from(rows, (row) => {
    const status = c.status[row] as number;
    const method = c.method[row] as number;
    const tag = c.fromTag[row] as number;
    if (method === BYE && status === 0) {
      for (const [open, state] of stateOf) if (state === 'open') stateOf.set(open, 'ended');
    } else if (method === INVITE && status === 0 && c.toTag[row] === -1) {
      const allEnded = stateOf.size > 0 && [...stateOf.values()].every((state) => state === 'ended');
      if (allEnded && !stateOf.has(tag)) {
        part++;
        stateOf.clear();
      }
      stateOf.set(tag, 'pending');
    } else if (method === INVITE && status >= 200) {
      if (status < 300) stateOf.set(tag, 'open');
      else if (stateOf.get(tag) === 'pending') stateOf.set(tag, isRetriable(status) ? 'retry' : 'ended');
    }
    return part;
  });
  return part === 0 ? null : keys;
}

/** Sorts `part` by key, stable, and notes where each key begins. */
function reorder(part: Uint32Array, keys: readonly number[], from: number, starts: number[]): void {
  const order = keys.map((key, i) => ({ key, i })).sort((a, b) => a.key - b.key || a.i - b.i);
  const copy = part.slice();
  let last = -1;
  for (const [at, { key, i }] of order.entries()) {
    part[at] = copy[i] as number;
    if (key !== last) starts.push(from + at);
    last = key;
  }
}

/** Calls in the order in which their first message was read. */
function inOrderOfAppearance(groups: Groups): Groups {
  const first = (group: number) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = groups.start[group] as number; i < (groups.start[group + 1] as number); i++) {
      least = Math.min(least, groups.rows[i] as number);
    }
    return least;
  };
  const firsts = Float64Array.from({ length: groups.count }, (_, group) => first(group));
  const order = Uint32Array.from(firsts.keys()).sort((a, b) => (firsts[a] as number) - (firsts[b] as number));
  const start = new Uint32Array(groups.count + 1);
  const rows = new Uint32Array(groups.rows.length);
  let at = 0;
  for (const [i, group] of order.entries()) {
    start[i] = at;
    const part = groups.rows.subarray(groups.start[group], groups.start[group + 1]);
    rows.set(part, at);
    at += part.length;
  }
  start[groups.count] = at;
  return { count: groups.count, start, rows };
}
