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
  return {
    leaks: findLeaks(original, redacted),
    differences: await compareModels(original, redacted.capsule),
  };
}

export function mayLeave({ leaks, differences }: GateReport): boolean {
  return leaks.length === 0 && differences.length === 0;
}

/** Why something may not leave, in plain words. */
export function sayBlocked({ leaks, differences }: GateReport): string {
  const [leak] = leaks;
  if (leak) {
    const more = leaks.length > 1 ? `, and ${leaks.length - 1} more` : '';
    return `Held back: the ${leak.kind} “${leak.value}” would still be found in ${leak.where} (${leak.notation})${more}.`;
  }
  const [difference] = differences;
  if (!difference) return '';
  const call = difference.call < 0 ? '' : ` of call ${difference.call + 1}`;
  return `Held back: redacted, the trace would tell something else (${difference.what}${call}).`;
}
