import { ALERT } from '../event-table.ts';
import type { Flow, StreamConsumer } from '../flow.ts';
import type { Happenings } from '../happenings.ts';
import type { Pass } from '../pass.ts';
import type { StreamKind } from '../stream-reader.ts';
import { ALERT_RECORD, alertName, PLAIN_ALERT } from './alert.ts';
import { HEADER, isRecord, recordLength } from './record.ts';
import type { TlsEntry, TlsTable } from './tls-table.ts';

/** Takes one direction of a connection apart into records; keeps their bytes only while the table wants them. */
class TlsStream implements StreamConsumer {
  readonly #pass: Pass;
  readonly #table: TlsTable;
  readonly #entry: TlsEntry;
  readonly #flow: Flow;
  readonly #happenings: Happenings;
  /** Header of the record in hand, as far as it is there, and its place. */
  readonly #header = new Uint8Array(HEADER);
  #headerLength = 0;
  #sequence = 0;
  /** Bytes of the record in hand that are still to come, and those that came. */
  #rest = 0;
  #body: Uint8Array | null = null;

  constructor(pass: Pass, table: TlsTable, entry: TlsEntry, flow: Flow, happenings: Happenings) {
    this.#pass = pass;
    this.#table = table;
    this.#entry = entry;
    this.#flow = flow;
    this.#happenings = happenings;
  }

  data(bytes: Uint8Array, start: number, end: number, sequence: number): void {
    this.#table.count(this.#entry, 1, 0);
    for (let at = start; at < end; ) {
      if (this.#rest > 0) at = this.#fill(bytes, at, end);
      else at = this.#head(bytes, at, end, sequence + at - start);
    }
  }

  gap(lost: number): void {
    if (this.#rest > 0 || this.#headerLength > 0 || lost > 0) this.#give(this.#record(new Uint8Array(0), lost));
    this.#headerLength = 0;
    this.#body = null;
    this.#rest = Math.max(0, this.#rest - lost);
  }

  close(): void {}

  /** Adds to the record in hand; returns where in bytes the next thing begins. */
  #fill(bytes: Uint8Array, at: number, end: number): number {
    const stop = Math.min(end, at + this.#rest);
    this.#body?.set(bytes.subarray(at, stop), this.#body.length - this.#rest);
    this.#rest -= stop - at;
    if (this.#rest === 0 && this.#body) this.#whole(this.#body);
    if (this.#rest === 0) this.#body = null;
    return stop;
  }

  #head(bytes: Uint8Array, at: number, end: number, sequence: number): number {
    const stop = Math.min(end, at + HEADER - this.#headerLength);
    if (this.#headerLength === 0) this.#sequence = sequence >>> 0;
    this.#header.set(bytes.subarray(at, stop), this.#headerLength);
    this.#headerLength += stop - at;
    if (this.#headerLength < HEADER) return end;
    this.#headerLength = 0;
    // Behind a gap: a record begins with one of the next segments.
    if (!isRecord(this.#header, 0, HEADER)) return end;
    this.#table.count(this.#entry, 0, 1);
    this.#rest = recordLength(this.#header, 0);
    const isAlert = this.#header[0] === ALERT_RECORD && this.#rest === PLAIN_ALERT;
    this.#body = isAlert || this.#table.wants(this.#entry) ? new Uint8Array(this.#rest) : null;
    return stop;
  }

  #whole(body: Uint8Array): void {
    if (this.#header[0] === ALERT_RECORD && body.length === PLAIN_ALERT) this.#alert(body[1] as number);
    if (this.#table.wants(this.#entry)) this.#give(this.#record(body, 0));
  }

  #alert(description: number): void {
    const name = alertName(description);
    const { key, reverse } = this.#flow;
    if (name !== null) this.#happenings.connection(key, reverse, ALERT, name, false);
  }

  #record(bytes: Uint8Array, lost: number) {
    const { time, frame, offset } = this.#pass;
    const version = ((this.#header[1] as number) << 8) | (this.#header[2] as number);
    return { type: this.#header[0] as number, version, bytes, lost, time, frame, offset, sequence: this.#sequence };
  }

  #give(record: Parameters<TlsTable['push']>[2]): void {
    this.#table.push(this.#entry, this.#flow, record);
  }
}

/** TLS, told by its first record. Both directions of a connection are one. */
export function tlsKind(pass: Pass, table: TlsTable, happenings: Happenings): StreamKind {
  let entry: TlsEntry | null = null;
  const flows = new Set<Flow>();
  return {
    recognise: isRecord,
    make: (flow) => {
      // The same direction once more: the ports are used again.
      if (!entry || flows.has(flow)) {
        entry = table.add(flow);
        flows.clear();
      }
      flows.add(flow);
      flow.hides = true;
      return new TlsStream(pass, table, entry, flow, happenings);
    },
  };
}
