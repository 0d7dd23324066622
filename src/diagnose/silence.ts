import type { Exchange } from './exchange.ts';
import type { Scene } from './scene.ts';

/** 64 × T1, microseconds: how long a client waits for a final response (RFC 3261 §17.1.1.2 timer B, §17.1.2.2 timer F). */
export const GIVE_UP = 32_000_000;

const UDP = 1;
/** Copies of a request that its timers allow within 64 × T1 over UDP. */
const ALL_INVITES = 7;
const ALL_OTHERS = 11;

/**
 * What the absence of a response means. `answered`: there is one. `blind`: answers in that direction are not in the trace.
 * `open`: the trace ends before the sender had to give up. `silent`: none came.
 */
export type Silence = 'answered' | 'blind' | 'open' | 'silent';

/** Judges a request to which no final response is in the trace; provisional ones count as an answer to an INVITE. */
export function silenceOf(scene: Scene, exchange: Exchange): Silence {
  const { request, copies, method, responses, final } = exchange;
  if (!request || (method === 'INVITE' ? responses.length > 0 : final !== null)) return 'answered';
  if (isAnsweredElsewhere(scene, exchange)) return 'answered';
  if (scene.coverage.blind(exchange.client, exchange.server)) return 'blind';
  const all = method === 'INVITE' ? ALL_INVITES : ALL_OTHERS;
  const waited = scene.coverage.watched(request.time, GIVE_UP) || copies.length >= all;
  if (!waited && !saysTimeout(scene, exchange)) return 'open';
  // RFC 3261 §17.1.1.2, §17.1.2.2: over UDP a sender that hears nothing repeats itself. This one was content.
  return request.transport === UDP && copies.length === 1 ? 'blind' : 'silent';
}

/** A proxy that waited for this answer told its own client that none came: it gave up by a timer of its own. */
function saysTimeout(scene: Scene, { hop, client, copies, cseq, method }: Exchange): boolean {
  const last = copies.at(-1);
  if (!hop || !last) return false;
  const told = scene.once(answersOf).timeouts.get(timeoutKey(scene, client, cseq, method));
  return told !== undefined && told >= last.time;
}

/** A response with the same branch at another point of capture, where addresses may have been translated. */
function isAnsweredElsewhere(scene: Scene, { branch, cseq, method }: Exchange): boolean {
  if (branch === '') return false;
  const status = scene.once(answersOf).statuses.get(branchKey(branch, cseq, method)) ?? 0;
  return method === 'INVITE' ? status > 0 : status >= 200;
}

interface Answers {
  /** The greatest status code by branch, CSeq and method. */
  readonly statuses: ReadonlyMap<string, number>;
  /** When a host last said 408 to a CSeq and method. */
  readonly timeouts: ReadonlyMap<string, number>;
}

function answersOf(scene: Scene): Answers {
  const statuses = new Map<string, number>();
  const timeouts = new Map<string, number>();
  const raise = (map: Map<string, number>, key: string, value: number) => {
    if (value > (map.get(key) ?? Number.NEGATIVE_INFINITY)) map.set(key, value);
  };
  for (const { kind, branch, cseq, method, status, time, from } of scene.messages) {
    if (kind !== 'response') continue;
    raise(statuses, branchKey(branch, cseq, method), status);
    if (status === 408) raise(timeouts, timeoutKey(scene, from, cseq, method), time);
  }
  return { statuses, timeouts };
}

function branchKey(branch: string, cseq: number, method: string): string {
  return `${cseq} ${method} ${branch}`;
}

function timeoutKey(scene: Scene, endpoint: number, cseq: number, method: string): string {
  return `${cseq} ${method} ${scene.endpoint(endpoint).address}`;
}
