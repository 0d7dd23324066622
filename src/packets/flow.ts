import { formatAddress } from '../base/address.ts';
import { FINE_CLOCK, HAS_SEQUENCE } from '../base/captured.ts';
import type { Pass } from './pass.ts';

/** Codes of base/transport.ts within TLS: TCP, SCTP, WS. */
const SECURE: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [4, 7],
  [5, 6],
]);

/** What becomes of the bytes of one direction of a connection, in their order. */
export interface StreamConsumer {
  /** bytes[start, end) are next; `sequence` is that of bytes[start]. The registers of the pass say time and place. */
  data(bytes: Uint8Array, start: number, end: number, sequence: number): void;
  /** So many bytes are not in the capture; what comes next stands behind them. */
  gap(lost: number): void;
  /** Nothing more will come. */
  close(): void;
}

/** One direction of a connection: who sends to whom, and the way of its messages into the pass. */
export class Flow {
  readonly pass: Pass;
  /** Source and destination address, source and destination port. */
  readonly key: Uint8Array;
  readonly #addressLength: 4 | 16;
  readonly reverse: boolean;
  readonly #isSecure: boolean;
  /** SIP was found in it. */
  talks = false;
  /** It is encrypted, and may hide SIP. */
  hides = false;
  #from = -1;
  #to = -1;

  constructor(pass: Pass, key: Uint8Array, reverse: boolean, isSecure = false) {
    this.pass = pass;
    this.#isSecure = isSecure;
    this.key = key;
    this.#addressLength = key.length === 12 ? 4 : 16;
    this.reverse = reverse;
  }

  /** Fills in ends, transport (code of base/transport.ts), flags and sequence for the next message of this flow. */
  prepare(transport: number, flags: number, sequence: number): void {
    if (this.#from < 0) this.#resolve();
    this.talks = true;
    const { known } = this.pass;
    known.from = this.#from;
    known.to = this.#to;
    known.transport = this.#isSecure ? (SECURE.get(transport) ?? transport) : transport;
    known.flags = flags | HAS_SEQUENCE | (Number.isNaN(this.pass.time) ? 0 : FINE_CLOCK);
    known.sequence = sequence;
  }

  /** The same direction, for what was decrypted of it. */
  secured(): Flow {
    return new Flow(this.pass, this.key, this.reverse, true);
  }

  /** `10.0.0.1:5060 → 10.0.0.2:5060` */
  describe(): string {
    return `${this.sender()} → ${this.receiver()}`;
  }

  sender(): string {
    return this.#say(this.reverse);
  }

  receiver(): string {
    return this.#say(!this.reverse);
  }

  // Endpoints enter the table with their first message, so that other traffic leaves none there.
  #resolve(): void {
    const { endpoints } = this.pass.sink;
    const length = this.#addressLength;
    const a = endpoints.ofBytes(this.key, 0, length, this.#port(0));
    const b = endpoints.ofBytes(this.key, length, length, this.#port(1));
    this.#from = this.reverse ? b : a;
    this.#to = this.reverse ? a : b;
  }

  #port(side: number): number {
    const at = this.#addressLength * 2 + side * 2;
    return ((this.key[at] as number) << 8) | (this.key[at + 1] as number);
  }

  #say(second: boolean): string {
    const length = this.#addressLength;
    const text = formatAddress(second ? this.key.subarray(length, 2 * length) : this.key.subarray(0, length));
    return `${length === 16 ? `[${text}]` : text}:${this.#port(second ? 1 : 0)}`;
  }
}
