import { joined } from '../base/joined.ts';
import { isText, skipLineEnds } from './bytes.ts';
import type { Flow, StreamConsumer } from './flow.ts';
import { SipStream } from './sip-stream.ts';

/** A kind of stream that is known by its first bytes. */
export interface StreamKind {
  /** Whether a stream that goes on with bytes[start, end), at least six of them, is of this kind. */
  recognise(bytes: Uint8Array, start: number, end: number): boolean;
  make(flow: Flow): StreamConsumer;
}

/** The longest first bytes that tell a kind: HEP 3 with its length. */
const ENOUGH = 6;
/** Code of base/transport.ts. */
const TCP = 2;

/**
 * One direction of a TCP connection, told by what it holds and never by its port: SIP, or one of the kinds it is
 * given. A stream whose beginning was not seen is looked at again with each segment until it is known.
 */
export class StreamReader implements StreamConsumer {
  readonly #flow: Flow;
  readonly #kinds: readonly StreamKind[];
  readonly #sip: SipStream;
  #known: StreamConsumer | null = null;
  /** First bytes, when there were too few to tell. */
  #head: Uint8Array | null = null;
  #headSequence = 0;

  constructor(flow: Flow, kinds: readonly StreamKind[], fromBeginning: boolean) {
    this.#flow = flow;
    this.#kinds = kinds;
    this.#sip = new SipStream(flow, TCP, fromBeginning);
  }

  data(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    if (this.#known) this.#known.data(bytes, start, end, sequence);
    else if (this.#sip.active) this.#sip.data(bytes, start, end, sequence);
    else if (this.#head) this.#more(this.#head, bytes.subarray(start, end));
    else this.#first(bytes, start, end, sequence);
  }

  gap(lost: number): void {
    this.#giveHead();
    (this.#known ?? this.#sip).gap(lost);
  }

  close(): void {
    this.#giveHead();
    (this.#known ?? this.#sip).close();
  }

  #first(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    const at = skipLineEnds(bytes, start, end);
    if (at < end && end - at < ENOUGH) {
      this.#head = bytes.slice(at, end);
      this.#headSequence = sequence + at - start;
      return;
    }
    const kind = at < end ? this.#kinds.find((some) => some.recognise(bytes, at, end)) : undefined;
    if (!kind || isText(bytes, at, end, 'SIP/2')) {
      this.#sip.data(bytes, start, end, sequence);
      return;
    }
    this.#known = kind.make(this.#flow);
    this.#known.data(bytes, at, end, sequence + at - start);
  }

  #more(head: Uint8Array, bytes: Uint8Array): void {
    const whole = joined(head, bytes);
    const { pass } = this.#flow;
    const { base } = pass;
    pass.base = -1;
    this.#head = null;
    this.#first(whole, 0, whole.length, this.#headSequence);
    pass.base = base;
  }

  #giveHead(): void {
    if (!this.#head) return;
    const head = this.#head;
    this.#head = null;
    const { pass } = this.#flow;
    const { base } = pass;
    pass.base = -1;
    this.#sip.data(head, 0, head.length, this.#headSequence);
    pass.base = base;
  }
}
