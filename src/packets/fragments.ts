import type { IpHeader } from './ip.ts';

/** Datagrams in the making, at most; the oldest gives way. */
const LIMIT = 1024;
/** RFC 791 §3.2: what is not complete after this time will not be any more; identifications come round again. Microseconds. */
const LIFETIME = 30e6;
const LONGEST = 65535;
/** Whole datagrams that are remembered, to know fragments of them that come again. */
const REMEMBERED = 64;

interface Piece {
  start: number;
  end: number;
}

/** A datagram of which not all fragments have come. */
export interface Partial {
  readonly key: string;
  /** Source and destination address, then the datagram as far as it is there. */
  bytes: Uint8Array;
  readonly addressLength: 4 | 16;
  protocol: number;
  id: number;
  dontFragment: boolean;
  /** Pieces that are there, as [start, end) of the datagram, sorted and merged. */
  pieces: Piece[];
  /** Pieces that were on the wire: the same, and what the capture cut off. */
  wire: Piece[];
  /** Length of the datagram, -1 until its last fragment comes. */
  total: number;
  /** Some byte came twice and differed. */
  conflict: boolean;
  /** The datagram of the same identification that was whole a moment ago. */
  readonly earlier: Partial | null;
  readonly time: number;
  readonly frame: number;
  readonly offset: number;
}

/** Bytes of addresses in front of a datagram that is put together. */
export function addressBytes(partial: Partial): number {
  return partial.addressLength * 2;
}

/** Puts IP datagrams together: fragments in any order, twice, overlapping (what came first stays), or missing. */
export class FragmentTable {
  readonly #partials = new Map<string, Partial>();
  readonly #whole = new Map<string, Partial>();
  readonly #giveUp: (partial: Partial) => void;

  /** @param giveUp told about every datagram that is not waited for any more */
  constructor(giveUp: (partial: Partial) => void) {
    this.#giveUp = giveUp;
  }

  /** Takes one fragment. The datagram once all of it was on the wire (`available` tells what is there), else null. */
  add(bytes: Uint8Array, ip: IpHeader, time: number, frame: number, offset: number): Partial | null {
    const length = ip.end - ip.payload;
    const last = ip.fragment + length + ip.missing;
    // RFC 791 §3.2: all but the last are multiples of 8 bytes, and nothing reaches over 65,535.
    if (length <= 0 || last > LONGEST) return null;
    const key = keyOf(bytes, ip);
    const partial = this.#partial(key, bytes, ip, time, frame, offset);
    if (ip.fragment === 0) {
      partial.protocol = ip.protocol;
      partial.dontFragment = ip.dontFragment;
    }
    if (!ip.moreFragments && partial.total < 0) partial.total = last;
    put(partial, bytes, ip.payload, ip.fragment, length);
    partial.wire = merge(partial.wire, ip.fragment, last);
    if (!(partial.total >= 0 && firstRun(partial.wire) >= partial.total)) return null;
    this.#partials.delete(key);
    this.#remember(partial);
    return partial;
  }

  /** Gives up all that is left. */
  finish(): void {
    for (const partial of this.#partials.values()) this.#giveUp(partial);
    this.#partials.clear();
  }

  #partial(key: string, bytes: Uint8Array, ip: IpHeader, time: number, frame: number, offset: number): Partial {
    const known = this.#partials.get(key);
    if (known) {
      if (!(Math.abs(time - known.time) > LIFETIME)) return known;
      this.#drop(known);
    }
    if (this.#partials.size >= LIMIT) {
      const [oldest] = this.#partials.values();
      if (oldest) this.#drop(oldest);
    }
    const partial: Partial = {
      key,
      bytes: new Uint8Array(ip.addressLength * 2 + 2048),
      addressLength: ip.addressLength,
      protocol: ip.protocol,
      id: ip.id,
      dontFragment: ip.dontFragment,
      pieces: [],
      total: -1,
      conflict: false,
      earlier: this.#earlier(key, time),
      wire: [],
      time,
      frame,
      offset,
    };
    partial.bytes.set(bytes.subarray(ip.source, ip.source + ip.addressLength));
    partial.bytes.set(bytes.subarray(ip.destination, ip.destination + ip.addressLength), ip.addressLength);
    this.#partials.set(key, partial);
    return partial;
  }

  #remember(partial: Partial): void {
    // What it came behind is not needed any more, and would hold what that came behind.
    this.#whole.delete(partial.key);
    this.#whole.set(partial.key, { ...partial, earlier: null });
    if (this.#whole.size <= REMEMBERED) return;
    const [oldest] = this.#whole.keys();
    if (oldest !== undefined) this.#whole.delete(oldest);
  }

  #earlier(key: string, time: number): Partial | null {
    const whole = this.#whole.get(key);
    return whole && !(Math.abs(time - whole.time) > LIFETIME) ? whole : null;
  }

  #drop(partial: Partial): void {
    this.#partials.delete(partial.key);
    this.#giveUp(partial);
  }
}

/** Whether all that is there of a datagram was in one that is whole: its fragments came again. */
export function isRepeated({ earlier, pieces, bytes, addressLength }: Partial): boolean {
  if (!earlier) return false;
  const head = addressLength * 2;
  return pieces.every(({ start, end }) => {
    if (end > available(earlier)) return false;
    for (let i = head + start; i < head + end; i++) if (bytes[i] !== earlier.bytes[i]) return false;
    return true;
  });
}

/** RFC 791 §3.2: source, destination, protocol and identification; RFC 8200 §4.5 leaves the protocol out. */
function keyOf(bytes: Uint8Array, ip: IpHeader): string {
  const source = bytes.subarray(ip.source, ip.source + ip.addressLength);
  const destination = bytes.subarray(ip.destination, ip.destination + ip.addressLength);
  return `${source.join()} ${destination.join()} ${ip.id} ${ip.addressLength === 4 ? ip.protocol : ''}`;
}

function put(partial: Partial, bytes: Uint8Array, from: number, at: number, length: number): void {
  const head = addressBytes(partial);
  const end = at + length;
  if (head + end > partial.bytes.length) {
    const grown = new Uint8Array(Math.min(head + LONGEST, Math.max(head + end, partial.bytes.length * 2)));
    grown.set(partial.bytes);
    partial.bytes = grown;
  }
  let next = at;
  for (const { start, end: stop } of partial.pieces) {
    if (start > end) break;
    if (start > next) copy(partial, bytes, from + next - at, next, start);
    compare(partial, bytes, from - at, Math.max(at, start), Math.min(end, stop));
    next = Math.max(next, stop);
  }
  if (next < end) copy(partial, bytes, from + next - at, next, end);
  partial.pieces = merge(partial.pieces, at, end);
}

function copy(partial: Partial, bytes: Uint8Array, from: number, start: number, end: number): void {
  partial.bytes.set(bytes.subarray(from, from + end - start), addressBytes(partial) + start);
}

function compare(partial: Partial, bytes: Uint8Array, shift: number, start: number, end: number): void {
  const head = addressBytes(partial);
  for (let i = start; i < end; i++) if (partial.bytes[head + i] !== bytes[shift + i]) partial.conflict = true;
}

function merge(pieces: Piece[], start: number, end: number): Piece[] {
  const result: Piece[] = [];
  const piece = { start, end };
  for (const old of pieces) {
    if (old.end < piece.start) result.push(old);
    else if (old.start > piece.end) {
      result.push({ start: piece.start, end: piece.end });
      piece.start = old.start;
      piece.end = old.end;
    } else {
      piece.start = Math.min(piece.start, old.start);
      piece.end = Math.max(piece.end, old.end);
    }
  }
  result.push(piece);
  return result;
}

function firstRun(pieces: readonly Piece[]): number {
  const [first] = pieces;
  return first?.start === 0 ? first.end : 0;
}

/** Bytes from the start of the datagram that are there without a hole. */
export function available(partial: Partial): number {
  const run = firstRun(partial.pieces);
  return partial.total >= 0 ? Math.min(run, partial.total) : run;
}
