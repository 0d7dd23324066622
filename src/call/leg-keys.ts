import type { MessageIndex } from '../sip/message-index.ts';
import type { LegFacts } from './leg-facts.ts';

/** Keys of some kinds that the INVITEs carry which began the legs: side by side, as they are compared often. */
export interface LegKeys {
  /** Keys of leg i stand at from[i] … to[i] - 1. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** As in the key table. */
  readonly kind: Uint8Array;
  readonly value: Uint32Array;
}

/**
 * Finds the keys of some kinds for all legs: one pass over the key table.
 * @param kinds bit 1 << kind for each that is wanted
 */
export function findLegKeys({ keys }: MessageIndex, { count, first, legOfRow }: LegFacts, kinds: number): LegKeys {
  const { row, kind, value } = keys.columns;
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const found = { kind: new Uint8Array(keys.count), value: new Uint32Array(keys.count) };
  let end = 0;
  for (let i = 0; i < keys.count; i++) {
    if (!(kinds & (1 << (kind[i] as number)))) continue;
    const leg = legOfRow[row[i] as number] as number;
    if (leg < 0 || first[leg] !== row[i]) continue;
    // Keys of one row follow each other.
    if (to[leg] === 0) from[leg] = end;
    found.kind[end] = kind[i] as number;
    found.value[end] = value[i] as number;
    to[leg] = ++end;
  }
  return { from, to, ...found };
}
