import type { MessageIndex } from '../sip/message-index.ts';
import {
  ACK,
  BYE,
  CANCEL,
  INFO,
  INVITE,
  MESSAGE,
  NOTIFY,
  OPTIONS,
  PRACK,
  PUBLISH,
  REGISTER,
  SUBSCRIBE,
  UPDATE,
} from '../sip/methods.ts';
import { type Copies, findCopies } from './copies.ts';
import { findTransactions, type HopTransaction, type Transactions } from './transactions.ts';
import type { CallKind } from './types.ts';

/** One group of messages with its copies and transactions told apart: what every judgement is made from. */
export interface CallModel {
  readonly index: MessageIndex;
  /** Rows of the index in order of the ladder; positions below are positions in this list. */
  readonly rows: Uint32Array;
  readonly copies: Copies;
  readonly transactions: Transactions;
  readonly kind: CallKind;
  /** From tag of whoever sent the first INVITE, -1 when it was not seen. */
  readonly callerTag: number;
  /** INVITE transactions outside a dialog on the caller's hop, in order: attempts and their retries. */
  readonly initial: readonly HopTransaction[];
  /** Time of the last message of the sources that the call was seen in, microseconds; NaN without a clock. */
  readonly traceEnd: number;
}

/** Reads the rows of one call into a model. */
export function readCall(index: MessageIndex, rows: Uint32Array, traceEnds: Float64Array): CallModel {
  const copies = findCopies(index, rows);
  const transactions = findTransactions(index, rows, copies);
  const kind = kindOf(index, rows);
  const initial = kind === 'call' ? initialInvites(index, rows, transactions.list) : [];
  const callerTag = initial[0]?.fromTag ?? -1;
  return {
    index,
    rows,
    copies,
    transactions,
    kind,
    callerTag,
    initial: initial.filter((transaction) => !transaction.hop && transaction.fromTag === callerTag),
    traceEnd: endOfTrace(index, rows, traceEnds),
  };
}

/** Time of a message by its position, microseconds; NaN for none. */
export function timeAt(model: CallModel, position: number): number {
  return position < 0 ? Number.NaN : (model.index.columns.time[model.rows[position] as number] as number);
}

/** Methods that only a session has (RFC 3261, 3262, 3311, 6086). */
const SESSION = new Set([INVITE, ACK, BYE, CANCEL, PRACK, UPDATE, INFO]);
const OTHER_KINDS: readonly (readonly [number, CallKind])[] = [
  [REGISTER, 'registration'],
  [SUBSCRIBE, 'subscription'],
  [NOTIFY, 'subscription'],
  [PUBLISH, 'publish'],
  [MESSAGE, 'message'],
  [OPTIONS, 'options'],
];

function kindOf(index: MessageIndex, rows: Uint32Array): CallKind {
  const { method } = index.columns;
  let seen = 0;
  for (const row of rows) {
    const code = method[row] as number;
    if (SESSION.has(code)) return 'call';
    if (code < 31) seen |= 1 << code;
  }
  return OTHER_KINDS.find(([code]) => seen & (1 << code))?.[1] ?? 'other';
}

/** INVITEs outside a dialog. One whose request was not seen counts while no dialog is known. */
function initialInvites(index: MessageIndex, rows: Uint32Array, list: readonly HopTransaction[]): HopTransaction[] {
  const { toTag } = index.columns;
  let inDialog = false;
  return list.filter((transaction) => {
    const request = transaction.request;
    const tagged = request >= 0 && toTag[rows[request] as number] !== -1;
    const isInvite = transaction.method === INVITE;
    const isInitial = isInvite && (request >= 0 ? !tagged : !inDialog);
    if (tagged || (isInvite && transaction.status >= 200 && transaction.status < 300)) inDialog = true;
    return isInitial;
  });
}

function endOfTrace(index: MessageIndex, rows: Uint32Array, traceEnds: Float64Array): number {
  let end = Number.NaN;
  for (const row of rows) {
    const sourceEnd = traceEnds[index.columns.source[row] as number] as number;
    if (!(end >= sourceEnd)) end = sourceEnd;
  }
  return end;
}

/** Time of the last message of each source, NaN for a source without a clock; found once for an index that has stopped growing. */
export function traceEnds(index: MessageIndex): Float64Array {
  const known = KNOWN_ENDS.get(index);
  if (known?.count === index.count) return known.ends;
  const ends = findTraceEnds(index);
  KNOWN_ENDS.set(index, { count: index.count, ends });
  return ends;
}

const KNOWN_ENDS = new WeakMap<MessageIndex, { readonly count: number; readonly ends: Float64Array }>();

function findTraceEnds(index: MessageIndex): Float64Array {
  const { source, time } = index.columns;
  let sources = 0;
  for (let row = 0; row < index.count; row++) sources = Math.max(sources, (source[row] as number) + 1);
  const ends = new Float64Array(sources).fill(Number.NaN);
  for (let row = 0; row < index.count; row++) {
    const at = time[row] as number;
    const number = source[row] as number;
    if (!((ends[number] as number) >= at) && !Number.isNaN(at)) ends[number] = at;
  }
  return ends;
}
