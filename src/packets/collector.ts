import { FINE_CLOCK } from '../base/captured.ts';
import type { StreamConsumer } from './flow.ts';
import { emptyHepRecord, HEP3_HEADER, hep3Length, inflateHep, readHep } from './hep.ts';
import { SCTP, TCP, UDP } from './ip.ts';
import type { Pass } from './pass.ts';
import type { StreamKind } from './stream-reader.ts';
import { HEP_COPY, HEP_OTHER } from './tally.ts';

/** IP protocol to code of base/transport.ts. */
const TRANSPORT: ReadonlyMap<number, number> = new Map([
  [UDP, 1],
  [TCP, 2],
  [SCTP, 4],
]);

/** Reads what capture agents send to a collector (HEP): messages with the ends and times the agents saw. */
export class Collector {
  readonly #pass: Pass;
  readonly #record = emptyHepRecord();

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** Takes bytes[at, end) when they are a HEP packet; false when they are not. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    const pass = this.#pass;
    const record = this.#record;
    if (!readHep(bytes, at, end, pass.time, record)) return false;
    const { endpoints } = pass.sink;
    const { known } = pass;
    const { source, destination, addressLength, sourcePort, destinationPort } = record;
    known.from = source < 0 ? -1 : endpoints.ofBytes(bytes, source, addressLength, sourcePort);
    known.to = destination < 0 ? -1 : endpoints.ofBytes(bytes, destination, addressLength, destinationPort);
    known.transport = TRANSPORT.get(record.protocol) ?? 0;
    known.sequence = 0;
    const time = Number.isNaN(record.time) ? pass.time : record.time;
    known.flags = Number.isNaN(time) ? 0 : FINE_CLOCK;
    const added = record.isSip ? this.#emit(bytes, time) : -1;
    if (added <= 0) pass.tally.count(added === 0 ? HEP_COPY : HEP_OTHER, pass.frame);
    if (added >= 0) this.#tell();
    return true;
  }

  /** Who captured the message, and for which call: `2001`, `edge-1 (2001)`. */
  #tell(): void {
    const { agent, agentName, correlation } = this.#record;
    const { sink } = this.#pass;
    const number = agent > 0 ? String(agent) : '';
    const point = agentName !== '' && number !== '' ? `${agentName} (${number})` : agentName || number;
    if (point !== '') sink.tell('capture-point', point);
    if (correlation !== '') sink.tell('correlation', correlation);
  }

  #emit(bytes: Uint8Array, time: number): number {
    const pass = this.#pass;
    const { payload, end, compressed } = this.#record;
    if (!compressed) return pass.emitCopy(bytes, payload, end, time);
    const inflated = inflateHep(bytes, this.#record);
    if (!inflated) return -1;
    const { base } = pass;
    pass.base = -1;
    const added = pass.emitCopy(inflated, 0, inflated.length, time);
    pass.base = base;
    return added;
  }
}

/** HEP over a TCP connection: one packet behind the other, each with its length. */
class HepStream implements StreamConsumer {
  readonly #pass: Pass;
  readonly #collector: Collector;
  #buffer = new Uint8Array(0);

  constructor(pass: Pass, collector: Collector) {
    this.#pass = pass;
    this.#collector = collector;
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    const rest = this.#buffer.length > 0 ? this.#complete(bytes, start, end) : start;
    const stop = this.#packets(bytes, rest, end);
    if (stop < end) this.#keep(bytes.slice(stop, end));
  }

  gap(): void {
    this.#keep(new Uint8Array(0));
  }

  close(): void {
    if (this.#buffer.length > 0) this.#pass.tally.count(HEP_OTHER, this.#pass.frame);
    this.#keep(new Uint8Array(0));
  }

  /** Keeps a packet that is not whole. */
  #keep(bytes: Uint8Array<ArrayBuffer>): void {
    this.#pass.held += bytes.length - this.#buffer.length;
    this.#buffer = bytes;
  }

  /** Reads whole packets from `at` on; returns where one stands that is not whole. */
  #packets(bytes: Uint8Array, at: number, end: number): number {
    let next = at;
    while (end - next >= HEP3_HEADER) {
      const length = hep3Length(bytes, next, end);
      // Behind a gap: the next packet begins with a segment.
      if (length === 0) {
        this.#pass.tally.count(HEP_OTHER, this.#pass.frame);
        return end;
      }
      if (next + length > end) return next;
      if (!this.#collector.read(bytes, next, next + length)) this.#pass.tally.count(HEP_OTHER, this.#pass.frame);
      next += length;
    }
    return next;
  }

  /** Adds to the packet that is not whole; returns where in bytes the next one begins. A packet has 65,535 bytes at most. */
  #complete(bytes: Uint8Array, start: number, end: number): number {
    const before = this.#buffer.length;
    const joined = new Uint8Array(before + Math.min(end - start, 65536));
    joined.set(this.#buffer);
    joined.set(bytes.subarray(start, start + joined.length - before), before);
    const length = hep3Length(joined, 0, joined.length);
    if (length === 0 && joined.length >= HEP3_HEADER) {
      this.#keep(new Uint8Array(0));
      this.#pass.tally.count(HEP_OTHER, this.#pass.frame);
      return end;
    }
    if (length === 0 || length > joined.length) {
      this.#keep(joined);
      return end;
    }
    this.#keep(new Uint8Array(0));
    const { base } = this.#pass;
    this.#pass.base = -1;
    this.#packets(joined, 0, length);
    this.#pass.base = base;
    return start + length - before;
  }
}

/** HEP over TCP, told by its first bytes. */
export function hepKind(pass: Pass, collector: Collector): StreamKind {
  return {
    recognise: (bytes, start, end) => hep3Length(bytes, start, end) > 0,
    make: () => new HepStream(pass, collector),
  };
}
