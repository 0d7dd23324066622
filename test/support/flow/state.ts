import type { Message } from './message.ts';

/** A request on one hop, and what came back on it. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly cseq: number;
  readonly branch: string;
  readonly transport: string;
  readonly message: Message;
  /** The hop that a proxy passed on; null where the request began. */
  readonly upstream: Hop | null;
  /** Status of the final response, 0 before. */
  final: number;
  readonly replies: Reply[];
}

interface Reply {
  readonly status: number;
  readonly message: Message;
  passedOn: boolean;
}

/** RFC 3261 §12, as far as a flow needs it. */
interface FlowDialog {
  readonly caller: string;
  readonly callee: string;
  readonly callerRoutes: readonly string[];
  readonly calleeRoutes: readonly string[];
  confirmed: boolean;
}

/** All that goes on under one Call-ID. */
export class CallState {
  readonly name: string;
  readonly hops: Hop[] = [];
  /** Header that answers a challenge, by who was challenged. */
  readonly challenged = new Map<string, string>();
  dialogs: FlowDialog[] = [];
  reliable = { rseq: 0, cseq: 0 };
  #generation = 1;
  readonly #cseq = new Map<string, number>();
  readonly #versions = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  get callId(): string {
    return `${this.name}-8f1c3d5a7b@example.com`;
  }

  /** Tag of a party, the same in the whole call. */
  tagOf(party: string): string {
    const generation = this.#generation > 1 ? `-${this.#generation}` : '';
    return `${party}-tag-${this.name}${generation}`;
  }

  /** A new call under the old Call-ID. */
  renew(): void {
    this.#generation++;
    this.dialogs = [];
  }

  nextCseq(party: string): number {
    return next(this.#cseq, party);
  }

  nextVersion(party: string): number {
    return next(this.#versions, party);
  }

  /** The last hop that fits. */
  lastHop(fits: (hop: Hop) => boolean): Hop | undefined {
    return this.hops.findLast(fits);
  }

  dialogOf(a: string, b: string): FlowDialog | undefined {
    return this.dialogs.findLast(
      ({ caller, callee }) => (caller === a && callee === b) || (caller === b && callee === a),
    );
  }

  /** Whom a party talks to: the confirmed dialog before the early ones, the last before the first. */
  peerOf(party: string): string | undefined {
    const mine = this.dialogs.filter(({ caller, callee }) => caller === party || callee === party);
    const dialog = mine.findLast(({ confirmed }) => confirmed) ?? mine.at(-1);
    return dialog && (dialog.caller === party ? dialog.callee : dialog.caller);
  }
}

function next(counters: Map<string, number>, key: string): number {
  const value = (counters.get(key) ?? 0) + 1;
  counters.set(key, value);
  return value;
}
