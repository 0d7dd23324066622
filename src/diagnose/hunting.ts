import { KINDS } from '../call/types.ts';
import type { Scene } from './scene.ts';
import type { TraceFacts } from './trace-facts.ts';

/** Between the failure of one route and the next attempt; a person dials more slowly. Microseconds. */
const AT_ONCE = 3_000_000;

/**
 * The call that goes on where this one failed: a new Call-ID from the same host, caller and callee, towards another host,
 * at once. -1 when there is none.
 */
export function followUpOf(scene: Scene): number {
  const { trace, call } = scene;
  const { index, status, end } = call.summary;
  if (call.summary.kind !== 'call' || !isHunted(status)) return -1;
  const { calls } = trace;
  const next = trace.once(attemptsByParties).get(keyOf(trace, index)) ?? [];
  const found = next.find((other) => {
    const start = calls.start[other] as number;
    if (other === index || !(start >= end - 100_000 && start <= end + AT_ONCE)) return false;
    return hostOfCallee(trace, other) !== hostOfCallee(trace, index);
  });
  return found ?? -1;
}

/** Failures after which another route may be tried: 408, 5xx, no answer at all. */
export function isHunted(status: number): boolean {
  return status === 0 || status === 408 || (status >= 500 && status < 600);
}

function hostOfCallee(trace: TraceFacts, call: number): number {
  return trace.hostOf[trace.calls.calleeEndpoint[call] as number] ?? -1;
}

function keyOf(trace: TraceFacts, call: number): string {
  const { callerUri, calleeUri, callerEndpoint } = trace.calls;
  return `${callerUri[call]} ${calleeUri[call]} ${trace.hostOf[callerEndpoint[call] as number]}`;
}

function attemptsByParties(trace: TraceFacts): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>();
  for (let call = 0; call < trace.calls.count; call++) {
    if (KINDS[trace.calls.kind[call] as number] !== 'call') continue;
    const key = keyOf(trace, call);
    const list = byKey.get(key);
    if (list) list.push(call);
    else byKey.set(key, [call]);
  }
  return byKey;
}
