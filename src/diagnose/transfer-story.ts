import type { CallMessage } from '../call/types.ts';
import { type Clause, clause, type StoryNote } from './clause.ts';
import { type Handover, otherSide } from './handover.ts';
import { sayDuration } from './say.ts';
import { sayStatus, type Telling } from './telling.ts';

/**
 * What a transfer comes to: how the new call went, or why there is none.
 * @param isTold the headline stands in a sentence before
 */
export function handoverClauses(telling: Telling, handover: Handover, isTold: boolean): Clause[] {
  const { refer, final, asker, transferee, target, attended, fate } = handover;
  const request = attended ? 'attended transfer' : 'blind transfer';
  const asked = `${asker} asked ${transferee} to call ${target} (REFER, ${request})`;
  switch (fate) {
    case 'done':
      return doneClauses(telling, handover, isTold);
    case 'failed':
      return [
        clause(`${asker} tried to transfer ${transferee} to ${target} (REFER, ${request})`, refer, final),
        failure(telling, handover),
      ];
    case 'refused':
      return [
        clause(asked, refer),
        clause(`, which was refused with ${final ? sayStatus(final) : 'a failure'}`, final),
      ];
    case 'open':
      return [clause(asked, refer, final), clause(', and the capture ends before an answer', handover.invite)];
    case 'unknown':
      return [clause(asked, refer, final), clause('; what came of it is not in the trace')];
    case 'unanswered':
      return [clause(asked, refer), clause('; no answer to that was seen')];
  }
}

function doneClauses(telling: Telling, handover: Handover, isTold: boolean): Clause[] {
  const { refer, final, invite, answer, leg, target, transferor, asker, attended, reports } = handover;
  const summary = telling.detail.legs[leg]?.summary;
  const accepted = `REFER${asker === transferor ? '' : ` by ${asker}`}${final ? ` accepted with ${final.status}` : ''}`;
  const consulted = attended ? consultation(telling, handover) : undefined;
  const kind = attended ? 'attended' : 'blind';
  const how = consulted
    ? clause(`${transferor} also called ${consulted} and handed the call over (${accepted})`, refer, final)
    : isTold
      ? clause(`the transfer was ${kind} (${accepted})`, refer, final)
      : clause(`${handover.headline} (${kind} transfer, ${accepted})`, refer, final);
  const reported = reports.findLast(({ status }) => status >= 200)?.message;
  if (!summary) return [how, clause(`, and ${target} answered as NOTIFY reports`, reported)];
  const after = sayDuration(summary.setup);
  const clauses = [how, clause(`; ${target} answered${after && ` after ${after}`}`, invite, answer, reported)];
  const bye = telling.firsts.find(
    (message) => message.leg === leg && message.kind === 'request' && message.method === 'BYE',
  );
  if (!bye) return [...clauses, clause(', and the capture ends before anybody hung up')];
  const time = sayDuration(summary.talk);
  const talked = time === '' ? '' : `, they talked ${time}`;
  const [last, ender] = whoEnded(telling, handover, bye);
  return [...clauses, clause(talked, answer, bye), clause(ender === '' ? '' : `, ${ender} hung up`, last)];
}

/** The first BYE of the new call and of the caller's leg, when a machine between kept that, and who sent it. */
function whoEnded(
  { detail, byRow, caller, summary }: Telling,
  { leg, transferee, target, isOver }: Handover,
  bye: CallMessage,
): readonly [CallMessage, string] {
  const first = byRow.get(summary.decidedBy);
  if (!isOver && first?.method === 'BYE' && first.time < bye.time && summary.endedBy === 'caller')
    return [first, caller];
  const { endedBy } = detail.legs[leg]?.summary ?? {};
  return [bye, endedBy === 'callee' ? target : endedBy === 'caller' ? transferee : ''];
}

/** Whom the transferor called beside the first call (RFC 5589 §7); undefined when that call is not in the trace. */
function consultation(telling: Telling, { refer, replaced, transferor }: Handover): string | undefined {
  const beside = refer.leg === 0 ? replaced : refer.leg;
  return beside > 0 ? otherSide(telling, beside, transferor) || undefined : undefined;
}

function failure({ byRow, detail }: Telling, { leg, target, reports, invite }: Handover): Clause {
  const summary = detail.legs[leg]?.summary;
  const response = byRow.get(summary?.decidedBy ?? -1);
  if (summary && response && response.status >= 300) {
    return clause(
      `, but ${FAILURES.get(summary.outcome ?? '') ?? 'it failed'} (${sayStatus(response)})`,
      invite,
      response,
    );
  }
  const last = reports.findLast(({ status }) => status >= 300);
  if (last) return clause(`, but NOTIFY reports ${last.status}`, last.message);
  return clause(`, but ${target} never answered`, invite);
}

const FAILURES: ReadonlyMap<string, string> = new Map([
  ['busy', 'the line was busy'],
  ['declined', 'the call was declined'],
  ['not-found', 'that address is not known'],
  ['no-answer', 'nobody answered'],
  ['unavailable', 'nobody could be reached'],
  ['cancelled', 'the new call was cancelled'],
]);

/** What NOTIFY told on the way (RFC 3515 §2.4.5), one note for each transfer. */
export function progressNotes(handovers: readonly Handover[]): StoryNote[] {
  return handovers.flatMap(({ reports, target }) => {
    const [first] = reports;
    const codes = reports.flatMap(({ status }) => (status > 0 ? [String(status)] : []));
    if (!first || codes.length === 0) return [];
    const text = `NOTIFY reported how the transfer to ${target} went: ${codes.join(', ')}.`;
    return [{ text, row: first.message.row }];
  });
}
