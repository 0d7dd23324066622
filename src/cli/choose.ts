import { summaryOf } from '../call/table.ts';
import type { CallTable } from '../call/types.ts';

/** Calls that a name means: a number as in the list, from 1, or the Call-ID of one of its legs. Empty when there is none. */
export function callsNamed(calls: CallTable, name: string): number[] {
  const all = [...Array(calls.count).keys()];
  const byId = all.filter((call) => summaryOf(calls, call)?.callIds.includes(name));
  if (byId.length > 0) return byId;
  const number = /^\d{1,9}$/.test(name) ? Number(name) : 0;
  return number >= 1 && number <= calls.count ? [number - 1] : [];
}
