import { ACK, CANCEL } from '../sip/methods.ts';
import type { Judgement } from './judgement.ts';
import type { CallModel } from './read-call.ts';
import { isChallenge } from './status.ts';

/** Registrations, subscriptions, OPTIONS, MESSAGE, PUBLISH and the rest: the last transaction that had an answer decides. */
export function judgeOther(model: CallModel, verdict: Judgement): void {
  const asked = model.transactions.list.filter(
    (transaction) => !transaction.hop && transaction.method !== ACK && transaction.method !== CANCEL,
  );
  const decided = asked.findLast((transaction) => transaction.final >= 0);
  const last = asked.at(-1);
  verdict.partial = last !== undefined && asked.every((transaction) => transaction.request < 0);
  verdict.state = decided ? 'ended' : 'setup';
  if (!decided) {
    verdict.result = 'unanswered';
    verdict.decidedBy = last?.request ?? -1;
    return;
  }
  verdict.status = decided.status;
  verdict.decidedBy = decided.final;
  if (decided.status < 300) verdict.result = 'ok';
  else verdict.result = isChallenge(decided.status) ? 'challenged' : 'failed';
}
