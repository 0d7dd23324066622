import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { diagnoseCalls } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/finding.ts';
import type { SourceFacts, Traffic } from '../../src/diagnose/trace-facts.ts';
import { callFrom, type Flow, indexFrom } from './flow.ts';

/** What a trace has beside its messages; times of traffic are microseconds after the first message. */
export interface Beside {
  readonly sources?: readonly SourceFacts[];
  readonly traffic?: Partial<Traffic>;
}

/** Findings of all calls of a flow, call by call. */
export function findingsIn(flow: string, beside: Beside = {}): Promise<Finding[]> {
  return findingsOfFlow(callFrom(flow), beside);
}

/** The same for a flow of which perhaps only some messages were captured. */
export async function findingsOfFlow(picture: Flow, { sources, traffic }: Beside = {}): Promise<Finding[]> {
  const index = indexFrom(picture);
  const readBytes = (row: number) => Promise.resolve(picture.messages[row]?.bytes ?? new Uint8Array(0));
  const start = picture.messages[0]?.time ?? 0;
  const shifted = {
    flows: (traffic?.flows ?? []).map((one) => ({ ...one, first: one.first + start, last: one.last + start })),
    events: (traffic?.events ?? []).map((one) => ({ ...one, time: one.time + start })),
  };
  const calls = joinCalls(index, summarise(index), NO_JOIN_DECISIONS);
  const findings: Finding[] = [];
  const trace = { index, calls, readBytes, traffic: shifted, ...(sources && { sources }) };
  for await (const step of diagnoseCalls(trace)) findings.push(...step.findings);
  return findings;
}

/** A flow that a rule must speak about, and how. */
export interface Fires extends Beside {
  readonly shows: string;
  readonly flow: string;
  readonly finding?: Partial<Finding>;
  /** What its text must say. */
  readonly says?: RegExp;
  /** How often it speaks, where once too often would be wrong. */
  readonly times?: number;
}

/** A flow that looks alike: the rule is silent, or says no more than this. */
export interface NearMiss extends Beside {
  /** One of the `unless` of the rule, word for word. */
  readonly trap: string;
  readonly flow: string;
  readonly atMost?: 'warning' | 'info';
}

export interface RuleCases {
  readonly rule: string;
  readonly fires: readonly Fires[];
  readonly near: readonly NearMiss[];
}
