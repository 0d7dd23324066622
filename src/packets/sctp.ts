import { FINE_CLOCK, HAS_SEQUENCE } from '../base/captured.ts';
import { skipLineEnds, u16, u32 } from './bytes.ts';
import type { IpHeader } from './ip.ts';
import type { Pass } from './pass.ts';
import { mayBegin } from './start-line.ts';
import { MALFORMED, OTHER_SCTP } from './tally.ts';

/** Code of base/transport.ts. */
const OVER_SCTP = 4;
const DATA = 0;
const ENDS = 1;
const BEGINS = 2;
/** User messages in the making, and bytes of one, at most. */
const LIMIT = 128;
const LONGEST = 1 << 18;

interface UserMessage {
  /** Fragments by transmission sequence number. */
  readonly parts: Map<number, Uint8Array>;
  first: number;
  last: number;
  size: number;
}

/** Reads SIP over SCTP (RFC 4168): each user message is a SIP message; fragments of one are put together. */
export class SctpReader {
  readonly #pass: Pass;
  readonly #open = new Map<string, UserMessage>();

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** Takes the SCTP packet that `ip` describes (RFC 9260 §3). */
  packet(bytes: Uint8Array, ip: IpHeader): void {
    const pass = this.#pass;
    let at = ip.payload + 12;
    if (at > ip.end) {
      pass.tally.count(MALFORMED, pass.frame);
      return;
    }
    let isSip = false;
    while (at + 4 <= ip.end) {
      const size = u16(bytes, at + 2);
      if (size < 4) break;
      const end = Math.min(ip.end, at + size);
      if (bytes[at] === DATA && end - at > 16 && this.#data(bytes, at, end, ip)) isSip = true;
      at += (size + 3) & ~3;
    }
    if (!isSip) pass.tally.count(OTHER_SCTP, pass.frame);
  }

  /** RFC 9260 §3.3.1: flags, length, TSN, stream, number in the stream, payload protocol, data. True when it is SIP. */
  #data(bytes: Uint8Array, at: number, end: number, ip: IpHeader): boolean {
    const flags = bytes[at + 1] as number;
    const sequence = u32(bytes, at + 4);
    if ((flags & BEGINS) !== 0 && (flags & ENDS) !== 0) return this.#emit(bytes, at + 16, end, sequence, bytes, ip);
    if ((flags & BEGINS) !== 0 && !mayBegin(bytes, skipLineEnds(bytes, at + 16, end), end)) return false;
    const key = `${keyOf(bytes, ip)} ${u32(bytes, at + 8)}`;
    const message = this.#message(key, flags);
    if (!message) return false;
    message.parts.set(sequence, bytes.slice(at + 16, end));
    message.size += end - at - 16;
    if (flags & BEGINS) message.first = sequence;
    if (flags & ENDS) message.last = sequence;
    const whole = assemble(message);
    if (whole || message.size > LONGEST) this.#open.delete(key);
    if (!whole) return true;
    const { base } = this.#pass;
    this.#pass.base = -1;
    const isSip = this.#emit(whole, 0, whole.length, message.first, bytes, ip);
    this.#pass.base = base;
    return isSip;
  }

  #message(key: string, flags: number): UserMessage | undefined {
    const known = this.#open.get(key);
    if (known) return known;
    if (!(flags & (BEGINS | ENDS)) && this.#open.size >= LIMIT) return undefined;
    if (this.#open.size >= LIMIT) {
      const [oldest] = this.#open.keys();
      if (oldest !== undefined) this.#open.delete(oldest);
    }
    const message = { parts: new Map(), first: -1, last: -1, size: 0 };
    this.#open.set(key, message);
    return message;
  }

  #emit(bytes: Uint8Array, start: number, end: number, sequence: number, header: Uint8Array, ip: IpHeader): boolean {
    const pass = this.#pass;
    const at = skipLineEnds(bytes, start, end);
    if (!mayBegin(bytes, at, end)) return false;
    pass.ends(header, ip);
    pass.known.transport = OVER_SCTP;
    pass.known.flags = (Number.isNaN(pass.time) ? 0 : FINE_CLOCK) | HAS_SEQUENCE;
    pass.known.sequence = sequence;
    return pass.emit(bytes, at, end, false) > 0;
  }
}

function keyOf(bytes: Uint8Array, ip: IpHeader): string {
  const source = bytes.subarray(ip.source, ip.source + ip.addressLength);
  const destination = bytes.subarray(ip.destination, ip.destination + ip.addressLength);
  return `${source.join()} ${destination.join()} ${u32(bytes, ip.payload)}`;
}

/** The whole user message when all numbers from its first to its last fragment are there; null otherwise. */
function assemble({ parts, first, last }: UserMessage): Uint8Array | null {
  const count = ((last - first) | 0) + 1;
  if (first < 0 || last < 0 || count !== parts.size) return null;
  const list: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const part = parts.get((first + i) >>> 0);
    if (!part) return null;
    list.push(part);
  }
  const whole = new Uint8Array(list.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of list) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
