import { EARLY_MEDIA_INACTIVE } from '../sip/body-flags.ts';
import { ACK, BYE, CANCEL, INVITE } from '../sip/methods.ts';
import { SDP, SDP_INACTIVE, SDP_NO_PORT, SDP_PRECONDITION } from '../sip/sdp-flags.ts';
import { DUPLICATE, FIRST, RETRANSMISSION } from './copies.ts';
import { judgeEnd } from './judge-end.ts';
import { judgeOther } from './judge-other.ts';
import { emptyJudgement, type Judgement } from './judgement.ts';
import { type CallModel, timeAt } from './read-call.ts';
import { parseReason } from './reason.ts';
import { outcomeOf } from './status.ts';
import type { HopTransaction } from './transactions.ts';

/** 64 × T1, when a client gives up waiting (RFC 3261 §17.1.1.2 timer B, §17.1.2.2 timer F). */
const TIMEOUT = 32_000_000;
/** Timer C runs longer than three minutes (RFC 3261 §16.6). */
const TIMER_C = 180_000_000;

/** State, outcome, times and who hung up of one group of messages. */
export function judge(model: CallModel): Judgement {
  const verdict = emptyJudgement();
  if (model.kind !== 'call') {
    judgeOther(model, verdict);
    return verdict;
  }
  verdict.forwarded = hasForwarding(model);
  const last = model.initial.at(-1);
  if (!last) {
    verdict.partial = true;
    judgePartial(model, verdict);
    return verdict;
  }
  verdict.partial = (model.initial[0]?.request ?? -1) < 0;
  const deciding = decide(
    model,
    model.initial.filter((transaction) => transaction.cseq === last.cseq),
  );
  judgeTimes(model, deciding, verdict);
  if (deciding.status >= 200 && deciding.status < 300) judgeAnswered(model, deciding, verdict);
  else if (deciding.final >= 0) judgeFailed(model, deciding, verdict);
  else judgeOpen(model, deciding, verdict);
  return verdict;
}

/** 2xx beats all; then an INVITE still open; then the last failure. A 2xx seen only on a later hop counts where the caller's hop shows no final. */
function decide(model: CallModel, candidates: readonly HopTransaction[]): HopTransaction {
  const isSuccess = (transaction: HopTransaction) => transaction.status >= 200 && transaction.status < 300;
  const chosen =
    candidates.find(isSuccess) ??
    candidates.find((transaction) => transaction.final < 0) ??
    (candidates.at(-1) as HopTransaction);
  if (chosen.final >= 0) return chosen;
  const later = model.transactions.list.find(
    (transaction) =>
      transaction.method === INVITE &&
      transaction.cseq === chosen.cseq &&
      transaction.fromTag === chosen.fromTag &&
      isSuccess(transaction),
  );
  return later ?? chosen;
}

function hasForwarding(model: CallModel): boolean {
  const { status } = model.index.columns;
  return model.rows.some(
    (row) => status[row] === 181 || ((status[row] as number) >= 300 && (status[row] as number) < 400),
  );
}

/** RFC 6076 §4.3, measured on the caller's hop from the first INVITE of the call on, challenges and redirects included. */
function judgeTimes(model: CallModel, deciding: HopTransaction, verdict: Judgement): void {
  const start = timeAt(model, model.initial[0]?.request ?? -1);
  const { status } = model.index.columns;
  const provisional = deciding.responses.find((i) => isBetween(status[model.rows[i] as number], 101, 199)) ?? -1;
  const answered = isBetween(deciding.status, 200, 299);
  verdict.postDialDelay = timeAt(model, provisional >= 0 ? provisional : answered ? deciding.final : -1) - start;
  if (answered) verdict.setup = timeAt(model, deciding.final) - start;
  const ringing = deciding.responses.find((i) => status[model.rows[i] as number] === 180) ?? provisional;
  const until = answered ? deciding.final : deciding.cancel >= 0 ? deciding.cancel : deciding.final;
  if (ringing >= 0) verdict.ringing = timeAt(model, until) - timeAt(model, ringing);
}

function isBetween(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high;
}

function judgeAnswered(model: CallModel, deciding: HopTransaction, verdict: Judgement): void {
  verdict.answer = deciding.final;
  verdict.status = deciding.status;
  judgeEnd(model, deciding, verdict);
  if (verdict.bye < 0) {
    verdict.decidedBy = deciding.final;
    verdict.outcome = 'in-progress';
    verdict.state = isAcknowledged(model, deciding) ? 'in-call' : 'answered';
    return;
  }
  verdict.state = endState(model, verdict);
  verdict.talk = timeAt(model, verdict.bye) - timeAt(model, verdict.answer);
}

/** After a BYE: whether it was answered, or must be over by now. */
function endState(model: CallModel, { bye }: Judgement): Judgement['state'] {
  const { list, of } = model.transactions;
  const isOver = (list[of[bye] as number]?.final ?? -1) >= 0 || !(model.traceEnd - timeAt(model, bye) < TIMEOUT);
  return isOver ? 'ended' : 'ending';
}

/** An ACK with the CSeq number of the INVITE was seen on some hop. */
function isAcknowledged(model: CallModel, deciding: HopTransaction): boolean {
  return model.transactions.list.some((transaction) => transaction.cseq === deciding.cseq && transaction.ack >= 0);
}

function judgeFailed(model: CallModel, deciding: HopTransaction, verdict: Judgement): void {
  verdict.state = 'ended';
  verdict.status = deciding.status;
  verdict.decidedBy = deciding.final;
  const rang = hasRung(model, deciding);
  if (deciding.status === 487) {
    const cancel = cancelOf(model, deciding);
    // RFC 3261 §13.3.1: a 487 that nobody asked for says that Expires ran out.
    if (cancel < 0) verdict.outcome = 'no-answer';
    else cancelled(model, cancel, rang, verdict);
  } else if (deciding.status === 408) verdict.outcome = rang ? 'no-answer' : 'timeout';
  else if (deciding.status === 480) verdict.outcome = rang ? 'no-answer' : 'unavailable';
  else verdict.outcome = outcomeOf(deciding.status);
}

function cancelled(model: CallModel, cancel: number, rang: boolean, verdict: Judgement): void {
  verdict.outcome = 'cancelled';
  const header = model.index.columns.cause[model.rows[cancel] as number] as number;
  const elsewhere = parseReason(model.index.texts.text(header)).some(
    (reason) => (reason.protocol === 'SIP' && reason.cause === 200) || /elsewhere/i.test(reason.text),
  );
  if (elsewhere) verdict.cause = 'answered-elsewhere';
  else verdict.cause = rang ? 'after-ringing' : 'before-ringing';
}

/** CANCEL on the caller's hop, or the caller's BYE on an early dialog (RFC 3261 §15); -1 when neither was seen. */
function cancelOf(model: CallModel, deciding: HopTransaction): number {
  if (deciding.cancel >= 0) return deciding.cancel;
  const asked = model.transactions.list.find(
    (transaction) =>
      !transaction.hop &&
      transaction.fromTag === deciding.fromTag &&
      transaction.request >= 0 &&
      ((transaction.method === CANCEL &&
        transaction.cseq === deciding.cseq &&
        transaction.client === deciding.client) ||
        transaction.method === BYE),
  );
  return asked?.request ?? -1;
}

function hasRung(model: CallModel, deciding: HopTransaction): boolean {
  const { status } = model.index.columns;
  return deciding.responses.some((i) => {
    const code = status[model.rows[i] as number];
    return code === 180 || code === 183;
  });
}

/** No final response: how far the call came, and whether it may still go on. */
function judgeOpen(model: CallModel, deciding: HopTransaction, verdict: Judgement): void {
  verdict.state = openState(model, deciding);
  verdict.outcome = 'in-progress';
  const final = unseenFinal(model, deciding);
  if (final === 'success') {
    judgeEnd(model, deciding, verdict);
    verdict.state = verdict.bye < 0 ? 'in-call' : endState(model, verdict);
    return;
  }
  const cancel = cancelOf(model, deciding);
  if (final !== null) {
    verdict.state = 'ended';
    if (cancel < 0) return;
    verdict.decidedBy = cancel;
    cancelled(model, cancel, hasRung(model, deciding), verdict);
    return;
  }
  if (cancel >= 0) {
    verdict.decidedBy = cancel;
    // RFC 3261 §9.1: no final within 64*T1 after the CANCEL, and the INVITE counts as cancelled.
    if (!waited(model, cancel, TIMEOUT)) return;
    cancelled(model, cancel, hasRung(model, deciding), verdict);
    verdict.state = 'ended';
    return;
  }
  const last = deciding.responses.at(-1) ?? -1;
  const gaveUp =
    last < 0
      ? waited(model, deciding.request, TIMEOUT) || copiesOf(model, deciding) >= 7
      : waited(model, last, TIMER_C);
  if (!gaveUp) return;
  verdict.outcome = 'timeout';
  verdict.decidedBy = last >= 0 ? last : deciding.request;
}

/**
 * What the caller's ACK says of a final response that the trace does not hold: the ACK to a failure has the branch of the
 * INVITE (RFC 3261 §17.1.1.3), that to a 2xx one of its own (§13.2.2.4), and only a call that was answered is ended by BYE
 * after it. null without an ACK, 'unknown' where the trace shows no branches.
 */
function unseenFinal(
  { transactions: { list } }: CallModel,
  { cseq, fromTag, branch }: HopTransaction,
): 'success' | 'failure' | 'unknown' | null {
  const at = list.findIndex((one) => one.method === ACK && !one.hop && one.cseq === cseq && one.fromTag === fromTag);
  const ack = list[at];
  if (!ack) return null;
  if (list.some(({ method, hop, request }, i) => method === BYE && !hop && request >= 0 && i > at)) return 'success';
  if (ack.branch < 0 || branch < 0) return 'unknown';
  return ack.branch === branch ? 'failure' : 'success';
}

function waited(model: CallModel, since: number, microseconds: number): boolean {
  return model.traceEnd - timeAt(model, since) >= microseconds;
}

/** Times the request was sent; seven are all that timer A allows within timer B (RFC 3261 §17.1.1.2). */
function copiesOf(model: CallModel, deciding: HopTransaction): number {
  let count = 1;
  for (let i = 0; i < model.rows.length; i++) {
    if (model.copies.kind[i] === RETRANSMISSION && model.copies.of[i] === deciding.request) count++;
  }
  return count;
}

function openState(model: CallModel, deciding: HopTransaction): Judgement['state'] {
  if (cancelOf(model, deciding) >= 0) return 'cancelling';
  let state: Judgement['state'] = 'setup';
  for (const i of deciding.responses) {
    const row = model.rows[i] as number;
    const status = model.index.columns.status[row] as number;
    if (status >= 200) continue;
    if (isEarlyMedia(model, row)) state = 'early-media';
    else if (status === 180 || status === 183) state = state === 'early-media' ? state : 'ringing';
    else if (state === 'setup') state = 'proceeding';
  }
  return state;
}

/** A provisional response whose SDP lets media flow before the answer. */
export function isEarlyMedia(model: CallModel, row: number): boolean {
  const { status, body } = model.index.columns;
  const flags = body[row] as number;
  const code = status[row] as number;
  return (
    code > 100 &&
    code < 200 &&
    (flags & SDP) !== 0 &&
    (flags & (SDP_NO_PORT | SDP_INACTIVE | SDP_PRECONDITION | EARLY_MEDIA_INACTIVE)) === 0
  );
}

/** The beginning is missing: what is seen still decides where it can. */
function judgePartial(model: CallModel, verdict: Judgement): void {
  judgeEnd(model, null, verdict);
  verdict.endedBy = null;
  if (verdict.bye >= 0) {
    verdict.state = 'ended';
    return;
  }
  verdict.outcome = 'partial';
  verdict.state = 'in-call';
  const first = model.copies.kind.findIndex((kind) => kind === FIRST || kind === DUPLICATE);
  verdict.decidedBy = first;
}
