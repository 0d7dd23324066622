import { TRUNCATED } from '../base/captured.ts';
import { skipLineEnds } from './bytes.ts';
import type { Flow, StreamConsumer } from './flow.ts';
import {
  findStartLine,
  findWholeMessage,
  isStartLine,
  mayBecomeKnownStartLine,
  mayBecomeStartLine,
} from './start-line.ts';
import { KEEPALIVE, OTHER_TCP } from './tally.ts';

const LF = 10;
/** Bytes of one message that are waited for at most. */
const LIMIT = 1 << 20;
/** A header section longer than this is none. */
const HEADER_LIMIT = 1 << 16;
/** Rest of a body that is passed over behind a gap at most: a Content-Length that claims more may lie. */
const LONGEST_SKIP = 1 << 16;
/** A connection that was seen from its beginning and held no SIP in so many bytes holds none. */
const PATIENCE = 1 << 16;

/**
 * SIP over a stream (RFC 3261 §18.3): whole messages are read where they stand, the rest of one is kept until it is
 * complete. After a gap or a damaged message it goes on at the next start line.
 */
export class SipStream implements StreamConsumer {
  readonly #flow: Flow;
  readonly #transport: number;
  readonly #fromBeginning: boolean;
  #buffer = new Uint8Array(0);
  #length = 0;
  /** Sequence, time and frame of what is buffered. */
  #sequence = 0;
  #time = Number.NaN;
  #frame = 0;
  #offset = 0;
  /** Where the search for the end of the header section goes on. */
  #searched = 0;
  /** Bytes that the buffered message needs, 0 while its header section is not complete. */
  #wanted = 0;
  /** The buffer begins with a start line, not only with what may become one. */
  #proven = false;
  #synced: boolean;
  /** Bytes of a body that still belong to a message which was cut by a gap. */
  #skip = 0;
  #messages = 0;
  /** Bytes passed over since the last message. */
  #lost = 0;

  constructor(flow: Flow, transport: number, fromBeginning: boolean) {
    this.#flow = flow;
    this.#transport = transport;
    this.#fromBeginning = fromBeginning;
    this.#synced = fromBeginning;
  }

  /** Whether a message was read or is on its way. */
  get active(): boolean {
    return this.#messages > 0 || this.#length > 0;
  }

  data(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    if (this.#messages === 0 && this.#fromBeginning && this.#lost > PATIENCE) {
      this.#flow.pass.tally.count(OTHER_TCP, this.#flow.pass.frame);
      return;
    }
    const from = Math.min(end, start + this.#skip);
    this.#skip -= from - start;
    const at = this.#length > 0 ? this.#complete(bytes, from, end) : from;
    if (at < end) this.#read(bytes, at, end, sequence - start);
  }

  gap(lost: number): void {
    const rest = this.#length > 0 && this.#wanted > 0 ? this.#wanted - this.#length - lost : this.#skip - lost;
    this.#flush();
    if (this.#messages > 0) {
      const text = `${lost} bytes of the TCP connection ${this.#flow.describe()} are not in the capture.`;
      this.#flow.pass.problem('tcp-lost', text);
    }
    // When only a part of a body is missing, the place of the next message is known.
    this.#synced = rest >= 0 && rest <= LONGEST_SKIP;
    this.#skip = this.#synced ? rest : 0;
  }

  close(): void {
    this.#flush();
    this.#tellLost();
    this.#resize(0);
  }

  /** Reads messages where they stand. `origin` is the sequence number of bytes[0]. */
  #read(bytes: Uint8Array, from: number, end: number, origin: number): void {
    const { pass } = this.#flow;
    let at = skipLineEnds(bytes, from, end);
    if (at >= end) pass.tally.count(KEEPALIVE, pass.frame);
    while (at < end) {
      if (!this.#synced) {
        at = this.#resync(bytes, at, end, origin);
        if (at >= end) return;
      }
      const used = this.#emit(bytes, at, end, origin + at, 0, true);
      if (used === 0) {
        if (pass.sink.wanted > LIMIT) this.#cut(bytes, at, end, origin);
        else this.#keep(bytes, at, end, origin + at, true);
        return;
      }
      if (used > 0) at += used;
      else if (mayBecomeStartLine(bytes, at, end)) {
        this.#keep(bytes, at, end, origin + at, false);
        return;
      } else {
        const next = isStartLine(bytes, at, end) ? behindLine(bytes, at, end) : at;
        this.#lost += next - at;
        this.#synced = false;
        at = next;
      }
      at = skipLineEnds(bytes, at, end);
    }
  }

  /** Position of the next start line; `end` when there is none, and then a line that may become one is kept. */
  #resync(bytes: Uint8Array, at: number, end: number, origin: number): number {
    const found = findStartLine(bytes, at, end);
    if (found >= 0) {
      this.#lost += found - at;
      this.#synced = true;
      this.#tellLost();
      return found;
    }
    let tail = end;
    while (tail > at && bytes[tail - 1] !== LF) tail--;
    const mayBecome = tail > at ? mayBecomeStartLine : mayBecomeKnownStartLine;
    if (mayBecome(bytes, tail, end)) {
      this.#lost += tail - at;
      this.#keep(bytes, tail, end, origin + tail, false);
    } else this.#lost += end - at;
    if (this.#messages === 0) this.#flow.pass.tally.count(OTHER_TCP, this.#flow.pass.frame);
    return end;
  }

  #tellLost(): void {
    const { pass } = this.#flow;
    const text = `${this.#lost} bytes of the connection ${this.#flow.describe()} belong to no message.`;
    if (this.#lost > 0 && this.#messages > 0) pass.problem('stream-resync', text);
    this.#lost = 0;
  }

  /** Goes on with the buffered message; returns where in bytes the next thing begins. */
  #complete(bytes: Uint8Array, start: number, end: number): number {
    const before = this.#length;
    const take = this.#wanted > 0 ? Math.min(end - start, this.#wanted - before) : end - start;
    this.#append(bytes, start, start + take);
    if (this.#wanted > 0 ? this.#length < this.#wanted : !this.#isHeaderComplete())
      return this.#wait(start + take, end);
    const used = this.#fromBuffer(() => this.#emit(this.#buffer, 0, this.#length, this.#sequence, 0, true));
    const { wanted } = this.#flow.pass.sink;
    if (used >= before) {
      this.#clear();
      return start + used - before;
    }
    if (used === 0 && wanted > this.#length && wanted <= LIMIT) {
      this.#wanted = wanted;
      return end;
    }
    if (used === 0) this.#flush();
    else this.#reread(Math.max(0, used));
    return end;
  }

  /** Nothing complete yet: looks after what can never become complete. */
  #wait(at: number, end: number): number {
    if (this.#wanted > 0) return at;
    const bytes = this.#buffer;
    if (this.#length > HEADER_LIMIT) this.#flush();
    else if (!this.#proven) {
      this.#proven = isStartLine(bytes, 0, this.#length);
      if (!this.#proven && !mayBecomeStartLine(bytes, 0, this.#length)) this.#reread(0);
    }
    return end;
  }

  /** No message begins at the start of the buffer, behind `used` bytes: reads it as if it had just come. */
  #reread(used: number): void {
    const bytes = this.#buffer.slice(used, this.#length);
    const sequence = this.#sequence + used;
    this.#clear();
    this.#synced = used > 0;
    const next = used === 0 && isStartLine(bytes, 0, bytes.length) ? behindLine(bytes, 0, bytes.length) : 0;
    this.#lost += next;
    this.#fromBuffer(() => {
      this.#read(bytes, next, bytes.length, sequence);
      return 0;
    });
  }

  /** Runs `act` with registers that say that bytes do not stand in the source. */
  #fromBuffer(act: () => number): number {
    const { pass } = this.#flow;
    const { base } = pass;
    pass.base = -1;
    const result = act();
    pass.base = base;
    return result;
  }

  #isHeaderComplete(): boolean {
    const bytes = this.#buffer;
    const end = this.#length;
    for (let i = Math.max(0, this.#searched - 3); i < end; i++) {
      if (bytes[i] !== LF) continue;
      if (i + 1 < end && bytes[i + 1] === LF) return true;
      if (i + 2 < end && bytes[i + 1] === 13 && bytes[i + 2] === LF) return true;
    }
    this.#searched = end;
    return false;
  }

  /** Keeps bytes[start, end) until more comes. `proven`: they begin with a start line, and the sink knows what it wants. */
  #keep(bytes: Uint8Array, start: number, end: number, sequence: number, proven: boolean): void {
    this.#clear();
    this.#wanted = proven ? this.#flow.pass.sink.wanted : 0;
    this.#proven = proven;
    this.#append(bytes, start, end);
    this.#sequence = sequence >>> 0;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const { pass } = this.#flow;
    const length = this.#length + end - start;
    if (length > this.#buffer.length) this.#resize(Math.max(4096, length, this.#wanted, this.#buffer.length * 2));
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length = length;
    this.#time = pass.time;
    this.#frame = pass.frame;
    this.#offset = pass.offset;
  }

  #clear(): void {
    this.#length = this.#searched = this.#wanted = 0;
    if (this.#buffer.length > HEADER_LIMIT) this.#resize(0);
  }

  #resize(size: number): void {
    const resized = new Uint8Array(size);
    resized.set(this.#buffer.subarray(0, Math.min(size, this.#length)));
    this.#flow.pass.held += size - this.#buffer.length;
    this.#buffer = resized;
  }

  /** What is buffered will not become complete: kept as far as it goes, at the time of its last byte. */
  #flush(): void {
    if (this.#length === 0) return;
    const { pass } = this.#flow;
    const { time, frame, offset } = pass;
    const bytes = this.#buffer.subarray(0, this.#length);
    pass.time = this.#time;
    pass.frame = this.#frame;
    pass.offset = this.#offset;
    this.#fromBuffer(() => {
      this.#cut(bytes, 0, bytes.length, this.#sequence);
      return 0;
    });
    this.#clear();
    pass.time = time;
    pass.frame = frame;
    pass.offset = offset;
  }

  /** Takes bytes[start, end) as a message that was cut off, and any whole messages that stand in what it announced. */
  #cut(bytes: Uint8Array, start: number, end: number, origin: number): void {
    this.#synced = false;
    for (let at = start; at < end; at = skipLineEnds(bytes, at, end)) {
      const whole = this.#emit(bytes, at, end, origin + at, 0, true);
      if (whole > 0) {
        at += whole;
        continue;
      }
      const next = findWholeMessage(bytes, behindLine(bytes, at, end), end);
      const stop = next < 0 ? end : next;
      if (this.#emit(bytes, at, stop, origin + at, TRUNCATED, false) < 0) this.#lost += stop - at;
      at = stop;
    }
  }

  #emit(bytes: Uint8Array, start: number, end: number, sequence: number, flags: number, stream: boolean): number {
    this.#flow.prepare(this.#transport, flags, sequence >>> 0);
    const used = this.#flow.pass.emit(bytes, start, end, stream);
    if (used > 0) this.#messages++;
    return used;
  }
}

function behindLine(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== LF) at++;
  return Math.min(end, at + 1);
}
