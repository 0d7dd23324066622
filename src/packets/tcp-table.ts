import { u16, u32 } from './bytes.ts';
import { CLOSED, RESET } from './event-table.ts';
import { Flow } from './flow.ts';
import type { Happenings } from './happenings.ts';
import type { IpHeader } from './ip.ts';
import type { Pass } from './pass.ts';
import { type StreamKind, StreamReader } from './stream-reader.ts';
import { MALFORMED, NO_DATA_TCP } from './tally.ts';
import { TcpStream } from './tcp-stream.ts';

/** Connections and bytes that are held at most; the half of them that was idle longest gives way. */
const LIMIT = 1 << 16;
const HELD_LIMIT = 1 << 26;
/** Connections in one slot of the table: nobody can prepare a trace in which all meet in one. */
const CHAIN = 32;

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

interface Connection {
  /** Source and destination address, source and destination port of the packet that was seen first. */
  readonly key: Uint8Array;
  readonly hash: number;
  readonly there: TcpStream;
  readonly back: TcpStream;
  lastFrame: number;
  /** It was closed by FIN; data was seen. */
  closed: boolean;
  used: boolean;
}

/** All TCP connections of a capture. */
export class TcpTable {
  readonly #pass: Pass;
  readonly #happenings: Happenings;
  readonly #kindsFor: () => readonly StreamKind[];
  readonly #slots = new Map<number, Connection[]>();
  #count = 0;
  #evicted = 0;

  /** @param kindsFor kinds of streams beside SIP, made anew for each connection as its directions share what they know */
  constructor(pass: Pass, happenings: Happenings, kindsFor: () => readonly StreamKind[]) {
    this.#pass = pass;
    this.#happenings = happenings;
    this.#kindsFor = kindsFor;
  }

  /** Takes the TCP segment that `ip` describes (RFC 9293 §3.1). */
  segment(bytes: Uint8Array, ip: IpHeader): void {
    const pass = this.#pass;
    const at = ip.payload;
    const header = at + 20 <= ip.end ? ((bytes[at + 12] as number) >> 4) << 2 : 0;
    const start = at + header;
    if (header < 20 || start > ip.end) {
      pass.tally.count(MALFORMED, pass.frame);
      return;
    }
    const connection = this.#find(bytes, ip);
    const forward = isSame(connection.key, bytes, ip);
    const mine = forward ? connection.there : connection.back;
    const other = forward ? connection.back : connection.there;
    connection.lastFrame = pass.frame;
    const flags = bytes[at + 13] as number;
    const sequence = u32(bytes, at + 4);
    if (flags & SYN) {
      mine.open((sequence + 1) >>> 0);
      if (!(flags & ACK)) connection.closed = connection.used = false;
    }
    if (flags & ACK) other.acknowledged(u32(bytes, at + 8));
    if (start < ip.end || ip.missing > 0) {
      connection.used = true;
      mine.receive(bytes, start, ip.end, flags & SYN ? (sequence + 1) >>> 0 : sequence, ip.missing);
    } else pass.tally.count(NO_DATA_TCP, pass.frame);
    if (flags & (FIN | RST)) this.#ended(connection, !forward, flags);
    if (flags & RST) {
      mine.close();
      other.close();
    }
    if (pass.held > HELD_LIMIT) this.#sweep();
  }

  /** Ends all connections: what they held back is read. */
  finish(): void {
    for (const chain of this.#slots.values()) for (const { there, back } of chain) closeBoth(there, back);
    this.#slots.clear();
    this.#count = 0;
    if (this.#evicted === 0) return;
    const text = `${this.#evicted} connections were closed early to save memory; messages in them may be cut in two.`;
    this.#pass.problems.add('connections-evicted', text);
  }

  /** A connection that carried SIP, or was refused before it could. @param reverse the second end sent it */
  #ended(connection: Connection, reverse: boolean, flags: number): void {
    const { key, there, back, used, closed } = connection;
    const isReset = (flags & RST) !== 0;
    const isRefused = isReset && !used && !closed;
    const sure = there.flow.talks || back.flow.talks;
    const hides = there.flow.hides || back.flow.hides;
    connection.closed = true;
    if (closed || !(sure || hides || isRefused)) return;
    this.#happenings.connection(key, reverse, isReset ? RESET : CLOSED, isRefused ? 'refused' : '', sure);
  }

  #find(bytes: Uint8Array, ip: IpHeader): Connection {
    const hash = hashOf(bytes, ip);
    const chain = this.#slots.get(hash);
    if (chain) {
      for (const some of chain) if (isSame(some.key, bytes, ip) || isReverse(some.key, bytes, ip)) return some;
      if (chain.length >= CHAIN) this.#evict(chain.splice(0, CHAIN / 2));
    }
    if (this.#count >= LIMIT) this.#sweep();
    const connection = this.#make(bytes, ip, hash);
    const slot = this.#slots.get(hash);
    if (slot) slot.push(connection);
    else this.#slots.set(hash, [connection]);
    this.#count++;
    return connection;
  }

  #make(bytes: Uint8Array, ip: IpHeader, hash: number): Connection {
    const length = ip.addressLength;
    const key = new Uint8Array(length * 2 + 4);
    key.set(bytes.subarray(ip.source, ip.source + length));
    key.set(bytes.subarray(ip.destination, ip.destination + length), length);
    key.set(bytes.subarray(ip.payload, ip.payload + 4), length * 2);
    const kinds = this.#kindsFor();
    const stream = (reverse: boolean) => {
      const flow = new Flow(this.#pass, key, reverse);
      return new TcpStream(flow, (fromBeginning) => new StreamReader(flow, kinds, fromBeginning));
    };
    return {
      key,
      hash,
      there: stream(false),
      back: stream(true),
      lastFrame: this.#pass.frame,
      closed: false,
      used: false,
    };
  }

  /** Closes the half of the connections that was idle longest. */
  #sweep(): void {
    const all = [...this.#slots.values()].flat().sort((a, b) => a.lastFrame - b.lastFrame);
    const oldest = new Set(all.slice(0, Math.ceil(all.length / 2)));
    for (const [hash, chain] of this.#slots) {
      const kept = chain.filter((some) => !oldest.has(some));
      if (kept.length > 0) this.#slots.set(hash, kept);
      else this.#slots.delete(hash);
    }
    this.#evict([...oldest]);
  }

  #evict(connections: readonly Connection[]): void {
    this.#count -= connections.length;
    this.#evicted += connections.length;
    for (const { there, back } of connections) closeBoth(there, back);
  }
}

function closeBoth(there: TcpStream, back: TcpStream): void {
  there.close();
  back.close();
}

/** The same for both directions. */
function hashOf(bytes: Uint8Array, ip: IpHeader): number {
  const { source, destination, addressLength, payload } = ip;
  const a = half(bytes, source, addressLength, u16(bytes, payload));
  const b = half(bytes, destination, addressLength, u16(bytes, payload + 2));
  return (a ^ b) >>> 0;
}

function half(bytes: Uint8Array, at: number, length: number, port: number): number {
  let hash = 0x811c9dc5 ^ port;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (bytes[at + i] as number), 0x01000193);
  return Math.imul(hash ^ port, 0x85ebca6b) ^ (hash >>> 13);
}

function isSame(key: Uint8Array, bytes: Uint8Array, ip: IpHeader): boolean {
  const length = ip.addressLength;
  if (key.length !== length * 2 + 4) return false;
  return (
    matches(key, 0, bytes, ip.source, length) &&
    matches(key, length, bytes, ip.destination, length) &&
    matches(key, length * 2, bytes, ip.payload, 4)
  );
}

function isReverse(key: Uint8Array, bytes: Uint8Array, ip: IpHeader): boolean {
  const length = ip.addressLength;
  if (key.length !== length * 2 + 4) return false;
  return (
    matches(key, 0, bytes, ip.destination, length) &&
    matches(key, length, bytes, ip.source, length) &&
    matches(key, length * 2, bytes, ip.payload + 2, 2) &&
    matches(key, length * 2 + 2, bytes, ip.payload, 2)
  );
}

function matches(key: Uint8Array, at: number, bytes: Uint8Array, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (key[at + i] !== bytes[from + i]) return false;
  return true;
}
