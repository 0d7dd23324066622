import { FINE_CLOCK, HAS_SEQUENCE } from '../base/captured.ts';
import type { MessageIndex } from '../sip/message-index.ts';
import { ACK } from '../sip/methods.ts';
import { SDP } from '../sip/sdp-flags.ts';
import { Latest } from './latest.ts';

export const FIRST = 0;
export const DUPLICATE = 1;
export const RETRANSMISSION = 2;
export const HOP = 3;

/** How each message of a call relates to one before it; positions are those of the call's rows. */
export interface Copies {
  /** FIRST, DUPLICATE, RETRANSMISSION or HOP. */
  readonly kind: Uint8Array;
  /** Position of the message copied, -1 for FIRST. */
  readonly of: Int32Array;
}

const FINE = 20_000;
const SEQUENCE_WINDOW = 1_000_000;
/** A forwarded message follows within a transaction's life; more candidates than this are no hops of each other. */
const MOST_CANDIDATES = 64;
const heads = new Latest();

/** Tells copies apart (never from bytes alone): duplicate of the capture, retransmission, or next hop. */
export function findCopies(index: MessageIndex, rows: Uint32Array): Copies {
  const kind = new Uint8Array(rows.length);
  const of = new Int32Array(rows.length).fill(-1);
  const previous = new Int32Array(rows.length).fill(-1);
  heads.reset(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const key = keyOf(index, rows[i] as number);
    const head = heads.get(key);
    heads.set(key, i);
    if (head < 0) continue;
    previous[i] = head;
    compare(index, rows, i, previous, { kind, of });
  }
  return { kind, of };
}

/** Same CSeq number, method and status code: what all copies of a message have in common. */
function keyOf(index: MessageIndex, row: number): number {
  const c = index.columns;
  return (
    (((c.cseq[row] as number) % 0x200000) * 1024 + (c.status[row] as number)) * 512 + ((c.method[row] as number) & 511)
  );
}

function compare(index: MessageIndex, rows: Uint32Array, i: number, previous: Int32Array, copies: Copies): void {
  const row = rows[i] as number;
  let linked = -1;
  let loose = -1;
  let steps = 0;
  const unnamed = isUnnamed(index, row);
  for (let j = previous[i] as number; j >= 0 && steps < MOST_CANDIDATES; j = previous[j] as number, steps++) {
    const other = rows[j] as number;
    if (!isSameMessage(index, row, other)) continue;
    const relation = relate(index, row, other);
    if (relation === SAME_HOP) {
      if ((unnamed || copies.kind[j] === DUPLICATE) && !isDuplicate(index, row, other)) continue;
      sameHop(index, rows, i, j, copies);
      return;
    }
    if (relation === LINKED && linked < 0 && copies.kind[j] !== DUPLICATE) linked = j;
    if (relation === LOOSE && !unnamed && copies.kind[j] !== DUPLICATE) loose = j;
  }
  const hop = linked >= 0 ? linked : loose;
  if (hop < 0) return;
  copies.kind[i] = HOP;
  copies.of[i] = copies.kind[hop] === RETRANSMISSION ? (copies.of[hop] as number) : hop;
}

/** Same dialog side; a response also from the same fork, with the same body and reliability. */
function isSameMessage(index: MessageIndex, row: number, other: number): boolean {
  const c = index.columns;
  if (c.fromTag[row] !== c.fromTag[other] || c.toTag[row] !== c.toTag[other]) return false;
  if (c.status[row] === 0) return true;
  return c.rseq[row] === c.rseq[other] && ((c.body[row] as number) & SDP) === ((c.body[other] as number) & SDP);
}

/** A response that says nothing of its request may answer any: only the same packet is told as the same. */
function isUnnamed({ columns: { status, method } }: MessageIndex, row: number): boolean {
  return status[row] !== 0 && method[row] === 0;
}

const UNRELATED = 0;
const SAME_HOP = 1;
const LINKED = 2;
const LOOSE = 3;

function relate(index: MessageIndex, row: number, other: number): number {
  const c = index.columns;
  const sameBranch = c.branch[row] === c.branch[other];
  const sameFrom = c.from[row] === c.from[other];
  const sameTo = c.to[row] === c.to[other];
  if (sameFrom && sameTo) return sameBranch ? SAME_HOP : UNRELATED;
  const status = c.status[row] as number;
  // RFC 3261 §16.7: a proxy sends 100 of its own and forwards none.
  if (status === 100 && !sameBranch) return UNRELATED;
  // Branches of one fork stand side by side; they are no hops of each other.
  if (!sameBranch && (status === 0 ? sameFrom : sameTo)) return UNRELATED;
  if (c.to[other] === c.from[row]) return LINKED;
  return c.method[row] === ACK && c.from[other] === c.from[row] ? UNRELATED : LOOSE;
}

function sameHop(index: MessageIndex, rows: Uint32Array, i: number, j: number, copies: Copies): void {
  const original = copies.kind[j] === FIRST || copies.kind[j] === HOP ? j : (copies.of[j] as number);
  if (isDuplicate(index, rows[i] as number, rows[j] as number)) {
    copies.kind[i] = DUPLICATE;
    copies.of[i] = j;
    return;
  }
  copies.kind[i] = RETRANSMISSION;
  copies.of[i] = original;
}

/**
 * The same packet seen twice: by another capture source, under 20 ms apart on a fine clock, or with the same TCP sequence
 * number or IP-ID (RFC 6864: of a packet without DF) within a second.
 */
function isDuplicate(index: MessageIndex, row: number, other: number): boolean {
  const c = index.columns;
  if (c.source[row] !== c.source[other]) return true;
  const apart = Math.abs((c.time[row] as number) - (c.time[other] as number));
  const flags = (c.flags[row] as number) & (c.flags[other] as number);
  if (flags & FINE_CLOCK && apart < FINE) return true;
  return (flags & HAS_SEQUENCE) !== 0 && c.sequence[row] === c.sequence[other] && apart < SEQUENCE_WINDOW;
}
