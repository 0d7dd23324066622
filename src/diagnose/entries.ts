import { rememberingOf } from '../base/memo.ts';
import { type CallTable, KINDS } from '../call/types.ts';

/** What a list of calls holds. */
export interface Entries {
  readonly calls: number;
  /** Registrations, OPTIONS and whatever else is no call. */
  readonly others: number;
}

const CALL = KINDS.indexOf('call');

/** What a table holds. */
export const entriesOf: (table: CallTable) => Entries = rememberingOf(({ kind, count }) => {
  const calls = kind.subarray(0, count).reduce((sum, code) => (code === CALL ? sum + 1 : sum), 0);
  return { calls, others: count - calls };
});

/** "3 calls" and "1 other exchange", as far as there are any. @param say a number with its noun */
export function entryWords({ calls, others }: Entries, say: (count: number, one: string) => string): string[] {
  if (others === 0) return [say(calls, 'call')];
  return calls === 0 ? [say(others, 'exchange')] : [say(calls, 'call'), say(others, 'other exchange')];
}
