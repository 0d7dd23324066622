import { summarise } from '../../src/call/summarise.ts';
import { diagnoseCalls } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/finding.ts';
import type { SourceFacts } from '../../src/diagnose/trace-facts.ts';
import { callFrom, indexFrom } from './flow.ts';

/** Findings of all calls of a flow, call by call. */
export async function findingsIn(flow: string, sources: readonly SourceFacts[] = []): Promise<Finding[]> {
  const picture = callFrom(flow);
  const index = indexFrom(picture);
  const readBytes = (row: number) => Promise.resolve(picture.messages[row]?.bytes ?? new Uint8Array(0));
  const findings: Finding[] = [];
  for await (const step of diagnoseCalls({ index, calls: summarise(index), readBytes, sources })) {
    findings.push(...step.findings);
  }
  return findings;
}

/** A flow that a rule must speak about, and how. */
export interface Fires {
  readonly shows: string;
  readonly flow: string;
  readonly finding?: Partial<Finding>;
  /** What its text must say. */
  readonly says?: RegExp;
  readonly sources?: readonly SourceFacts[];
}

/** A flow that looks alike: the rule is silent, or says no more than this. */
export interface NearMiss {
  /** One of the `unless` of the rule, word for word. */
  readonly trap: string;
  readonly flow: string;
  readonly atMost?: 'warning' | 'info';
  readonly sources?: readonly SourceFacts[];
}

export interface RuleCases {
  readonly rule: string;
  readonly fires: readonly Fires[];
  readonly near: readonly NearMiss[];
}
