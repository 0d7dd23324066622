import type { Flow, StreamConsumer } from './flow.ts';
import type { Pass } from './pass.ts';
import type { StreamKind } from './stream-reader.ts';
import type { PacketCount } from './tally.ts';

const HEADER = 5;
/** RFC 5246 §6.2.3: 2^14 and 2048 for what encryption adds. */
const LONGEST = 18432;
const WHERE = 5;
/** Connections that are told one by one at most. */
const NAMED = 50;

/** What is known of a TLS connection without its keys. */
interface TlsConnection {
  readonly ends: string;
  records: number;
  packets: number;
  readonly where: number[];
}

/** TLS connections of a pass, in the order of their first packet; those beyond the limit count together. */
export class TlsTable {
  readonly #connections: TlsConnection[] = [];
  readonly #others: TlsConnection = { ends: 'further connections', records: 0, packets: 0, where: [] };

  add(flow: Flow): TlsConnection {
    if (this.#connections.length >= NAMED) return this.#others;
    const connection = { ends: `${flow.sender()} ↔ ${flow.receiver()}`, records: 0, packets: 0, where: [] };
    this.#connections.push(connection);
    return connection;
  }

  /** Packets by connection, as they are told. */
  list(): PacketCount[] {
    return [...this.#connections, this.#others]
      .filter(({ packets }) => packets > 0)
      .map(({ ends, records, packets, where }) => {
        return { reason: `TLS, encrypted: ${ends}, ${records} records`, count: packets, where };
      });
  }
}

/** Whether a TLS record begins at `at` (RFC 8446 §5.1). */
function isRecord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER > end) return false;
  const type = bytes[at] as number;
  const length = ((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number);
  return (
    type >= 20 && type <= 23 && bytes[at + 1] === 3 && (bytes[at + 2] as number) <= 4 && length > 0 && length <= LONGEST
  );
}

/** Counts the records of one direction; nothing is kept but a header that is not whole. */
class TlsStream implements StreamConsumer {
  readonly #pass: Pass;
  readonly #connection: TlsConnection;
  /** Bytes of the record in hand that are still to come. */
  #rest = 0;
  #head: number[] = [];

  constructor(pass: Pass, connection: TlsConnection) {
    this.#pass = pass;
    this.#connection = connection;
  }

  data(bytes: Uint8Array, start: number, end: number): void {
    const connection = this.#connection;
    connection.packets++;
    if (connection.where.length < WHERE) connection.where.push(this.#pass.frame);
    let at = start;
    while (at < end) {
      const skipped = Math.min(this.#rest, end - at);
      at += skipped;
      this.#rest -= skipped;
      if (at < end) at = this.#header(bytes, at, end);
    }
  }

  gap(lost: number): void {
    this.#head = [];
    this.#rest = Math.max(0, this.#rest - lost);
  }

  close(): void {}

  #header(bytes: Uint8Array, at: number, end: number): number {
    let next = at;
    while (next < end && this.#head.length < HEADER) this.#head.push(bytes[next++] as number);
    if (this.#head.length < HEADER) return end;
    const head = Uint8Array.from(this.#head);
    this.#head = [];
    // Behind a gap: a record begins with one of the next segments.
    if (!isRecord(head, 0, HEADER)) return end;
    this.#connection.records++;
    this.#rest = ((head[3] as number) << 8) | (head[4] as number);
    return next;
  }
}

/** TLS, told by its first record and never decrypted here. Both directions of a connection count together. */
export function tlsKind(pass: Pass, table: TlsTable): StreamKind {
  let connection: TlsConnection | null = null;
  return {
    recognise: isRecord,
    make: (flow) => {
      connection ??= table.add(flow);
      return new TlsStream(pass, connection);
    },
  };
}
