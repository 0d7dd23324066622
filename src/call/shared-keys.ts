import { LOWER_BRANCH, NAMED_DIALOG, TOKEN } from '../sip/key-table.ts';
import type { Legs } from './leg-relations.ts';

/** Keys that name what another leg is called: several that carry one have nothing in common by that. */
const NAMING = (1 << TOKEN) | (1 << NAMED_DIALOG) | (1 << LOWER_BRANCH);

/** Values of the key table that several legs carry, each with its keys but for those that only name another leg. */
export interface SharedKeys {
  readonly count: number;
  /** Keys of value i stand at keys[start[i]] … keys[start[i + 1] - 1], in order of reading. */
  readonly start: Uint32Array;
  /** Positions in the key table. */
  readonly keys: Uint32Array;
  /** Id of the value, and which kinds of key carry it: bit 1 << kind. */
  readonly value: Uint32Array;
  readonly kinds: Uint32Array;
}

/** Finds the shared values: two passes over the key table and a counting sort of what they leave. */
export function findSharedKeys({ index, facts }: Legs): SharedKeys {
  const { row, kind, value: valueAt } = index.keys.columns;
  const keyCount = index.keys.count;
  const distinct = index.keys.values.count;
  const { legOfRow } = facts;
  // Both hold numbers from 1 on, so that 0 means none.
  const firstLeg = new Int32Array(distinct);
  const groupOf = new Int32Array(distinct);
  let count = 0;
  for (let i = 0; i < keyCount; i++) {
    if (NAMING & (1 << (kind[i] as number))) continue;
    const leg = (legOfRow[row[i] as number] as number) + 1;
    if (leg === 0) continue;
    const value = valueAt[i] as number;
    const first = firstLeg[value] as number;
    if (first === 0) firstLeg[value] = leg;
    else if (first !== leg && groupOf[value] === 0) groupOf[value] = ++count;
  }
  const start = new Uint32Array(count + 2);
  const value = new Uint32Array(count);
  const kinds = new Uint32Array(count);
  for (let i = 0; i < keyCount; i++) {
    const group = groupOf[valueAt[i] as number] as number;
    if (group === 0 || NAMING & (1 << (kind[i] as number)) || (legOfRow[row[i] as number] as number) < 0) continue;
    start[group + 1] = (start[group + 1] as number) + 1;
    value[group - 1] = valueAt[i] as number;
    kinds[group - 1] = (kinds[group - 1] as number) | (1 << (kind[i] as number));
  }
  for (let i = 1; i < start.length; i++) start[i] = (start[i] as number) + (start[i - 1] as number);
  const keys = new Uint32Array(start[count + 1] as number);
  for (let i = 0; i < keyCount; i++) {
    const group = groupOf[valueAt[i] as number] as number;
    if (group === 0 || NAMING & (1 << (kind[i] as number)) || (legOfRow[row[i] as number] as number) < 0) continue;
    const at = start[group] as number;
    keys[at] = i;
    start[group] = at + 1;
  }
  return { count, start: start.subarray(0, count + 1), keys, value, kinds };
}
