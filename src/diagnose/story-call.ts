import type { Cause, Outcome } from '../call/types.ts';
import { type Clause, clause, type Sentence, sentenceOf } from './clause.ts';
import type { Handover } from './handover.ts';
import { sayDuration, sayTimes } from './say.ts';
import {
  between,
  decidingResponse,
  isOrdinaryReason,
  sayReason,
  sayStatus,
  type Telling,
  type Turns,
  turnsOf,
} from './telling.ts';
import { type ThirdParty, thirdPartyEnd, thirdPartyOf, thirdPartyStart } from './third-party.ts';

/** A call in one sentence: who called whom, what came of it, how long, who hung up. */
export function callSentence(telling: Telling, handovers: readonly Handover[]): Sentence {
  const thirdParty = thirdPartyOf(telling);
  const told = { ...telling, turns: turnsOf(telling), handovers, thirdParty };
  if (telling.summary.partial) return sentenceOf(partial(told));
  const tell = ENDINGS[telling.summary.outcome ?? 'in-progress'];
  const start = thirdParty
    ? thirdPartyStart(thirdParty)
    : clause(`${telling.caller} called ${telling.callee}`, told.turns.invite);
  return sentenceOf([start, ...tell(told)]);
}

interface Told extends Telling {
  readonly turns: Turns;
  readonly handovers: readonly Handover[];
  readonly thirdParty: ThirdParty | undefined;
}

/** What follows "Alice called Bob". */
const ENDINGS: { readonly [K in Outcome]: (told: Told) => readonly Clause[] } = {
  completed: (told) => [answered(told), talked(told), ...ended(told)],
  dropped: (told) => [clause(`; it dropped${afterAnswer(told)} ${dropCause(told)}`, told.turns.answer, decision(told))],
  cancelled: (told) => cancelled(told),
  'no-answer': (told) => [
    clause(`; it rang${forTime(told.summary.ringing)}`, told.turns.ringing),
    decided(told, ` and nobody answered${status(told)}`),
  ],
  busy: (told) => [decided(told, `, who was busy${status(told)}`)],
  declined: (told) => [decided(told, `, who declined the call${status(told)}`)],
  'not-found': (told) => [decided(told, `, but ${refusingBox(told)} does not know that address${status(told)}`)],
  forbidden: (told) => [decided(told, `, but ${refusingBox(told)} does not allow the call${status(told)}`)],
  'auth-failed': (told) => [
    decided(told, `, but ${refusingBox(told)} did not accept the credentials${status(told)}${tries(told)}`),
  ],
  'media-rejected': (told) => [decided(told, `, but ${refuser(told)} did not accept the media offered${status(told)}`)],
  redirected: (told) => [decided(told, ` and was sent elsewhere${status(told)}`), clause('; no new attempt was seen')],
  unavailable: (told) => [decided(told, unavailable(told))],
  'server-error': (told) => [decided(told, `, but ${refusingBox(told)} failed${status(told)}`)],
  'bad-request': (told) => [decided(told, `, but ${refuser(told)} did not accept the request${status(told)}`)],
  timeout: (told) => [decided(told, timedOut(told))],
  'in-progress': (told) => inProgress(told),
  partial: () => [clause('; the capture starts after the call was set up')],
};

const DROPS: { readonly [K in Cause]: string } = {
  '': 'for a reason that the messages do not name',
  'ack-timeout': 'because no ACK arrived',
  'session-timer': 'because the session timer was not refreshed',
  'in-dialog-408': 'because a request inside the call got no answer (408)',
  'in-dialog-481': 'because one side no longer knew the call (481)',
  'media-timeout': 'because no media arrived any more',
  transport: 'because the connection broke',
  reason: 'because of a fault',
  'before-ringing': '',
  'after-ringing': '',
  'answered-elsewhere': '',
};

function decision({ byRow, summary }: Telling) {
  return byRow.get(summary.decidedBy);
}

function decided(told: Told, text: string): Clause {
  return clause(text, decision(told));
}

function answered({ summary, turns, thirdParty }: Told): Clause {
  const after = sayDuration(summary.setup);
  if (thirdParty) return clause(`; ${thirdParty.names[0]} answered${after && ` after ${after}`}`, turns.answer);
  if (!turns.answer) return clause('; answered (as the ACK shows)', turns.ack);
  return clause(after === '' ? '; answered' : `; answered after ${after}`, turns.answer);
}

/** A call that was handed over by a machine between goes on: how long it lasted is told where it ends. */
function talked({ summary, turns, handovers }: Told): Clause {
  const time = sayDuration(summary.talk);
  const isAll = handovers.some(({ isOver }) => !isOver);
  return clause(time === '' || isAll ? '' : `, talked ${time}`, turns.answer, turns.bye);
}

function ended(told: Told): Clause[] {
  const [first] = told.handovers;
  if (first) return [clause(`, then ${first.headline}`, first.refer, first.invite)];
  const [bye, name] = told.thirdParty ? thirdPartyEnd(told) : [];
  if (bye) return [clause(`, ${name} hung up${causeOf(told)}`, bye)];
  return [clause(`, ${hungUp(told)}${causeOf(told)}`, told.turns.bye)];
}

function hungUp({ summary, caller, callee, turns: { bye }, who }: Told): string {
  if (summary.endedBy === 'caller') return `${caller} hung up`;
  if (summary.endedBy === 'callee') return `${callee} hung up`;
  if (summary.endedBy === 'both') return 'both hung up at the same moment';
  return bye ? `${who(bye.from)} ended it from between them` : 'and nobody was seen to hang up';
}

/** The cause that the BYE names (RFC 3326), when it is more than that somebody hung up. */
function causeOf({ turns: { bye }, reasons }: Told): string {
  const reason = bye && reasons.get(bye.row);
  return reason === undefined || isOrdinaryReason(reason) ? '' : ` (${sayReason(reason)})`;
}

function afterAnswer({ summary }: Telling): string {
  const time = sayDuration(summary.talk);
  return time === '' ? ' after the answer' : ` ${time} after the answer`;
}

/** Why it dropped; the Reason header of the message that ended it is told when it says more than the cause does. */
function dropCause({ summary, reasons }: Telling): string {
  const reason = reasons.get(summary.decidedBy);
  return summary.cause === 'reason' && reason !== undefined
    ? `because of a fault: ${sayReason(reason)}`
    : DROPS[summary.cause];
}

function cancelled(told: Told): Clause[] {
  const { summary, caller, callee, turns } = told;
  const cancel = turns.cancel ?? decision(told);
  if (summary.cause === 'answered-elsewhere')
    return [clause(`; the call was answered elsewhere, so it stopped ringing at ${callee}`, cancel)];
  if (summary.cause === 'before-ringing') return [clause(' and gave up before it rang', cancel)];
  const rang = sayDuration(summary.ringing);
  if (rang === '') return [clause(' and gave up before an answer', cancel)];
  return [clause(`; it rang for ${rang}`, turns.ringing), clause(`, then ${caller} gave up`, cancel)];
}

function unavailable(told: Told): string {
  const response = decidingResponse(told);
  if (response?.status === 503) return `, but ${refusingBox(told)} could not take the call${status(told)}`;
  return `, who could not be reached${status(told)}`;
}

function timedOut(told: Told): string {
  if (decidingResponse(told)) return `, but no answer came in time${status(told)}`;
  const { firsts } = told;
  const progress = firsts.find((message) => message.kind === 'response' && message.method === 'INVITE');
  if (progress) return `; after ${sayStatus(progress)} nothing more came`;
  return `, but nothing ever answered the INVITE${repeated(told)}`;
}

/** " (sent 4 times within 3.5 s)", when the INVITE came more than once. */
function repeated({ detail, turns: { invite } }: Told): string {
  const sent = detail.messages.filter(
    ({ row, of, copy }) => row === invite?.row || (copy === 'retransmission' && of === invite?.row),
  );
  if (sent.length < 2) return '';
  const span = sayDuration(between(sent[0], sent.at(-1)));
  return ` (sent ${sayTimes(sent.length)}${span && ` within ${span}`})`;
}

function inProgress(told: Told): Clause[] {
  const { turns, summary } = told;
  const { state } = summary;
  if (state === 'ended') return [clause(unseenAnswer(turns), turns.ack)];
  if (state === 'ringing') return [clause('; the capture ends while it is still ringing', turns.ringing)];
  if (state === 'early-media')
    return [clause('; the capture ends before an answer, while early media is open', turns.ringing)];
  if (state === 'cancelling' && !turns.cancel)
    return [clause('; no answer is in the trace, but a BYE', turns.bye ?? decision(told))];
  if (state === 'cancelling') return [clause('; the capture ends right after the call was cancelled', turns.cancel)];
  if (state === 'setup')
    return [clause(`; nothing had answered the INVITE${repeated(told)} when the capture ended`, turns.invite)];
  if (state === 'ending') return [answered(told), clause('; the capture ends before the BYE was confirmed', turns.bye)];
  if (state !== 'answered' && state !== 'in-call') return [clause('; the capture ends before anything final came')];
  const [handover] = told.handovers;
  return [
    answered(told),
    ...(handover ? [clause(`, then ${handover.headline}`, handover.refer, handover.invite)] : []),
    clause('; the capture ends before anybody hung up'),
  ];
}

/** RFC 3261 §17.1.1.3: the ACK to a failure has the branch of its INVITE. */
function unseenAnswer({ invite, ack }: Turns): string {
  return ack && ack.branch !== '' && ack.branch === invite?.branch
    ? '; it failed, as the ACK shows, but the response that says why is not in the trace'
    : '; the ACK shows that a final response came, which is not in the trace';
}

/** Outcomes of which only the middle of a call that was set up can tell. */
const AFTER_SETUP: ReadonlySet<Outcome> = new Set<Outcome>(['completed', 'dropped', 'partial', 'in-progress']);

function partial(told: Told): Clause[] {
  const { summary, firsts, who, caller, callee, turns } = told;
  if (summary.outcome && !AFTER_SETUP.has(summary.outcome)) {
    const start = clause(`The capture starts after ${caller} had called ${callee}`, firsts[0]);
    return [start, ...ENDINGS[summary.outcome](told)];
  }
  const first = firsts[0];
  const sides = first && first.from >= 0 && first.to >= 0 ? ` between ${who(first.from)} and ${who(first.to)}` : '';
  const start = clause(`The capture starts after the call${sides} was set up`, first);
  const [handover] = told.handovers;
  if (handover) return [start, clause(`; then ${handover.headline}`, handover.refer, handover.invite)];
  const { bye } = turns;
  if (summary.endedBy === 'both') return [start, clause('; both hung up at the same moment', bye)];
  if (summary.outcome === 'dropped') return [start, clause(`; it dropped ${dropCause(told)}`, decision(told))];
  if (bye) return [start, clause(`; ${who(bye.from)} hung up${causeOf(told)}`, bye)];
  return summary.state === 'ended' ? [start] : [start, clause(' and ends before anybody hung up')];
}

/** " for 3.29 s", or nothing without a clock. */
function forTime(microseconds: number): string {
  const time = sayDuration(microseconds);
  return time === '' ? '' : ` for ${time}`;
}

/** " (486 Busy Here)". */
function status(told: Told): string {
  const response = decidingResponse(told);
  if (response) return ` (${sayStatus(response)})`;
  return told.summary.status > 0 ? ` (${told.summary.status})` : '';
}

/** Who sent the deciding response. */
function refuser(told: Told): string {
  const response = decidingResponse(told);
  return response ? told.who(response.from) : told.callee;
}

/** The machine that sent it: whether it is that of the callee is not known. */
function refusingBox(told: Told): string {
  const response = decidingResponse(told);
  return response ? told.box(response.from) : told.callee;
}

function tries({ detail, summary }: Telling): string {
  const challenges = detail.messages.filter(
    (message) => message.copy === null && message.status === summary.status && message.method === 'INVITE',
  );
  return challenges.length > 1 ? ` in ${challenges.length} attempts` : '';
}
