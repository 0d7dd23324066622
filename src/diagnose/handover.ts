import type { CallMessage } from '../call/types.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { unescapeUri } from '../sip/uri.ts';
import { partyName, uriName } from './party.ts';
import { type ReferReport, referReports } from './refer-reports.ts';
import type { Telling } from './telling.ts';
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
  /** Who asks: the transferor, or somebody beside the call (Target-Dialog, RFC 4538). */
  readonly asker: string;
  readonly transferor: string;
  readonly transferee: string;
  readonly target: string;
  readonly reports: readonly ReferReport[];
  readonly fate: HandoverFate;
  /** The caller's own dialog ends with it; otherwise a machine between keeps it and goes on. */
  readonly isOver: boolean;
  /** "Bob was transferred from Alice to Carol". */
  readonly headline: string;
}

/** A REFER that a machine passes on to the other side follows within this time. Microseconds. */
const PASSED_ON = 5_000_000;

/** All transfers of a call, in order. */
export function handoversOf(telling: Telling): Handover[] {
  const { firsts, detail, byRow, heard } = telling;
  const requests = firsts.filter(({ kind, method }) => kind === 'request' && method === 'REFER');
  const refers = requests
    .filter((request, i) => !requests.slice(0, i).some((other) => isPassedOn(telling, other, request)))
    .map((request) => ({ request, final: byRow.get(detail.transactions[request.transaction]?.final ?? -1) }))
    .filter(({ final }) => final?.retried !== true);
  const reports = referReports(refers, firsts, heard);
  const taken = new Set<number>();
  return refers.map((refer) => {
    const found = handoverOf(telling, { ...refer, reports: reports.get(refer) ?? [] }, taken);
    taken.add(found.leg);
    return found;
  });
}

function isPassedOn({ machine }: Telling, before: CallMessage, refer: CallMessage): boolean {
  return (
    before.leg !== refer.leg && machine(before.to) === machine(refer.from) && !(refer.time - before.time > PASSED_ON)
  );
}

/** A REFER that asks for a transfer, the response to it, and the reports on it. */
type Asked = Pick<Handover, 'final' | 'reports'> & { readonly request: CallMessage };

function handoverOf(telling: Telling, asked: Asked, taken: ReadonlySet<number>): Handover {
  const { detail, heard } = telling;
  const { request: refer, final, reports } = asked;
  const referTo = parseNameAddr(heard.header(refer.row, 'Refer-To'));
  const replaces = referTo.uri.headers.find(({ name }) => name === 'replaces')?.value ?? '';
  const named = replaces === '' ? '' : replacesOf(unescapeUri(replaces)).callId;
  const replaced = detail.legs.findIndex(({ summary }) => named !== '' && summary.callIds.includes(named));
  const invite = broughtAbout(telling, refer, taken);
  const leg = invite?.leg ?? -1;
  const answer = telling.firsts.find(
    (message) => message.leg === leg && message.method === 'INVITE' && isSuccess(message.status) && !message.reinvite,
  );
  const { transferor, transferee, dialog } = sidesOf(telling, refer);
  const wanted = referTo.displayName?.trim() || uriName(referTo.uri.text);
  const called = leg >= 0 ? calleeOf(telling, leg) : '';
  const isNew = called !== '' && called !== transferee && called !== transferor;
  const target = otherSide(telling, replaced, transferor) || (isNew ? called : wanted) || called || 'somebody';
  const fate = fateOf(telling, { final, leg, reports });
  return {
    refer,
    final,
    invite,
    answer,
    leg,
    replaced,
    attended: replaces !== '',
    asker: dialog === refer.leg ? transferor : telling.who(refer.from),
    transferor,
    transferee,
    target,
    reports,
    fate,
    isOver: dialog === 0 || replaced === 0,
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

/** The dialog that a transfer ends, by its leg, and its two parties. */
interface Sides {
  readonly transferor: string;
  readonly transferee: string;
  readonly dialog: number;
}

/** Who asks and who is asked, by the sides of the dialog that the REFER is in, or that its Target-Dialog names. */
function sidesOf(telling: Telling, refer: CallMessage): Sides {
  const { firsts, who, heard, detail } = telling;
  const invite = firsts.find(
    ({ leg, kind, method, toTag }) => leg === refer.leg && kind === 'request' && method === 'INVITE' && toTag === '',
  );
  if (invite) {
    const [caller, callee] = [callerOf(telling, refer.leg), calleeOf(telling, refer.leg)];
    const isCaller = invite.fromTag === refer.fromTag;
    const [transferor, transferee] = isCaller ? [caller, callee] : [callee, caller];
    return { transferor, transferee, dialog: refer.leg };
  }
  const named = replacesOf(heard.header(refer.row, 'Target-Dialog')).callId;
  const dialog = detail.legs.findIndex(({ summary }) => named !== '' && summary.callIds.includes(named));
  const transferee = who(refer.to);
  return {
    transferor: otherSide(telling, dialog, transferee) || who(refer.from),
    transferee,
    dialog: dialog < 0 ? refer.leg : dialog,
  };
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
