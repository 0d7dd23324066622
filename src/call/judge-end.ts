import { BYE, INVITE } from '../sip/methods.ts';
import { dropCause } from './drop.ts';
import type { Judgement } from './judgement.ts';
import type { CallModel } from './read-call.ts';
import type { HopTransaction } from './transactions.ts';

/** Finds the BYE that ended the surviving dialog, who sent it, and whether the call was dropped. */
export function judgeEnd(model: CallModel, answered: HopTransaction | null, verdict: Judgement): void {
  const byes = model.transactions.list.filter((transaction) => transaction.method === BYE && !transaction.hop);
  verdict.calleeTag = answered ? survivor(model, answered, byes) : -1;
  const mine = byes.filter((bye) => answered === null || endsDialog(model, bye, verdict.calleeTag));
  const first = mine[0];
  if (!first) return;
  verdict.bye = first.request >= 0 ? first.request : (first.responses[0] ?? -1);
  verdict.decidedBy = verdict.bye;
  verdict.endedBy = whoEnded(model, answered, mine);
  verdict.cause = dropCause(model, answered, first);
  verdict.outcome = verdict.cause === '' ? 'completed' : 'dropped';
}

/** To-tag of the dialog that went on: of several 2xx to one INVITE all but one are ended at once (RFC 3261 §13.2.2.4). */
function survivor(model: CallModel, answered: HopTransaction, byes: readonly HopTransaction[]): number {
  const { status, toTag } = model.index.columns;
  const tags = new Set<number>();
  for (const i of answered.responses) {
    const row = model.rows[i] as number;
    if ((status[row] as number) >= 200 && (status[row] as number) < 300) tags.add(toTag[row] as number);
  }
  let best = -1;
  let bestEnd = Number.NEGATIVE_INFINITY;
  for (const tag of tags) {
    const bye = byes.find((transaction) => endsDialog(model, transaction, tag));
    const end = bye ? positionOf(bye) : Number.POSITIVE_INFINITY;
    if (end > bestEnd) {
      best = tag;
      bestEnd = end;
    }
  }
  return best;
}

function positionOf(transaction: HopTransaction): number {
  return transaction.request >= 0 ? transaction.request : (transaction.responses[0] ?? -1);
}

/** A BYE carries the callee's tag on one side; a tag that fits no dialog (damaged log) still ends the only one there is. */
function endsDialog(model: CallModel, bye: HopTransaction, calleeTag: number): boolean {
  const row = model.rows[positionOf(bye)] as number;
  const { fromTag, toTag } = model.index.columns;
  return calleeTag < 0 || fromTag[row] === calleeTag || toTag[row] === calleeTag || toTag[row] === -1;
}

function whoEnded(
  model: CallModel,
  answered: HopTransaction | null,
  byes: readonly HopTransaction[],
): Judgement['endedBy'] {
  const [first, second] = byes;
  if (!first || !answered) return null;
  const side = sideOf(model, first);
  if (side === 'middle' || !second || sideOf(model, second) === side) return side;
  // Both sides hang up at once: the second BYE was sent before the first one's answer could arrive.
  const crossed = first.final < 0 || positionOf(second) < first.final;
  if (!crossed) return side;
  return second.client === first.client ? 'middle' : 'both';
}

/** caller and callee by From tag; middle when the BYE comes out of a machine that passed the call on. */
function sideOf(model: CallModel, bye: HopTransaction): 'caller' | 'callee' | 'middle' {
  const middles = new Set<number>();
  for (const transaction of model.transactions.list) {
    if (transaction.method === INVITE && transaction.hop) middles.add(transaction.client);
  }
  if (middles.has(bye.client)) return 'middle';
  return bye.fromTag === model.callerTag ? 'caller' : 'callee';
}
