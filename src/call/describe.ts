import type { MessageIndex } from '../sip/message-index.ts';
import { ACK, INVITE } from '../sip/methods.ts';
import { attemptsOf } from './attempts.ts';
import { type CallTexts, callTexts } from './call-texts.ts';
import { DUPLICATE, HOP, RETRANSMISSION } from './copies.ts';
import { findDialogs } from './dialogs.ts';
import { judge } from './judge.ts';
import { mergeDetails, offeredOf } from './merge-details.ts';
import { findPhases } from './phases.ts';
import { type CallModel, readCall, traceEnds } from './read-call.ts';
import { sdpNotes } from './sdp-notes.ts';
import { isRetriable } from './status.ts';
import { summariseLeg } from './summarise.ts';
import { legRows, rowsOf, summaryOf } from './table.ts';
import type { HopTransaction } from './transactions.ts';
import type { CallDetail, CallMessage, CallSummary, CallTable, Copy, Transaction } from './types.ts';

const COPIES: (Copy | null)[] = [];
COPIES[DUPLICATE] = 'duplicate';
COPIES[RETRANSMISSION] = 'retransmission';
COPIES[HOP] = 'hop';

/** Call `i` of the table in full: its legs as one, in order of time. Throws RangeError when there is no such call. */
export function describeCall(index: MessageIndex, table: CallTable, i: number): CallDetail {
  const legs = describeLegs(index, table, i);
  const [only] = legs;
  if (legs.length === 1 && only) return { ...only, offered: offeredOf(index, table, i) };
  return mergeDetails(index, table, i, legs);
}

/** Each leg of call `i` by itself, in the order of CallDetail.legs. Throws RangeError when there is no such call. */
function describeLegs(index: MessageIndex, table: CallTable, i: number): CallDetail[] {
  const summary = summaryOf(table, i);
  if (!summary) throw new RangeError(`there is no call ${i}`);
  const ends = traceEnds(index);
  const count = (table.legStart[i + 1] as number) - (table.legStart[i] as number);
  return Array.from({ length: count }, (_, leg) => {
    const model = readCall(index, count === 1 ? rowsOf(table, i) : legRows(table, i, leg), ends);
    return describeLeg(model, count === 1 ? summary : null, i, leg);
  });
}

/** @param summary known already, null where it is to be made from the model */
function describeLeg(model: CallModel, known: CallSummary | null, call: number, leg: number): CallDetail {
  const verdict = judge(model);
  const texts = callTexts(model.index);
  const dialogs = findDialogs(model, texts);
  const summary = known ?? summariseLeg(model, verdict, call);
  const messages = messagesOf(model, texts, dialogs.of, leg);
  const transactions = model.transactions.list.map((transaction) => transactionOf(model, texts, transaction));
  return {
    summary,
    legs: [{ summary, links: [] }],
    offered: [],
    messages,
    transactions,
    dialogs: dialogs.list,
    attempts: attemptsOf(model.index, messages, transactions),
    phases: findPhases(model, verdict, summary),
  };
}

function messagesOf(model: CallModel, texts: CallTexts, dialogOf: Int32Array, leg: number): CallMessage[] {
  const notes = sdpNotes(model);
  return notes.map((sdp, i) => messageAt(model, texts, i, { leg, dialog: dialogOf[i] as number, sdp }));
}

type Place = Pick<CallMessage, 'leg' | 'dialog' | 'sdp'>;

function messageAt(model: CallModel, texts: CallTexts, i: number, { leg, dialog, sdp }: Place): CallMessage {
  const { index, rows, copies } = model;
  const row = rows[i] as number;
  const of = copies.of[i] as number;
  const c = index.columns;
  return {
    row,
    source: c.source[row] as number,
    time: c.time[row] as number,
    from: c.from[row] as number,
    to: c.to[row] as number,
    transport: c.transport[row] as number,
    flags: c.flags[row] as number,
    kind: c.status[row] === 0 ? 'request' : 'response',
    method: index.methodName(methodOf(model, i)),
    status: c.status[row] as number,
    reason: texts.reason(c.reason[row] as number),
    callId: texts.callId(c.callId[row] as number),
    cseq: c.cseq[row] as number,
    cseqMethod: index.methodName(c.cseqMethod[row] as number),
    fromTag: texts.tag(c.fromTag[row] as number),
    toTag: texts.tag(c.toTag[row] as number),
    branch: texts.branch(c.branch[row] as number),
    reinvite: isReinvite(model, i),
    retried: isRetried(model, i),
    copy: COPIES[copies.kind[i] as number] ?? null,
    of: of < 0 ? -1 : (rows[of] as number),
    leg,
    transaction: model.transactions.of[i] as number,
    dialog,
    sdp,
    size: index.wireSizes.get(row) ?? (c.size[row] as number),
  };
}

/** Of a response without a CSeq, that of the request which it answers, as far as it is known. */
function methodOf({ index, rows, transactions }: CallModel, i: number): number {
  const own = index.columns.method[rows[i] as number] as number;
  return own || (transactions.list[transactions.of[i] as number]?.method ?? 0);
}

/** INVITE with both tags, its responses, and its ACK keep the name of what they belong to (RFC 3261 §14). */
function isReinvite(model: CallModel, i: number): boolean {
  const c = model.index.columns;
  const row = model.rows[i] as number;
  if (c.method[row] !== INVITE) return false;
  if (c.status[row] === 0) return c.toTag[row] !== -1;
  const transaction = model.transactions.list[model.transactions.of[i] as number];
  if (!transaction) return false;
  if (transaction.request >= 0) return c.toTag[model.rows[transaction.request] as number] !== -1;
  return (
    !model.initial.includes(transaction) && model.initial.length > 0 && transaction.cseq !== model.initial.at(-1)?.cseq
  );
}

/** A challenge or redirect that a request with a higher CSeq of the same side and method follows. */
function isRetried(model: CallModel, position: number): boolean {
  const c = model.index.columns;
  const row = model.rows[position] as number;
  if (!isRetriable(c.status[row] as number) && c.status[row] !== 491 && c.status[row] !== 423) return false;
  return model.transactions.list.some(
    (other) =>
      other.request > position &&
      other.method === c.method[row] &&
      other.method !== ACK &&
      other.fromTag === c.fromTag[row] &&
      other.cseq > (c.cseq[row] as number),
  );
}

function transactionOf(model: CallModel, texts: CallTexts, transaction: HopTransaction): Transaction {
  const row = (position: number) => (position < 0 ? -1 : (model.rows[position] as number));
  return {
    method: model.index.methodName(transaction.method),
    branch: texts.branch(transaction.branch),
    client: transaction.client,
    server: transaction.server,
    request: row(transaction.request),
    responses: transaction.responses.map(row),
    final: row(transaction.final),
    ack: row(transaction.ack),
    cancel: row(transaction.cancel),
  };
}
