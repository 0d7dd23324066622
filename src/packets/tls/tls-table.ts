import type { Flow } from '../flow.ts';
import type { Pass } from '../pass.ts';
import { type StreamKind, StreamReader } from '../stream-reader.ts';
import type { PacketCount } from '../tally.ts';
import { type Plain, TlsConnection } from './connection.ts';
import { HANDSHAKE, type TlsRecord } from './record.ts';
import type { TlsSecrets } from './secrets.ts';

const WHERE = 5;
/** Connections that are told one by one at most. */
const NAMED = 50;
/** Bytes of records that wait at most for secrets which may come later. */
const WAITING_LIMIT = 1 << 24;

/** What is known of a TLS connection, and its records while they may be decrypted. */
export interface TlsEntry {
  readonly ends: string;
  readonly isNamed: boolean;
  records: number;
  packets: number;
  readonly where: number[];
  /** Its secrets are known. */
  isRead: boolean;
  /** Why it is not decrypted, '' when that is not known. */
  why: string;
  /** null once nothing of it is kept. */
  connection: TlsConnection | null;
  readonly kinds: readonly StreamKind[];
  /** Readers of what was decrypted, by direction. */
  readonly readers: Map<Flow, StreamReader>;
}

/** TLS connections of a pass, in the order of their first packet: counted, and decrypted where secrets are known. */
export class TlsTable {
  readonly #pass: Pass;
  readonly #secrets: TlsSecrets;
  readonly #kindsFor: () => readonly StreamKind[];
  readonly #entries: TlsEntry[] = [];
  readonly #others = { records: 0, packets: 0, where: [] as number[] };
  /** Those with records that wait. */
  readonly #waiting = new Set<TlsEntry>();
  /** Those that were decrypted and may go on. */
  readonly #read = new Set<TlsEntry>();
  #order = 0;
  /** Too much waits for secrets of which none is known. */
  #isFull = false;

  /** @param kindsFor kinds of streams that TLS may carry beside SIP, made anew for each connection */
  constructor(pass: Pass, secrets: TlsSecrets, kindsFor: () => readonly StreamKind[]) {
    this.#pass = pass;
    this.#secrets = secrets;
    this.#kindsFor = kindsFor;
  }

  /** Connections that were decrypted, and their records. */
  get decrypted(): { readonly connections: number; readonly records: number } {
    let records = 0;
    for (const entry of this.#read) records += entry.records;
    return { connections: this.#read.size, records };
  }

  add(flow: Flow): TlsEntry {
    const keeps = !this.#isFull || this.#secrets.count > 0;
    const entry: TlsEntry = {
      ends: `${flow.sender()} ↔ ${flow.receiver()}`,
      isNamed: this.#entries.length < NAMED,
      records: 0,
      packets: 0,
      where: [],
      isRead: false,
      why: '',
      connection: keeps ? new TlsConnection(this.#secrets) : null,
      kinds: this.#kindsFor(),
      readers: new Map(),
    };
    if (entry.isNamed) this.#entries.push(entry);
    return entry;
  }

  count(entry: TlsEntry, packets: number, records: number): void {
    const { frame } = this.#pass;
    const both = entry.isNamed || entry.isRead ? [entry] : [entry, this.#others];
    for (const counts of both) {
      counts.packets += packets;
      counts.records += records;
      if (packets > 0 && counts.where.length < WHERE) counts.where.push(frame);
    }
  }

  /** Whether records of this connection are to be kept. */
  wants({ connection }: TlsEntry): boolean {
    return connection !== null;
  }

  /** Keeps a record, or that some are missing, until the next `decrypt`. */
  push(entry: TlsEntry, flow: Flow, record: Omit<TlsRecord, 'order'>): void {
    const { connection } = entry;
    if (!connection) return;
    // Without its beginning, nothing tells which secrets are its own.
    if (connection.isEmpty && record.type !== HANDSHAKE) {
      entry.connection = null;
      return;
    }
    connection.push(flow, { ...record, order: this.#order++ });
    this.#waiting.add(entry);
  }

  /** Decrypts what waits and reads it, in the order in which it came. */
  async decrypt(): Promise<void> {
    const plains: { readonly entry: TlsEntry; readonly plain: Plain }[] = [];
    for (const entry of this.#waiting) {
      const { connection } = entry;
      await connection?.drain((plain) => plains.push({ entry, plain }));
      if (connection?.readable === 'yes') this.#isReadable(entry);
      else if (connection?.readable === 'no') this.#drop(entry, connection.why);
    }
    plains.sort((a, b) => a.plain.record.order - b.plain.record.order);
    this.#aside(() => {
      for (const { entry, plain } of plains) this.#feed(entry, plain);
    });
    this.#shed();
  }

  /** Nothing more will come: what is cut is read, and what could not be decrypted is told. */
  finish(): void {
    this.#aside(() => {
      for (const { readers } of this.#read) for (const reader of readers.values()) reader.close();
    });
    for (const { ends, connection } of this.#read) {
      const failed = connection?.failed ?? 0;
      const text = `${failed} records of the TLS connection ${ends} could not be decrypted.`;
      if (failed > 0) this.#pass.problems.add('tls-undecrypted', text);
    }
  }

  /** Packets of connections that stay encrypted, as they are told. */
  list(): PacketCount[] {
    const named = this.#entries.filter(({ isRead }) => !isRead);
    const others = { ...this.#others, ends: 'further connections', why: '', connection: null };
    return [...named, others]
      .filter(({ packets }) => packets > 0)
      .map(({ ends, records, packets, where, why, connection }) => {
        const noSecret = this.#secrets.count > 0 && connection ? 'its secret is in no key log' : '';
        const reason = why || noSecret;
        const said = `TLS, encrypted: ${ends}, ${records} records${reason && ` (${reason})`}`;
        return { reason: said, count: packets, where };
      });
  }

  #isReadable(entry: TlsEntry): void {
    this.#waiting.delete(entry);
    if (entry.isRead) return;
    entry.isRead = true;
    this.#read.add(entry);
    if (entry.isNamed) return;
    this.#others.packets -= entry.packets;
    this.#others.records -= entry.records;
  }

  #drop(entry: TlsEntry, why: string): void {
    entry.connection?.drop();
    entry.connection = null;
    entry.why = why;
    this.#waiting.delete(entry);
  }

  /** Lets go of what waits in vain when it is too much. */
  #shed(): void {
    let held = 0;
    for (const { connection } of this.#waiting) held += connection?.held ?? 0;
    if (held < WAITING_LIMIT) return;
    this.#isFull = true;
    for (const entry of [...this.#waiting]) if (!entry.connection?.isKnown) this.#drop(entry, '');
  }

  #feed(entry: TlsEntry, { flow, record, content }: Plain): void {
    const pass = this.#pass;
    pass.time = record.time;
    pass.frame = record.frame;
    pass.offset = record.offset;
    pass.base = -1;
    const reader = entry.readers.get(flow) ?? new StreamReader(flow.secured(), entry.kinds, true);
    entry.readers.set(flow, reader);
    if (content) reader.data(content, 0, content.length, record.sequence);
    else reader.gap(record.lost);
  }

  /** Leaves the registers as they were: frames go on to be counted. */
  #aside(act: () => void): void {
    const pass = this.#pass;
    const { time, frame, offset, base } = pass;
    act();
    pass.time = time;
    pass.frame = frame;
    pass.offset = offset;
    pass.base = base;
  }
}
