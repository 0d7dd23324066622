import type { CallMessage } from '../call/types.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { unescapeUri } from '../sip/uri.ts';
import { type Clause, clause } from './clause.ts';
import { partyName, uriName } from './party.ts';
import { sayDuration } from './say.ts';
import { sayStatus, type Telling } from './telling.ts';
import { replacesOf } from './transfers.ts';

/** done: the new call was answered. open: it still rings. unknown: accepted, and nothing more was seen of it. */
type HandoverFate = 'done' | 'failed' | 'refused' | 'open' | 'unknown' | 'unanswered';

/** Somebody asks the other side to call a third one (RFC 3515, RFC 5589), and what came of it. */
export interface Handover {
  readonly refer: CallMessage;
  readonly final: CallMessage | undefined;
  /** The call that it brought about: its INVITE and the answer, when the trace holds them; its leg, -1 without. */
  readonly invite: CallMessage | undefined;
  readonly answer: CallMessage | undefined;
  readonly leg: number;
  /** The dialog that the new call takes the place of (RFC 3891); -1 in a blind transfer, or when it is not in the trace. */
  readonly replaced: number;
  readonly attended: boolean;
  readonly transferor: string;
  readonly transferee: string;
  readonly target: string;
  readonly reports: readonly Report[];
  readonly fate: HandoverFate;
  /** The caller's own dialog ends with it; otherwise a machine between keeps it and goes on. */
  readonly isOver: boolean;
  /** "Bob was transferred from Alice to Carol". */
  readonly headline: string;
}

/** A NOTIFY on how it went, with the status code in its body; 0 without. */
interface Report {
  readonly message: CallMessage;
  readonly status: number;
}

/** A REFER that a machine passes on to the other side follows within this time. Microseconds. */
const PASSED_ON = 5_000_000;

/** All transfers of a call, in order. */
export function handoversOf(telling: Telling): Handover[] {
  const refers = telling.firsts.filter(({ kind, method }) => kind === 'request' && method === 'REFER');
  const taken = new Set<number>();
  return refers
    .filter((refer, i) => !refers.slice(0, i).some((other) => isPassedOn(telling, other, refer)))
    .filter(({ transaction }) => !isRetried(telling, transaction))
    .map((refer) => {
      const found = handoverOf(telling, refer, taken);
      taken.add(found.leg);
      return found;
    });
}

function isPassedOn({ machine }: Telling, before: CallMessage, refer: CallMessage): boolean {
  return (
    before.leg !== refer.leg && machine(before.to) === machine(refer.from) && !(refer.time - before.time > PASSED_ON)
  );
}

function isRetried({ detail, byRow }: Telling, transaction: number): boolean {
  return byRow.get(detail.transactions[transaction]?.final ?? -1)?.retried === true;
}

function handoverOf(telling: Telling, refer: CallMessage, taken: ReadonlySet<number>): Handover {
  const { detail, byRow, heard } = telling;
  const final = byRow.get(detail.transactions[refer.transaction]?.final ?? -1);
  const referTo = parseNameAddr(heard.header(refer.row, 'Refer-To'));
  const replaces = referTo.uri.headers.find(({ name }) => name === 'replaces')?.value ?? '';
  const named = replaces === '' ? '' : replacesOf(unescapeUri(replaces)).callId;
  const replaced = detail.legs.findIndex(({ summary }) => named !== '' && summary.callIds.includes(named));
  const invite = broughtAbout(telling, refer, taken);
  const leg = invite?.leg ?? -1;
  const answer = telling.firsts.find(
    (message) => message.leg === leg && message.method === 'INVITE' && isSuccess(message.status) && !message.reinvite,
  );
  const { transferor, transferee } = sidesOf(telling, refer);
  const asked = referTo.displayName?.trim() || uriName(referTo.uri.text);
  const called = leg >= 0 ? calleeOf(telling, leg) : '';
  const isNew = called !== '' && called !== transferee && called !== transferor;
  const target = otherSide(telling, replaced, transferor) || (isNew ? called : asked) || called || 'somebody';
  const reports = reportsAfter(telling, refer);
  const fate = fateOf(telling, { final, leg, reports });
  return {
    refer,
    final,
    invite,
    answer,
    leg,
    replaced,
    attended: replaces !== '',
    transferor,
    transferee,
    target,
    reports,
    fate,
    isOver: refer.leg === 0 || replaced === 0,
    headline: `${transferee} was transferred from ${transferor} to ${target}`,
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The INVITE of who was asked: a leg that is tied to the REFER or to the dialog that it names, or the next of that machine. */
function broughtAbout(
  { firsts, detail, machine }: Telling,
  refer: CallMessage,
  taken: ReadonlySet<number>,
): CallMessage | undefined {
  const at = firsts.indexOf(refer);
  const later = firsts.filter(
    (message, i) =>
      i > at &&
      message.kind === 'request' &&
      message.method === 'INVITE' &&
      message.toTag === '' &&
      message.leg !== refer.leg &&
      !taken.has(message.leg),
  );
  const isTied = ({ leg }: CallMessage, evidence: string) =>
    detail.legs[leg]?.links.some((link) => link.evidence === evidence) ?? false;
  return (
    later.find((message) => isTied(message, 'refer')) ??
    later.find((message) => isTied(message, 'dialog-named')) ??
    later.find((message) => machine(message.from) === machine(refer.to))
  );
}

/** Who asks and who is asked, by the sides of the dialog that the REFER is in. */
function sidesOf(telling: Telling, refer: CallMessage): { readonly transferor: string; readonly transferee: string } {
  const { firsts, who } = telling;
  const invite = firsts.find(
    ({ leg, kind, method, toTag }) => leg === refer.leg && kind === 'request' && method === 'INVITE' && toTag === '',
  );
  if (!invite) return { transferor: who(refer.from), transferee: who(refer.to) };
  const [caller, callee] = [callerOf(telling, refer.leg), calleeOf(telling, refer.leg)];
  return invite.fromTag === refer.fromTag
    ? { transferor: caller, transferee: callee }
    : { transferor: callee, transferee: caller };
}

function callerOf({ detail, caller, who }: Telling, leg: number): string {
  const party = detail.legs[leg]?.summary.caller;
  if (leg === 0 || !party) return caller;
  return partyName(party) || who(party.endpoint);
}

function calleeOf({ detail, callee, who }: Telling, leg: number): string {
  const party = detail.legs[leg]?.summary.callee;
  if (leg === 0 || !party) return callee;
  return partyName(party) || who(party.endpoint);
}

/** The party of a leg that is not `name`; '' without such a leg. */
export function otherSide(telling: Telling, leg: number, name: string): string {
  if (leg < 0) return '';
  const caller = callerOf(telling, leg);
  return caller === name ? calleeOf(telling, leg) : caller;
}

function reportsAfter({ firsts, heard }: Telling, refer: CallMessage): Report[] {
  const at = firsts.indexOf(refer);
  return firsts.slice(at + 1).flatMap((message) => {
    const isNotify = message.kind === 'request' && message.method === 'NOTIFY' && message.leg === refer.leg;
    if (!isNotify || !/^(?:refer\b|$)/i.test(heard.header(message.row, 'Event'))) return [];
    return [{ message, status: heard.fragment(message.row) }];
  });
}

function fateOf(
  { detail }: Telling,
  { final, leg, reports }: Pick<Handover, 'final' | 'leg' | 'reports'>,
): HandoverFate {
  if (final && final.status >= 300) return 'refused';
  const summary = detail.legs[leg]?.summary;
  if (summary && isSuccess(summary.status)) return 'done';
  if (summary) return summary.outcome === 'in-progress' || summary.outcome === 'partial' ? 'open' : 'failed';
  const last = reports.findLast(({ status }) => status >= 200);
  if (last) return isSuccess(last.status) ? 'done' : 'failed';
  return final ? 'unknown' : 'unanswered';
}

/** What a transfer comes to, beyond the headline: how the new call went, or why there is none. */
export function handoverClauses(telling: Telling, handover: Handover): Clause[] {
  const { refer, final, transferor, transferee, target, attended, fate } = handover;
  const request = attended ? 'attended transfer' : 'blind transfer';
  const asked = `${transferor} asked ${transferee} to call ${target} (REFER, ${request})`;
  switch (fate) {
    case 'done':
      return doneClauses(telling, handover);
    case 'failed':
      return [
        clause(`${transferor} tried to transfer ${transferee} to ${target} (REFER, ${request})`, refer, final),
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

function doneClauses(telling: Telling, handover: Handover): Clause[] {
  const { refer, final, invite, answer, leg, target, transferee, transferor, attended, reports } = handover;
  const summary = telling.detail.legs[leg]?.summary;
  const accepted = `REFER${final ? ` accepted with ${final.status}` : ''}`;
  const consulted = attended ? consultation(telling, handover) : undefined;
  const how = consulted
    ? clause(`${transferor} also called ${consulted} and handed the call over (${accepted})`, refer, final)
    : clause(`it was ${attended ? 'an attended' : 'a blind'} transfer (${accepted})`, refer, final);
  const reported = reports.findLast(({ status }) => status >= 200)?.message;
  if (!summary) return [how, clause(`, and ${target} answered as NOTIFY reports`, reported)];
  const after = sayDuration(summary.setup);
  const clauses = [how, clause(`; ${target} answered${after && ` after ${after}`}`, invite, answer, reported)];
  const bye = telling.firsts.find(
    (message) => message.leg === leg && message.kind === 'request' && message.method === 'BYE',
  );
  if (!bye) return [...clauses, clause(', and the capture ends before anybody hung up')];
  const time = sayDuration(summary.talk);
  const talked = time === '' ? '' : ` and talked ${time} with ${transferee}`;
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
