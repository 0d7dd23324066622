import type { Flow, StreamConsumer } from './flow.ts';
import { REPEATED_TCP } from './tally.ts';

/** Data that came before what precedes it. */
interface Segment {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** Bytes behind them that the capture cut off. */
  readonly missing: number;
  readonly base: number;
  readonly time: number;
  readonly frame: number;
  readonly offset: number;
}

/** Bytes and segments behind a gap that are kept at most before the gap is given up. */
const PENDING_BYTES = 1 << 18;
const PENDING_SEGMENTS = 512;
/** A gap that the receiver has acknowledged is given up after this time, any other after the longer one. Microseconds. */
const ACKNOWLEDGED_WAIT = 1e6;
const LONGEST_WAIT = 30e6;
/** A jump of more bytes than this is another connection whose beginning was not seen. */
const FAR = 1 << 24;

/**
 * Puts the segments of one direction of a TCP connection in order (RFC 9293 §3.10.7.4) and hands their bytes on: data
 * that came early waits, data that came before is dropped, and what never comes is given up and told as a gap.
 */
export class TcpStream {
  readonly flow: Flow;
  readonly #make: (fromBeginning: boolean) => StreamConsumer;
  #consumer: StreamConsumer | null = null;
  /** Sequence number of the first byte that is read, and of the next one. */
  #base = 0;
  #next = 0;
  /** The SYN was seen, so that nothing stands before #base. */
  #anchored = false;
  /** It was closed; what comes again from before its end is old. */
  #ended = false;
  #pending: Segment[] = [];
  #pendingBytes = 0;
  #gapSince = Number.NaN;

  constructor(flow: Flow, make: (fromBeginning: boolean) => StreamConsumer) {
    this.flow = flow;
    this.#make = make;
  }

  /** The connection is opened at this sequence number (of its first byte of data). */
  open(sequence: number): void {
    if (this.#consumer) {
      if (sequence === this.#base) return;
      const ahead = (this.#base - sequence) | 0;
      // A SYN that came behind the data it opened the way for.
      if (!this.#anchored && ahead > 0 && ahead < FAR) return;
      this.close();
    }
    this.#start(sequence, true);
  }

  /** Takes data at a sequence number; `missing` bytes behind it were cut off by the snap length. */
  receive(bytes: Uint8Array, start: number, end: number, sequence: number, missing: number): void {
    const { pass } = this.flow;
    if (this.#ended && this.#isOld(sequence, end - start)) {
      pass.tally.count(REPEATED_TCP, pass.frame);
      return;
    }
    if (!this.#consumer) this.#start(sequence, false);
    let ahead = (sequence - this.#next) | 0;
    if (ahead > FAR || ahead < -FAR) {
      this.close();
      this.#start(sequence, false);
      ahead = 0;
    }
    if (ahead > 0) {
      this.#hold(bytes, start, end, sequence, missing);
      return;
    }
    if (ahead < 0) {
      const early = (sequence - this.#base) | 0;
      if (early < 0 && !this.#anchored) this.#early(bytes, start, Math.min(end, start - early), sequence);
      if (end - start + missing + ahead <= 0) {
        if (early >= 0 || this.#anchored) pass.tally.count(REPEATED_TCP, pass.frame);
        return;
      }
    }
    this.#consume(bytes, start, end, sequence, missing);
    if (this.#pending.length > 0) this.#drain(false);
  }

  /** The other side has received all bytes before this sequence number. */
  acknowledged(sequence: number): void {
    if (this.#pending.length === 0 || ((sequence - this.#next) | 0) <= 0) return;
    if (this.flow.pass.time - this.#gapSince > ACKNOWLEDGED_WAIT) this.#skipGap();
  }

  /** Nothing more will come: what waits behind gaps is read. */
  close(): void {
    while (this.#pending.length > 0) this.#skipGap();
    this.#consumer?.close();
    this.#ended = this.#consumer !== null;
    this.#consumer = null;
  }

  #isOld(sequence: number, length: number): boolean {
    const behind = (this.#next - sequence) | 0;
    return behind >= length && behind < FAR;
  }

  #start(sequence: number, anchored: boolean): void {
    this.#consumer = this.#make(anchored);
    this.#base = this.#next = sequence >>> 0;
    this.#anchored = anchored;
    this.#ended = false;
  }

  /** Data from before the first segment that was seen: a stream of its own, as it cannot be put in front any more. */
  #early(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    const consumer = this.#make(false);
    consumer.data(bytes, start, end, sequence);
    consumer.close();
    this.#base = sequence;
  }

  /** Hands on what of a segment was not handed on before. */
  #consume(bytes: Uint8Array, start: number, end: number, sequence: number, missing: number): void {
    const from = start + ((this.#next - sequence) | 0);
    if (from < end) {
      this.#consumer?.data(bytes, from, end, this.#next);
      this.#next = (this.#next + end - from) >>> 0;
    }
    const rest = missing - Math.max(0, from - end);
    if (missing > 0 && rest > 0) this.#gap(rest);
  }

  #gap(lost: number): void {
    this.#next = (this.#next + lost) >>> 0;
    this.#consumer?.gap(lost);
  }

  #hold(bytes: Uint8Array, start: number, end: number, sequence: number, missing: number): void {
    const { pass } = this.flow;
    if (this.#pending.length === 0) this.#gapSince = pass.time;
    let at = this.#pending.length;
    while (at > 0 && (((this.#pending[at - 1]?.sequence ?? 0) - sequence) | 0) > 0) at--;
    const before = this.#pending[at - 1];
    if (before && before.sequence === sequence && before.bytes.length >= end - start) {
      pass.tally.count(REPEATED_TCP, pass.frame);
      return;
    }
    const { time, frame, offset } = pass;
    const base = pass.base < 0 ? -1 : pass.base + start;
    this.#pending.splice(at, 0, { sequence, bytes: bytes.slice(start, end), missing, base, time, frame, offset });
    this.#pendingBytes += end - start;
    pass.held += end - start;
    const full = this.#pendingBytes > PENDING_BYTES || this.#pending.length > PENDING_SEGMENTS;
    if (full || pass.time - this.#gapSince > LONGEST_WAIT) this.#skipGap();
  }

  #skipGap(): void {
    const [first] = this.#pending;
    if (!first) return;
    this.#gap(Math.max(0, (first.sequence - this.#next) | 0));
    this.#drain(true);
  }

  /** Hands on the segments that are next now; at their own time when the gap before them was given up. */
  #drain(late: boolean): void {
    const { pass } = this.flow;
    const { time, base, frame, offset } = pass;
    for (let first = this.#pending[0]; first && ((first.sequence - this.#next) | 0) <= 0; first = this.#pending[0]) {
      this.#pending.shift();
      this.#pendingBytes -= first.bytes.length;
      pass.held -= first.bytes.length;
      pass.base = first.base;
      if (late) {
        pass.time = first.time;
        pass.frame = first.frame;
        pass.offset = first.offset;
      }
      const behind = (this.#next - first.sequence) | 0;
      if (behind < first.bytes.length + first.missing) {
        this.#consume(first.bytes, 0, first.bytes.length, first.sequence, first.missing);
      }
    }
    pass.time = time;
    pass.base = base;
    pass.frame = frame;
    pass.offset = offset;
    this.#gapSince = this.#pending.length > 0 ? time : Number.NaN;
  }
}
