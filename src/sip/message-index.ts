import { type Captured, RECEIVED_BY_SELF, SENT_BY_SELF } from '../base/captured.ts';
import { type Columns, columnBytes, makeColumns, resizeColumns } from '../base/column.ts';
import { EndpointTable } from '../base/endpoint.ts';
import { Interner } from '../base/interner.ts';
import { transportCode } from '../base/transport.ts';
import { bodyFlags } from './body-flags.ts';
import { CR } from './bytes.ts';
import type { HeaderLines } from './header-lines.ts';
import { IdSet } from './id-set.ts';
import { EndInference } from './infer-ends.ts';
import { collectJoinKeys } from './join-keys.ts';
import { keepSocket } from './join-media.ts';
import { HELD, KeyTable, OFFERED } from './key-table.ts';
import { LastValues } from './last-values.ts';
import { INVITE, METHODS, REFER } from './methods.ts';
import { RowTexts } from './row-texts.ts';
import { scanLines, scanMessage } from './scan.ts';
import { emptyScan, type Scan } from './scan-record.ts';
import { SDP, SDP_INACTIVE, SDP_SENDONLY, SDP_ZERO_ADDRESS } from './sdp-flags.ts';
import { SIDE_LIMIT, SideStore } from './side-store.ts';
import { METHOD_LIMIT } from './start-line.ts';

/** The message stands in no frame, or in more than one. */
export const NO_FRAME = 0xffff;

/** One row per message. Interned ids are -1 where the header is absent. */
const SCHEMA = {
  /** Microseconds, see Captured.time. */
  time: 'f64',
  /** Offset of the message in its source, or in the side store when `side` is 1. */
  place: 'f64',
  size: 'u32',
  /** Bytes of the frame that carries the message before and behind it; NO_FRAME where no one frame holds all of it. */
  before: 'u16',
  behind: 'u16',
  source: 'u16',
  side: 'u8',
  transport: 'u8',
  /** Bits of base/captured.ts. */
  flags: 'u16',
  from: 'i32',
  to: 'i32',
  /** Request method, or the CSeq method of a response: a position in `methods`. */
  method: 'u16',
  /** 0 for a request. */
  status: 'u16',
  reason: 'i32',
  callId: 'i32',
  cseq: 'u32',
  cseqMethod: 'u16',
  fromTag: 'i32',
  toTag: 'i32',
  branch: 'i32',
  /** Top Via sent-by, kept only where the log does not print both ends. */
  sentBy: 'i32',
  viaCount: 'u8',
  /** Bits of sip/sdp-flags.ts and sip/body-flags.ts. */
  body: 'u16',
  /** Seconds of Session-Expires, 0 without. */
  sessionExpires: 'u16',
  /** RSeq of a reliable provisional response, modulo 65536; 0 without (RFC 3262). */
  rseq: 'u16',
  /** Value of the Reason header (RFC 3326), User-Agent or Server: ids in `texts`. */
  cause: 'i32',
  product: 'i32',
  /** From and To without header parameters, Request-URI: ids in `texts`, kept for the first message of a Call-ID and for
   * requests outside a dialog. */
  fromParty: 'i32',
  toParty: 'i32',
  requestUri: 'i32',
  /** TCP sequence number or IP-ID, see HAS_SEQUENCE. */
  sequence: 'u32',
} as const;

/** An SDP that takes media away from who gets it. */
const HOLDING = SDP_SENDONLY | SDP_INACTIVE | SDP_ZERO_ADDRESS;

const OF_SELF = SENT_BY_SELF | RECEIVED_BY_SELF;

/** All messages of a trace in typed columns; rows are in the order of reading. */
export class MessageIndex {
  count = 0;
  /** After `add` returned 0: bytes the message needs in all, 0 while its header section is not complete. */
  wanted = 0;
  columns: Columns<typeof SCHEMA>;
  readonly endpoints = new EndpointTable();
  readonly callIds: Interner;
  readonly tags: Interner;
  readonly branches: Interner;
  /** Top Via sent-by, reason phrases, methods, and the longer texts of a few headers. */
  readonly sentBys = new Interner(64);
  readonly reasons = new Interner(64);
  readonly texts = new Interner(1024);
  readonly keys: KeyTable;
  readonly side = new SideStore();
  /** What a capture says of single messages: the comment on their packet, and of HEP who captured them and for which call. */
  readonly comments = new RowTexts();
  readonly capturePoints = new RowTexts();
  readonly correlations = new RowTexts();
  /** Bytes that a message had on the wire, of those alone that have other bytes here because they were redacted. */
  readonly wireSizes = new Map<number, number>();
  readonly #ends = new EndInference();
  readonly #fromTags = new LastValues();
  readonly #toTags = new LastValues();
  readonly #lastBranches = new LastValues();
  readonly #methods = new Interner(32);
  /** By endpoint id. */
  readonly #lastProduct: number[] = [];
  /** Call-IDs whose first INVITE carries an offer. */
  readonly #offering = new IdSet();
  readonly #scan: Scan = emptyScan();
  #capacity: number;

  /** @param salt a random number of this run: keeps prepared keys from colliding */
  constructor(salt = 0x811c9dc5, capacity = 1024) {
    this.#capacity = capacity;
    this.columns = makeColumns(SCHEMA, capacity);
    this.callIds = new Interner(1024, salt);
    this.tags = new Interner(1024, salt);
    this.branches = new Interner(1024, salt);
    this.keys = new KeyTable(salt);
    for (const name of METHODS) this.#methods.idOf(name);
  }

  /** Name of a method code. */
  methodName(code: number): string {
    return METHODS[code] ?? this.#methods.text(code);
  }

  /**
   * Adds the message in bytes[start, end). In a stream (RFC 3261 §18.3) it ends where Content-Length says.
   * @returns bytes used; 0 when a stream does not hold all of it yet; -1 when no SIP message begins here
   */
  add(bytes: Uint8Array, start: number, end: number, known: Captured, stream = false): number {
    const scan = this.#scan;
    if (!scanMessage(bytes, start, end, scan)) return -1;
    let stop = end;
    if (stream) {
      this.wanted = 0;
      // A CR at the very end may be half of the line end that the next segment completes.
      if (scan.bodyStart < 0 || (scan.bodyStart === end && bytes[end - 1] === CR)) return 0;
      stop = scan.bodyStart + Math.max(0, scan.contentLength);
      this.wanted = stop - start;
      if (stop > end) return 0;
    }
    this.#write(bytes, start, stop, known, scan);
    return stop - start;
  }

  /** Adds the message in bytes[start, end) whose header lines its reader found; false when no SIP message begins here. */
  addFound(bytes: Uint8Array, start: number, end: number, known: Captured, lines: HeaderLines): boolean {
    if (!scanLines(bytes, start, end, lines, this.#scan)) return false;
    this.#write(bytes, start, end, known, this.#scan);
    return true;
  }

  /** Takes the last row back: the message turned out to be a collector's copy of one that is there. */
  removeLast(): void {
    if (this.count === 0) return;
    this.count--;
    for (const texts of [this.comments, this.capturePoints, this.correlations]) texts.remove(this.count);
    while (this.keys.count > 0 && this.keys.columns.row[this.keys.count - 1] === this.count) this.keys.count--;
  }

  /** Bytes of a message that stands in the side store; null when it stands in its source. */
  sideBytes(row: number): Uint8Array | null {
    const { side, place, size } = this.columns;
    return side[row] === 1 ? this.side.read(place[row] as number, size[row] as number) : null;
  }

  /** Memory held beside the sources, bytes; the side store counted apart. */
  get byteLength(): number {
    const interners = [this.callIds, this.tags, this.branches, this.sentBys, this.reasons, this.texts];
    return (
      columnBytes(this.columns) +
      this.keys.byteLength +
      interners.reduce((sum, interner) => sum + interner.byteLength, 0)
    );
  }

  /** Gives back what growing left over. Rows may still be added afterwards. */
  trim(): void {
    this.#resize(Math.max(1, this.count));
    this.keys.trim();
  }

  #resize(capacity: number): void {
    this.#capacity = capacity;
    this.columns = resizeColumns(SCHEMA, this.columns, capacity);
  }

  #write(bytes: Uint8Array, start: number, end: number, known: Captured, scan: Scan): void {
    const row = this.count;
    if (row >= this.#capacity) this.#resize(this.#capacity * 2);
    const c = this.columns;
    const { line } = scan;
    const isNewCall = this.#writeIds(bytes, start, row, scan);
    c.time[row] = known.time;
    c.size[row] = known.place < 0 ? Math.min(end - start, SIDE_LIMIT) : end - start;
    c.source[row] = known.source;
    c.sequence[row] = known.sequence;
    c.transport[row] = known.transport || viaTransport(bytes, scan);
    c.flags[row] = known.flags;
    c.side[row] = known.place < 0 ? 1 : 0;
    c.place[row] = known.place < 0 ? this.side.keep(bytes, start, end) : known.place;
    const isFramed = known.frame >= 0 && known.place >= known.frame && known.place + end - start <= known.frameEnd;
    c.before[row] = isFramed ? Math.min(NO_FRAME, known.place - known.frame) : NO_FRAME;
    c.behind[row] = isFramed ? Math.min(NO_FRAME, known.frameEnd - known.place - end + start) : NO_FRAME;
    c.status[row] = line.status;
    c.reason[row] = line.status ? this.reasons.id(bytes, line.reasonStart, line.reasonEnd) : -1;
    c.cseq[row] = scan.cseq;
    c.viaCount[row] = Math.min(255, scan.viaCount);
    c.sessionExpires[row] = scan.sessionExpires;
    c.rseq[row] = scan.rseq;
    c.body[row] = bodyFlags(bytes, end, scan);
    c.cause[row] = idIn(this.texts, bytes, scan.reasonStart, scan.reasonEnd);
    c.product[row] = this.#product(bytes, known.from, scan);
    c.sentBy[row] =
      known.from < 0 || known.flags & OF_SELF ? idIn(this.sentBys, bytes, scan.sentByStart, scan.sentByEnd) : -1;
    this.#writeParties(bytes, row, scan, isNewCall);
    c.from[row] = known.from;
    c.to[row] = known.to;
    if (mayJoin(c.method[row] as number, line.status, scan)) collectJoinKeys(bytes, end, row, scan, this.keys);
    if (c.method[row] === INVITE && (c.body[row] as number) & SDP) this.#keepOffer(bytes, end, row, scan);
    this.count = row + 1;
    if (known.from < 0 || known.to < 0) this.#ends.infer(this, row, bytes, scan);
  }

  /** What third-party call control and music on hold pass from one leg to another (RFC 3725, RFC 7088). */
  #keepOffer(bytes: Uint8Array, end: number, row: number, scan: Scan): void {
    const c = this.columns;
    const call = c.callId[row] as number;
    const { status } = scan.line;
    const isInitial = status === 0 && scan.toTagStart < 0;
    if (isInitial && call >= 0) this.#offering.add(call);
    else if (status >= 200 && status < 300 && !this.#offering.has(call))
      keepSocket(bytes, scan.bodyStart, end, row, OFFERED, this.keys);
    else if (status === 0 && (c.body[row] as number) & HOLDING)
      keepSocket(bytes, scan.bodyStart, end, row, HELD, this.keys);
  }

  /** Writes the ids that tell messages apart; true when the Call-ID was not seen before. */
  #writeIds(bytes: Uint8Array, start: number, row: number, scan: Scan): boolean {
    const c = this.columns;
    const { line } = scan;
    const known = this.callIds.count;
    c.callId[row] = idIn(this.callIds, bytes, scan.callIdStart, scan.callIdEnd);
    const call = c.callId[row] as number;
    c.fromTag[row] = this.#fromTags.id(call, this.tags, bytes, scan.fromTagStart, scan.fromTagEnd);
    c.toTag[row] = this.#toTags.id(call, this.tags, bytes, scan.toTagStart, scan.toTagEnd);
    c.branch[row] = this.#lastBranches.id(call, this.branches, bytes, scan.branchStart, scan.branchEnd);
    const named = scan.cseqMethodStart < 0 ? 0 : this.#method(bytes, scan.cseqMethodStart, scan.cseqMethodEnd);
    c.cseqMethod[row] = named;
    c.method[row] = line.status ? named : this.#method(bytes, start, line.methodEnd);
    return this.callIds.count > known;
  }

  #writeParties(bytes: Uint8Array, row: number, scan: Scan, isNewCall: boolean): void {
    const c = this.columns;
    const wanted = isNewCall || (scan.line.status === 0 && scan.toTagStart < 0);
    c.fromParty[row] = wanted ? idIn(this.texts, bytes, scan.fromStart, scan.fromEnd) : -1;
    c.toParty[row] = wanted ? idIn(this.texts, bytes, scan.toStart, scan.toEnd) : -1;
    c.requestUri[row] = wanted && !scan.line.status ? this.texts.id(bytes, scan.line.uriStart, scan.line.uriEnd) : -1;
  }

  /** Machines name the same product in every message, so the last one of the sender is tried before hashing. */
  #product(bytes: Uint8Array, from: number, scan: Scan): number {
    if (scan.productStart < 0) return -1;
    const last = this.#lastProduct[from];
    if (last !== undefined && this.texts.equals(last, bytes, scan.productStart, scan.productEnd)) return last;
    const id = this.texts.id(bytes, scan.productStart, scan.productEnd);
    if (from >= 0) this.#lastProduct[from] = id;
    return id;
  }

  #method(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#methods.id(bytes, start, Math.min(end, start + METHOD_LIMIT));
    return Math.min(id, 65535);
  }
}

/** Messages that may tell which legs are one call: INVITE outside a dialog, REFER, and redirects. */
function mayJoin(method: number, status: number, scan: Scan): boolean {
  if (status) return method === INVITE && status >= 300 && status < 400;
  return method === REFER || (method === INVITE && scan.toTagStart < 0);
}

function idIn(table: Interner, bytes: Uint8Array, start: number, end: number): number {
  return start < 0 ? -1 : table.id(bytes, start, end);
}

/** Transport that the top Via names: for logs that print none. */
function viaTransport(bytes: Uint8Array, scan: Scan): number {
  const { viaTransportStart: start, viaTransportEnd: end } = scan;
  if (start < 0 || end - start > 8) return 0;
  let name = '';
  for (let i = start; i < end; i++) name += String.fromCharCode(bytes[i] as number);
  return transportCode(name);
}
