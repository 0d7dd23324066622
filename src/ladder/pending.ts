import type { CallMessage } from '../call/types.ts';

/** Requests that wait for their final response, by the two ends of their hop; and what is on hold. */
export class Pending {
  /** By hop, then method: CSeq numbers. */
  readonly #hops = new Map<number, Map<string, Set<number>>>();
  readonly #holds = new Map<string, boolean>();
  readonly #held = new Set<string>();

  /** Whether a response could belong to another request than it does, as far as the eye can tell. */
  isAmbiguous(message: CallMessage): boolean {
    if (message.kind === 'request') return false;
    const methods = this.#hops.get(hopKey(message.to, message.from));
    return methods !== undefined && methods.size > 1;
  }

  isOnHold({ callId }: CallMessage): boolean {
    return this.#held.has(callId);
  }

  /** Some request of a kind that is answered never was. */
  get isOpen(): boolean {
    for (const methods of this.#hops.values()) if (methods.size > 0) return true;
    return false;
  }

  pass(message: CallMessage): void {
    this.#passHold(message);
    const { kind, from, to, method, cseq, status } = message;
    if (method === 'ACK') return;
    if (kind === 'request') {
      if (message.copy === 'retransmission' || message.copy === 'duplicate') return;
      const key = hopKey(from, to);
      const methods = this.#hops.get(key) ?? new Map<string, Set<number>>();
      this.#hops.set(key, methods);
      methods.set(method, (methods.get(method) ?? new Set<number>()).add(cseq));
      return;
    }
    if (status < 200) return;
    const methods = this.#hops.get(hopKey(to, from));
    const waiting = methods?.get(method);
    waiting?.delete(cseq);
    if (waiting?.size === 0) methods?.delete(method);
  }

  /** A hold that was offered holds once it is accepted; one that is refused changes nothing (RFC 3261 §14.1). */
  #passHold({ kind, sdp, callId, cseq, method, status }: CallMessage): void {
    if (kind === 'request') {
      if (sdp?.reoffer) this.#holds.set(JSON.stringify([callId, cseq, method]), sdp.hold);
      return;
    }
    if (this.#holds.size === 0) return;
    const key = JSON.stringify([callId, cseq, method]);
    const offered = this.#holds.get(key);
    if (offered === undefined || status < 200) return;
    this.#holds.delete(key);
    if (status >= 300) return;
    if (offered) this.#held.add(callId);
    else this.#held.delete(callId);
  }
}

/** One number for an ordered pair of endpoint ids, which stay far below 2^26. */
function hopKey(client: number, server: number): number {
  return client * 67_108_864 + server;
}
