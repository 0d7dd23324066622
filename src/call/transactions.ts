import type { MessageIndex } from '../sip/message-index.ts';
import { ACK, CANCEL, INVITE } from '../sip/methods.ts';
import { type Copies, FIRST, HOP } from './copies.ts';
import { Latest } from './latest.ts';

/** A transaction on one hop (RFC 3261 §17). Messages are positions among the call's rows; -1 = not seen. */
export interface HopTransaction {
  readonly method: number;
  readonly branch: number;
  readonly cseq: number;
  readonly fromTag: number;
  readonly client: number;
  readonly server: number;
  readonly request: number;
  /** The request is the next hop of another one in this call. */
  readonly hop: boolean;
  /** First copies only. */
  readonly responses: number[];
  final: number;
  /** Status code of `final`, 0 without. */
  status: number;
  ack: number;
  cancel: number;
}

export interface Transactions {
  readonly list: HopTransaction[];
  /** Position in `list` for each message. */
  readonly of: Int32Array;
}

const latest = new Latest();

/** Sorts the messages of a call into transactions: by top branch and method (RFC 3261 §17.1.3), hop by hop. */
export function findTransactions(index: MessageIndex, rows: Uint32Array, copies: Copies): Transactions {
  const list: HopTransaction[] = [];
  const of = new Int32Array(rows.length).fill(-1);
  const previous: number[] = [];
  latest.reset(rows.length);
  const open = (transaction: HopTransaction, key: number): number => {
    previous.push(latest.get(key));
    latest.set(key, list.length);
    return list.push(transaction) - 1;
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const c = index.columns;
    const isCopy = copies.kind[i] !== FIRST && copies.kind[i] !== HOP;
    const original = copies.of[i] as number;
    if (isCopy && original >= 0) {
      of[i] = of[original] as number;
      continue;
    }
    const status = c.status[row] as number;
    const method = c.method[row] as number;
    if (status === 0) {
      const invite =
        method === ACK || method === CANCEL ? match(c, row, false, keyOf(c, row, INVITE), list, previous) : -1;
      const owner = list[invite];
      if (method === ACK && owner && owner.status >= 300) {
        // RFC 3261 §17.1.1.3: the ACK to a failure belongs to the INVITE's transaction.
        owner.ack = i;
        of[i] = invite;
        continue;
      }
      if (method === CANCEL && owner) owner.cancel = i;
      of[i] = open(newTransaction(c, row, i, copies.kind[i] === HOP), keyOf(c, row, method));
      if (method === ACK) acknowledge(index, row, i, list);
    } else {
      const key = keyOf(c, row, method);
      let at = method === 0 ? matchUnnamed(c, row, list) : -1;
      if (at < 0) at = match(c, row, true, key, list, previous);
      if (at < 0 && c.branch[row] === -1) at = matchByEnds(c, row, list);
      if (at < 0) at = open(newTransaction(c, row, -1, false), key);
      of[i] = at;
      answer(list[at] as HopTransaction, i, status);
    }
  }
  return { list, of };
}

type IndexColumns = MessageIndex['columns'];

/** Branch and method; without a branch (RFC 2543) the CSeq number stands in. */
function keyOf(c: IndexColumns, row: number, method: number): number {
  const branch = c.branch[row] as number;
  return (branch >= 0 ? branch : 0x100000000 + (c.cseq[row] as number)) * 1024 + (method & 1023);
}

function newTransaction(c: IndexColumns, row: number, request: number, hop: boolean): HopTransaction {
  const from = c.from[row] as number;
  const to = c.to[row] as number;
  return {
    method: c.method[row] as number,
    branch: c.branch[row] as number,
    cseq: c.cseq[row] as number,
    fromTag: c.fromTag[row] as number,
    client: request < 0 ? to : from,
    server: request < 0 ? from : to,
    request,
    hop,
    responses: [],
    final: -1,
    status: 0,
    ack: -1,
    cancel: -1,
  };
}

/** Latest transaction under the key whose ends fit; else one with one fitting end (NAT); else the latest. */
function match(
  c: IndexColumns,
  row: number,
  isResponse: boolean,
  key: number,
  list: HopTransaction[],
  previous: number[],
): number {
  const client = (isResponse ? c.to[row] : c.from[row]) as number;
  const server = (isResponse ? c.from[row] : c.to[row]) as number;
  let half = -1;
  const last = latest.get(key);
  let steps = 0;
  for (let at = last; at >= 0 && steps < 64; at = previous[at] as number, steps++) {
    const transaction = list[at] as HopTransaction;
    if (transaction.cseq !== c.cseq[row]) continue;
    if (transaction.client === client && transaction.server === server) return at;
    if (half < 0 && (transaction.client === client || transaction.server === server)) half = at;
  }
  if (half >= 0) return half;
  return last >= 0 && list[last]?.cseq === c.cseq[row] ? last : -1;
}

/** A response whose Via was lost on the way: the latest request with its CSeq, From tag and ends. */
function matchByEnds(c: IndexColumns, row: number, list: readonly HopTransaction[]): number {
  return list.findLastIndex(
    (transaction) =>
      transaction.cseq === c.cseq[row] &&
      transaction.method === c.method[row] &&
      transaction.fromTag === c.fromTag[row] &&
      transaction.client === c.to[row] &&
      transaction.server === c.from[row],
  );
}

/** Requests before a response that may be the one that it answers. */
const LOOKS = 64;

/** A response without a CSeq, as some tables print them: the only request that still waits for one between its ends. */
function matchUnnamed(c: IndexColumns, row: number, list: readonly HopTransaction[]): number {
  let found = -1;
  for (let at = list.length - 1; at >= Math.max(0, list.length - LOOKS); at--) {
    const { method, request, final, client, server } = list[at] as HopTransaction;
    if (method === ACK || request < 0 || final >= 0 || client !== c.to[row] || server !== c.from[row]) continue;
    if (found >= 0) return -1;
    found = at;
  }
  return found;
}

function answer(transaction: HopTransaction, i: number, status: number): void {
  transaction.responses.push(i);
  if (status >= 200 && (transaction.final < 0 || (transaction.status >= 300 && status < 300))) {
    transaction.final = i;
    transaction.status = status;
  }
}

/** The ACK to a 2xx is a transaction of its own (RFC 3261 §17) and is noted with the INVITE it acknowledges. */
function acknowledge(index: MessageIndex, row: number, i: number, list: HopTransaction[]): void {
  const c = index.columns;
  for (let at = list.length - 2; at >= 0; at--) {
    const transaction = list[at] as HopTransaction;
    if (transaction.method !== INVITE || transaction.cseq !== c.cseq[row] || transaction.ack >= 0) continue;
    if (transaction.client !== c.from[row] || transaction.status < 200) continue;
    if (transaction.status >= 300 && isOfThisEdition(index, row)) continue;
    transaction.ack = i;
    return;
  }
}

/** RFC 3261 §17.2.3: where the branch has the cookie, it alone tells which failure an ACK is for; RFC 2543 had none. */
function isOfThisEdition({ branches, columns }: MessageIndex, row: number): boolean {
  return /^z9hg4bk/i.test(branches.text(columns.branch[row] as number));
}
