import type { CallMessage } from '../call/types.ts';
import { type Exchange, isSuccess } from './exchange.ts';
import type { Scene } from './scene.ts';

/** BYE transactions as they left whoever hung up, in order. */
export function byesOf(scene: Scene): readonly Exchange[] {
  return scene.once(findByes);
}

function findByes({ exchanges }: Scene): Exchange[] {
  return exchanges.filter(({ method, hop, request }) => method === 'BYE' && !hop && request !== null);
}

/** The 2xx that reached the caller; null when the call was not answered. */
export function answerOf(scene: Scene): CallMessage | null {
  return scene.initial.findLast(({ final }) => isSuccess(final))?.final ?? null;
}

/** INVITE and UPDATE inside the dialog, as they left their sender, in order. */
export function changesOf(scene: Scene): readonly Exchange[] {
  return scene.once(findChanges);
}

function findChanges({ exchanges }: Scene): Exchange[] {
  return exchanges.filter(
    ({ method, hop, inDialog, request }) => (method === 'INVITE' || method === 'UPDATE') && !hop && inDialog && request,
  );
}

/** What is agreed about refreshing the session (RFC 4028). */
export interface SessionTimer {
  /** Microseconds. */
  readonly interval: number;
  /** The 2xx that agreed or refreshed it last. */
  readonly since: CallMessage;
  /** From tag of the side that has to refresh, '' when it is not said. */
  readonly refresher: string;
}

/** The session timer in force at the end of a call, or before a message; null when none was agreed or it was ended. */
export function sessionTimerOf(scene: Scene, before?: CallMessage): SessionTimer | null {
  let timer: SessionTimer | null = null;
  for (const message of scene.messages) {
    if (message.row === before?.row) break;
    if (message.copy !== null || !isSuccess(message)) continue;
    if (message.method !== 'INVITE' && message.method !== 'UPDATE') continue;
    const seconds = scene.trace.index.columns.sessionExpires[message.row] ?? 0;
    // RFC 4028 §7.2: a 2xx without Session-Expires ends the timer.
    timer = seconds === 0 ? null : { interval: seconds * 1e6, since: message, refresher: refresherOf(scene, message) };
  }
  return timer;
}

/** `uac` is whoever sent the request, `uas` whoever answered it (RFC 4028 §4). */
function refresherOf(scene: Scene, response: CallMessage): string {
  const value = scene.header(response.row, 'Session-Expires') ?? '';
  const role = /;\s*refresher\s*=\s*"?(ua[cs])/i.exec(value)?.[1]?.toLowerCase();
  if (role === 'uac') return response.fromTag;
  return role === 'uas' ? response.toTag : '';
}

/** `the caller, Alice (192.0.2.10:5060)`: the side that a tag belongs to. */
export function sideOf(scene: Scene, tag: string): string {
  const [first] = scene.initial;
  const message = scene.messages.find(
    ({ fromTag, kind, copy }) => fromTag === tag && kind === 'request' && copy === null,
  );
  const answer = scene.messages.find(({ toTag, kind, copy }) => toTag === tag && kind === 'response' && copy === null);
  const name = scene.nameOf(message?.from ?? answer?.from ?? -1);
  if (!first) return name;
  return `the ${first.fromTag === tag ? 'caller' : 'callee'}, ${name}`;
}
