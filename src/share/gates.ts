import type { Capsule } from '../capsule/capsule.ts';
import { findLeaks, type Leak } from './gate/leaks.ts';
import { compareModels, type Difference } from './gate/model.ts';
import type { Redacted } from './redact.ts';

/** What keeps a redacted trace from leaving; both empty: nothing does. */
export interface GateReport {
  /** Gate 1: original values that are still in it, in any notation. */
  readonly leaks: readonly Leak[];
  /** Gate 2: where it says something else than the original, names aside. */
  readonly differences: readonly Difference[];
}

/** Asks both gates about a trace that was redacted from `original`. Nothing may leave unless both are silent. */
export async function askGates(original: Capsule, redacted: Redacted): Promise<GateReport> {
  const sizes = redacted.messages.map(({ size }) => size);
  return {
    leaks: findLeaks(original, redacted),
    differences: await compareModels(original, redacted.capsule, sizes),
  };
}

export function mayLeave({ leaks, differences }: GateReport): boolean {
  return leaks.length === 0 && differences.length === 0;
}
