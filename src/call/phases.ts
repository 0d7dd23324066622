import { INVITE, UPDATE } from '../sip/methods.ts';
import { SDP, SDP_INACTIVE, SDP_RECVONLY, SDP_SENDONLY, SDP_ZERO_ADDRESS } from '../sip/sdp-flags.ts';
import { isEarlyMedia } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { CallModel } from './read-call.ts';
import type { CallSummary, Phase } from './types.ts';

/** Stretches of ringing, early media, talking and hold, for the bars beside the lifelines. */
export function findPhases(model: CallModel, verdict: Judgement, summary: CallSummary): Phase[] {
  const deciding = model.initial.at(-1);
  if (!deciding) return [];
  const rowAt = (position: number) => (position < 0 ? -1 : (model.rows[position] as number));
  const ends = { caller: summary.caller.endpoint, callee: summary.callee.endpoint };
  const until = verdict.answer >= 0 ? verdict.answer : deciding.cancel >= 0 ? deciding.cancel : deciding.final;
  const phases: Phase[] = [];
  const { status } = model.index.columns;
  const ringing = deciding.responses.find(
    (i) => [180, 183].includes(status[rowAt(i)] as number) && !isEarlyMedia(model, rowAt(i)),
  );
  const early = deciding.responses.find((i) => isEarlyMedia(model, rowAt(i)));
  if (ringing !== undefined) phases.push({ kind: 'ringing', fromRow: rowAt(ringing), toRow: rowAt(until), ...ends });
  if (early !== undefined) phases.push({ kind: 'early-media', fromRow: rowAt(early), toRow: rowAt(until), ...ends });
  if (verdict.answer < 0) return phases;
  phases.push({ kind: 'talking', fromRow: rowAt(verdict.answer), toRow: rowAt(verdict.bye), ...ends });
  for (const [from, to] of holds(model, verdict))
    phases.push({ kind: 'held', fromRow: rowAt(from), toRow: rowAt(to), ...ends });
  return phases;
}

/**
 * Positions where hold began and ended: an offer in the dialog that stops media and was accepted (RFC 3264 §8.4). A
 * refused one changes nothing (RFC 3261 §14.1).
 */
function holds(model: CallModel, verdict: Judgement): [number, number][] {
  const { body, toTag } = model.index.columns;
  const found: [number, number][] = [];
  let since = -1;
  for (const transaction of model.transactions.list) {
    if (transaction.hop || (transaction.method !== INVITE && transaction.method !== UPDATE) || transaction.request < 0)
      continue;
    const row = model.rows[transaction.request] as number;
    const flags = body[row] as number;
    if (toTag[row] === -1 || !(flags & SDP) || transaction.status < 200 || transaction.status > 299) continue;
    const stops = (flags & (SDP_SENDONLY | SDP_INACTIVE | SDP_ZERO_ADDRESS)) !== 0;
    if (stops && since < 0) since = transaction.final;
    else if (!stops && !(flags & SDP_RECVONLY) && since >= 0) {
      found.push([since, transaction.final]);
      since = -1;
    }
  }
  if (since >= 0) found.push([since, verdict.bye]);
  return found;
}
