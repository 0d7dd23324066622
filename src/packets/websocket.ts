import { TRUNCATED } from '../base/captured.ts';
import { skipLineEnds } from './bytes.ts';
import type { Flow, StreamConsumer } from './flow.ts';
import { MessageInflate } from './message-inflate.ts';
import { isStartLine, mayBegin } from './start-line.ts';
import type { StreamKind } from './stream-reader.ts';
import { KEEPALIVE, WEBSOCKET_OTHER } from './tally.ts';
import {
  BINARY,
  CONTINUATION,
  emptyFrameHeader,
  type FrameHeader,
  LONGEST_HEADER,
  readFrameHeader,
  TEXT,
  unmask,
} from './websocket-frame.ts';

/** Code of base/transport.ts. */
const WS = 5;
/** A message longer than this is no SIP. */
const LIMIT = 1 << 20;
/** A frame that claims more than this is none. */
const ABSURD = 1 << 26;
/** Bytes of a payload that are looked at to tell SIP. */
const PROBE = 512;

/** SIP over WebSocket (RFC 7118), one direction, behind its handshake: a message of WebSocket is a message of SIP. */
export class WebSocketStream implements StreamConsumer {
  readonly #flow: Flow;
  readonly #header: FrameHeader = emptyFrameHeader();
  readonly #inflate = new MessageInflate();
  /** A frame, or its header, that is not whole yet. */
  #buffer = new Uint8Array(0);
  #length = 0;
  #sequence = 0;
  /** Parts of a fragmented message, and whether it is compressed. */
  #parts: Uint8Array[] = [];
  #partsSize = 0;
  #compressed = false;
  /** Bytes of a frame that nobody wants and that are still to come. */
  #skip = 0;
  #synced = true;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  data(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    const skipped = Math.min(this.#skip, end - start);
    this.#skip -= skipped;
    const from = start + skipped;
    if (from >= end) return;
    if (!this.#synced && !isSipFrame(bytes, from, end)) {
      this.#flow.pass.tally.count(WEBSOCKET_OTHER, this.#flow.pass.frame);
      return;
    }
    this.#synced = true;
    const at = this.#length > 0 ? this.#complete(bytes, from, end) : from;
    if (at < end) this.#frames(bytes, at, end, sequence - start);
  }

  gap(lost: number): void {
    const header = this.#header;
    const whole = this.#length > 0 && readFrameHeader(this.#buffer, 0, this.#length, header) === 1;
    const rest = whole ? header.payload + header.length - this.#length - lost : this.#skip - lost;
    if (whole) this.#cut();
    if (this.#parts.length > 0) this.#flow.pass.tally.count(WEBSOCKET_OTHER, this.#flow.pass.frame);
    this.#length = 0;
    this.#forget();
    this.#synced = rest >= 0;
    this.#skip = Math.max(0, rest);
  }

  close(): void {
    if (this.#length > 0 && readFrameHeader(this.#buffer, 0, this.#length, this.#header) === 1) this.#cut();
    this.#length = 0;
    this.#forget();
    this.#flow.pass.held -= this.#buffer.length;
    this.#buffer = new Uint8Array(0);
  }

  /** Reads frames where they stand; `origin` is the sequence number of bytes[0]. */
  #frames(bytes: Uint8Array, from: number, end: number, origin: number): void {
    const header = this.#header;
    for (let at = from; at < end; ) {
      const found = readFrameHeader(bytes, at, end, header);
      if (found < 0 || header.length > ABSURD) {
        this.#lose();
        return;
      }
      const stop = header.payload + header.length;
      if (found === 1 && header.length > LIMIT) {
        this.#skip = Math.max(0, stop - end);
        at = stop;
      } else if (found === 0 || stop > end) {
        this.#keep(bytes, at, end, origin + at);
        return;
      } else {
        this.#frame(bytes, stop, (origin + at) >>> 0);
        at = stop;
      }
    }
  }

  /** Adds to the frame that is not whole; returns where in bytes the next one begins. */
  #complete(bytes: Uint8Array, start: number, end: number): number {
    const before = this.#length;
    const header = this.#header;
    const sequence = this.#sequence;
    const known = readFrameHeader(this.#buffer, 0, before, header);
    const needed = known === 1 ? header.payload + header.length : LONGEST_HEADER;
    this.#append(bytes, start, Math.min(end, start + Math.max(1, needed - before)));
    const found = readFrameHeader(this.#buffer, 0, this.#length, header);
    if (found < 0 || (found === 1 && header.length > ABSURD)) {
      this.#lose();
      return end;
    }
    const stop = header.payload + header.length;
    if (found === 1 && header.length > LIMIT) {
      this.#skip = stop - before;
      this.#length = 0;
      const skipped = Math.min(this.#skip, end - start);
      this.#skip -= skipped;
      return start + skipped;
    }
    if (found === 1 && stop <= this.#length) {
      this.#length = 0;
      this.#aside(() => this.#frame(this.#buffer, stop, sequence));
      return start + stop - before;
    }
    const taken = start + this.#length - before;
    return taken < end ? this.#complete(bytes, taken, end) : end;
  }

  /** A whole frame that `header` describes and that ends at `end`. */
  #frame(bytes: Uint8Array, end: number, sequence: number): void {
    const { opcode, isLast, compressed, key, payload } = this.#header;
    if (opcode > BINARY) return;
    if (opcode !== CONTINUATION) {
      this.#forget();
      this.#compressed = compressed;
      if (isLast && !compressed && key < 0) {
        this.#message(bytes, payload, end, sequence, 0);
        return;
      }
    }
    const part = unmask(bytes, payload, end, this.#header);
    this.#partsSize += part.length;
    this.#flow.pass.held += part.length;
    if (this.#partsSize <= LIMIT) this.#parts.push(part);
    if (isLast) this.#assembled(sequence);
  }

  /** Lets go of the parts of a message that is done with. */
  #forget(): void {
    this.#flow.pass.held -= this.#partsSize;
    this.#parts = [];
    this.#partsSize = 0;
  }

  #assembled(sequence: number): void {
    const packed = this.#parts.length === 1 && this.#parts[0] ? this.#parts[0] : join(this.#parts);
    const tooLarge = this.#partsSize > LIMIT;
    this.#forget();
    if (tooLarge) return;
    const whole = this.#compressed ? this.#inflate.message(packed) : packed;
    if (whole) {
      this.#aside(() => this.#message(whole, 0, whole.length, sequence, 0));
      return;
    }
    const text = `A compressed WebSocket message ${this.#flow.describe()} cannot be unpacked: what it refers to is not in the capture.`;
    this.#flow.pass.problem('websocket-compressed', text);
  }

  /** The frame in the buffer will not become whole: what is there is read when it shows SIP. */
  #cut(): void {
    const { opcode, compressed, payload } = this.#header;
    if (compressed || opcode > BINARY || opcode === CONTINUATION) return;
    const plain = unmask(this.#buffer, payload, this.#length, this.#header);
    this.#aside(() => this.#message(plain, 0, plain.length, this.#sequence, TRUNCATED));
  }

  #message(bytes: Uint8Array, start: number, end: number, sequence: number, flags: number): void {
    const { pass } = this.#flow;
    const at = skipLineEnds(bytes, start, end);
    if (at < end && mayBegin(bytes, at, end)) {
      this.#flow.prepare(WS, flags, sequence);
      if (pass.emit(bytes, at, end, false) > 0) return;
    }
    pass.tally.count(at >= end ? KEEPALIVE : WEBSOCKET_OTHER, pass.frame);
  }

  /** Runs `act` with registers that say that bytes do not stand in the source. */
  #aside(act: () => void): void {
    const { pass } = this.#flow;
    const { base } = pass;
    pass.base = -1;
    act();
    pass.base = base;
  }

  /** No frame stands where one should: waits for one that shows SIP at the start of a segment. */
  #lose(): void {
    this.#length = 0;
    this.#synced = false;
    this.#flow.pass.tally.count(WEBSOCKET_OTHER, this.#flow.pass.frame);
  }

  #keep(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    this.#length = 0;
    this.#append(bytes, start, end);
    this.#sequence = sequence >>> 0;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const length = this.#length + end - start;
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(1024, length, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#flow.pass.held += grown.length - this.#buffer.length;
      this.#buffer = grown;
    }
    this.#buffer.set(bytes.subarray(start, end), this.#length);
    this.#length = length;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether a frame begins at `at` whose payload, mask taken off, begins with a SIP start line. */
function isSipFrame(bytes: Uint8Array, at: number, end: number): boolean {
  const header = emptyFrameHeader();
  if (readFrameHeader(bytes, at, end, header) !== 1 || header.compressed) return false;
  if ((header.opcode !== TEXT && header.opcode !== BINARY) || header.length > LIMIT) return false;
  const stop = Math.min(end, header.payload + Math.min(header.length, PROBE));
  const probe = unmask(bytes, header.payload, stop, header);
  return isStartLine(probe, 0, probe.length);
}

/** A connection that was joined behind its handshake: told by a frame that shows SIP. */
export const webSocketKind: StreamKind = {
  recognise: isSipFrame,
  make: (flow) => new WebSocketStream(flow),
};
