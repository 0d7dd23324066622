import { makeColumns, resizeColumns } from '../base/column.ts';
import { FLOW_SCHEMA, type FlowColumns } from './flow-columns.ts';
import { JitterTable } from './jitter-table.ts';
import { DIGIT, MomentTable, PAUSE } from './moment-table.ts';
import { FIRST_DYNAMIC } from './rtp-clocks.ts';
import type { RtpHeader } from './rtp-header.ts';
import { beginSequence, endSequence, takeSequence } from './rtp-sequence.ts';
import { TypeTable } from './type-table.ts';

const RTP_KIND = 0;
export const OTHER_KIND = 1;

/** Flows that are kept at most; those of which least was seen give way. */
const LIMIT = 1 << 16;
/** Packets below which a flow may be anything, and gives way. */
const FEW = 3;
/** A time without packets from which on it is a pause; microseconds. */
const LONG = 1e6;
const COMFORT_NOISE = 13;

/** All media flows of a trace: one row for each SSRC between two sockets as one source shows it. No payload is kept. */
export class FlowTable {
  count = 0;
  readonly moments = new MomentTable();
  readonly types = new TypeTable();
  readonly jitter = new JitterTable();
  /** Packets of flows beyond the limit. */
  dropped = 0;
  #columns: FlowColumns = makeColumns(FLOW_SCHEMA, 64);
  #slots = new Int32Array(256).fill(-1);
  /** A sweep found little to drop: there is no use in another before the end. */
  #full = false;

  get columns(): FlowColumns {
    return this.#columns;
  }

  /** Takes an RTP packet. @param octets payload as it was on the wire */
  rtp(
    source: number,
    from: number,
    to: number,
    frame: number,
    time: number,
    header: RtpHeader,
    octets: number,
  ): number {
    const before = this.count;
    const row = this.#find(source, RTP_KIND, from, to, header.ssrc, frame, time);
    if (row < 0) return row;
    const c = this.#columns;
    c.octets[row] = (c.octets[row] as number) + octets;
    this.types.add(row, header.payloadType);
    if (this.count > before) beginSequence(c, row, header.sequence);
    else {
      takeSequence(c, row, header.sequence);
      this.#clock(row, time, header);
    }
    c.last[row] = time;
    c.lastType[row] = header.payloadType;
    c.packets[row] = (c.packets[row] as number) + 1;
    return row;
  }

  /** Notes when media came; not for packets of digits, whose timestamps stand still (RFC 4733 §2.2.1). */
  media(row: number, time: number, { payloadType, timestamp, marker }: RtpHeader): void {
    const c = this.#columns;
    const count = c.mediaPackets[row] as number;
    if (count === 0) c.firstMedia[row] = time;
    else {
      const span = (timestamp - (c.stamp[row] as number)) | 0;
      const counts = !marker && payloadType !== COMFORT_NOISE;
      this.jitter.add(row, payloadType, time - (c.mediaTime[row] as number), span, counts);
      c.stampSpan[row] = (c.stampSpan[row] as number) + span;
    }
    c.stamp[row] = timestamp;
    c.mediaTime[row] = time;
    c.mediaPackets[row] = count + 1;
  }

  /** Notes a packet of a digit: a new one begins with each new timestamp (RFC 4733 §2.5.1.2). */
  digit(row: number, time: number, { payloadType, timestamp }: RtpHeader): void {
    const c = this.#columns;
    c.digitType[row] = payloadType;
    c.digitPackets[row] = (c.digitPackets[row] as number) + 1;
    if (c.digits[row] !== 0 && c.digitStamp[row] === timestamp) {
      this.moments.stretch(row, DIGIT, time);
      return;
    }
    c.digits[row] = (c.digits[row] as number) + 1;
    c.digitStamp[row] = timestamp;
    this.moments.add(row, DIGIT, time, 0);
  }

  /** Takes a datagram that is no RTP; its first 16 bits are what UDPTL numbers its packets by (ITU-T T.38 §9.1). */
  other(source: number, from: number, to: number, frame: number, time: number, sequence: number, octets: number): void {
    const before = this.count;
    const row = this.#find(source, OTHER_KIND, from, to, 0, frame, time);
    if (row < 0) return;
    const c = this.#columns;
    if (this.count > before) beginSequence(c, row, sequence);
    else {
      takeSequence(c, row, sequence);
      this.#pause(row, time);
    }
    c.octets[row] = (c.octets[row] as number) + octets;
    c.last[row] = time;
    c.packets[row] = (c.packets[row] as number) + 1;
  }

  /** No more packets of this source. */
  finish(source: number): void {
    const c = this.#columns;
    for (let row = 0; row < this.count; row++) if (c.source[row] === source) endSequence(c, row);
  }

  #clock(row: number, time: number, { payloadType, marker }: RtpHeader): void {
    const c = this.#columns;
    const passed = this.#pause(row, time);
    const isNoise = payloadType === COMFORT_NOISE || c.lastType[row] === COMFORT_NOISE;
    if (!marker && !isNoise && passed > (c.gap[row] as number)) c.gap[row] = passed;
  }

  #pause(row: number, time: number): number {
    const c = this.#columns;
    const last = c.last[row] as number;
    const passed = time - last;
    if (passed > LONG) {
      c.pauses[row] = (c.pauses[row] as number) + 1;
      c.paused[row] = (c.paused[row] as number) + passed;
      this.moments.add(row, PAUSE, last, passed);
    }
    return passed;
  }

  #find(source: number, kind: number, from: number, to: number, ssrc: number, frame: number, time: number): number {
    const c = this.#columns;
    const mask = this.#slots.length - 1;
    let slot = hashOf(source, kind, from, to, ssrc) & mask;
    for (;;) {
      const row = this.#slots[slot] as number;
      if (row < 0) return this.#add(source, kind, from, to, ssrc, frame, time);
      if (
        c.ssrc[row] === ssrc &&
        c.from[row] === from &&
        c.to[row] === to &&
        c.source[row] === source &&
        c.kind[row] === kind
      )
        return row;
      slot = (slot + 1) & mask;
    }
  }

  #add(source: number, kind: number, from: number, to: number, ssrc: number, frame: number, time: number): number {
    if (this.count >= LIMIT && !this.#sweep()) {
      this.dropped++;
      return -1;
    }
    if (this.count === this.#columns.kind.length)
      this.#columns = resizeColumns(FLOW_SCHEMA, this.#columns, this.count * 2);
    const c = this.#columns;
    const row = this.count++;
    for (const name of COUNTERS) c[name][row] = 0;
    c.source[row] = source;
    c.kind[row] = kind;
    c.from[row] = from;
    c.to[row] = to;
    c.ssrc[row] = ssrc;
    c.frame[row] = frame;
    c.first[row] = time;
    c.last[row] = time;
    this.types.open(row);
    this.jitter.open(row);
    if (this.count * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    else this.#place(row);
    return row;
  }

  #place(row: number): void {
    const c = this.#columns;
    const mask = this.#slots.length - 1;
    let slot =
      hashOf(
        c.source[row] as number,
        c.kind[row] as number,
        c.from[row] as number,
        c.to[row] as number,
        c.ssrc[row] as number,
      ) & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = row;
  }

  #rehash(length: number): void {
    this.#slots = new Int32Array(length).fill(-1);
    for (let row = 0; row < this.count; row++) this.#place(row);
  }

  /** Drops what was seen too little of to be a stream. False when that made no room worth it. */
  #sweep(): boolean {
    if (this.#full) return false;
    const c = this.#columns;
    const rows = new Int32Array(this.count).fill(-1);
    let kept = 0;
    for (let row = 0; row < this.count; row++) {
      if ((c.packets[row] as number) < FEW) continue;
      rows[row] = kept;
      if (kept !== row) {
        for (const name of NAMES) c[name][kept] = c[name][row] as number;
        this.types.move(row, kept);
        this.jitter.move(row, kept);
      }
      kept++;
    }
    this.#full = kept > LIMIT - LIMIT / 8;
    this.count = kept;
    this.moments.renumber(rows);
    this.#rehash(this.#slots.length);
    return !this.#full;
  }
}

const NAMES = Object.keys(FLOW_SCHEMA) as (keyof FlowColumns)[];
const GIVEN = new Set<keyof FlowColumns>(['source', 'kind', 'from', 'to', 'ssrc', 'frame', 'first', 'last']);
const COUNTERS = NAMES.filter((name) => !GIVEN.has(name));

function hashOf(source: number, kind: number, from: number, to: number, ssrc: number): number {
  let hash = Math.imul(ssrc ^ Math.imul(from, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ to, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ ((source << 1) | kind), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whether a packet of this type and length can be a digit: four bytes whose reserved bit is zero (RFC 4733 §2.3). */
export function mayBeDigit(bytes: Uint8Array, { payloadType, payload, end }: RtpHeader): boolean {
  if (payloadType < FIRST_DYNAMIC || end - payload !== 4) return false;
  return ((bytes[payload + 1] as number) & 0x40) === 0 && (bytes[payload] as number) <= 16;
}
