import { KINDS } from '../call/types.ts';
import type { Scene } from './scene.ts';
import type { TraceFacts } from './trace-facts.ts';

/** Between the failure of one route and the next attempt; a person dials more slowly. Microseconds. */
const AT_ONCE = 3_000_000;
/** Where nobody answered, the next attempt follows when the sender gives up: timer B and a moment. */
const AFTER_SILENCE = 35_000_000;
/** The next attempt may leave a moment before the failure is acknowledged. */
const SLACK = 100_000;

/**
 * Where a call goes on that failed here: the endpoint that a new Call-ID goes to, from the same host, at once. It may be
 * a leg of the same call, or a call of the same parties. -1 when there is none.
 */
export function followUpOf(scene: Scene): number {
  const { summary } = scene.call;
  if (summary.kind !== 'call' || !isHunted(summary.status)) return -1;
  const sibling = siblingOf(scene);
  return sibling >= 0 ? sibling : otherCall(scene);
}

/** A leg of the same call that leaves the same host for another one, at once after this leg failed. */
function siblingOf({ call, whole, trace }: Scene): number {
  const hostOf = (endpoint: number) => trace.hostOf[endpoint] ?? -1;
  const { caller, callee, end, status } = call.summary;
  const next = whole.legs.find(
    ({ summary: other }) =>
      other.callId !== call.summary.callId &&
      hostOf(other.caller.endpoint) === hostOf(caller.endpoint) &&
      hostOf(other.callee.endpoint) !== hostOf(callee.endpoint) &&
      other.start >= end - SLACK &&
      other.start <= end + patience(status),
  );
  return next?.summary.callee.endpoint ?? -1;
}

function otherCall({ trace, call }: Scene): number {
  const { index, end, status } = call.summary;
  const { calls } = trace;
  const next = trace.once(attemptsByParties).get(keyOf(trace, index)) ?? [];
  const host = hostOfCaller(trace, index);
  const found = next.find((other) => {
    if (hostOfCaller(trace, other) !== host) return false;
    const start = calls.start[other] as number;
    if (other === index || !(start >= end - SLACK && start <= end + patience(status))) return false;
    return hostOfCallee(trace, other) !== hostOfCallee(trace, index);
  });
  return found === undefined ? -1 : (calls.calleeEndpoint[found] ?? -1);
}

/** Failures after which another route may be tried: 408, 5xx, no answer at all. */
export function isHunted(status: number): boolean {
  return status === 0 || status === 408 || (status >= 500 && status < 600);
}

function patience(status: number): number {
  return status === 0 ? AFTER_SILENCE : AT_ONCE;
}

function hostOfCallee(trace: TraceFacts, call: number): number {
  return trace.hostOf[trace.calls.calleeEndpoint[call] as number] ?? -1;
}

function hostOfCaller(trace: TraceFacts, call: number): number {
  return trace.hostOf[trace.calls.callerEndpoint[call] as number] ?? -1;
}

/** One number for both URIs: ids are far below 2²⁶. */
function keyOf({ calls }: TraceFacts, call: number): number {
  return ((calls.callerUri[call] as number) + 1) * 0x4000000 + (calls.calleeUri[call] as number) + 1;
}

function attemptsByParties(trace: TraceFacts): ReadonlyMap<number, readonly number[]> {
  const byKey = new Map<number, number[]>();
  for (let call = 0; call < trace.calls.count; call++) {
    if (KINDS[trace.calls.kind[call] as number] !== 'call') continue;
    const key = keyOf(trace, call);
    const list = byKey.get(key);
    if (list) list.push(call);
    else byKey.set(key, [call]);
  }
  return byKey;
}
