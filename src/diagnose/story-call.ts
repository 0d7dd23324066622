import type { Cause, Outcome } from '../call/types.ts';
import { sayDuration, sayTimes } from './say.ts';
import { between, decidingResponse, sayReason, sayStatus, type Telling } from './telling.ts';

/** What happened in a call, in one sentence. */
export function callSentence(telling: Telling): string {
  const { summary, caller, callee } = telling;
  if (summary.partial) return partialSentence(telling);
  const outcome = summary.outcome ?? 'in-progress';
  const tell = ENDINGS[outcome];
  return `${caller} called ${callee}${tell(telling)}.`;
}

/** What follows "Alice called Bob". */
const ENDINGS: { readonly [K in Outcome]: (telling: Telling) => string } = {
  completed: (telling) => `; ${answered(telling)}${talked(telling)}, ${hungUp(telling)}`,
  dropped: (telling) => `; it dropped${afterAnswer(telling)} ${DROPS[telling.summary.cause]}${faultOf(telling)}`,
  cancelled: (telling) => cancelled(telling),
  'no-answer': (telling) => `; it rang${forTime(telling.summary.ringing)} and nobody answered${status(telling)}`,
  busy: (telling) => `, who was busy${status(telling)}`,
  declined: (telling) => `, who declined the call${status(telling)}`,
  'not-found': (telling) => `, but ${refuser(telling)} does not know that address${status(telling)}`,
  forbidden: (telling) => `, but ${refuser(telling)} does not allow the call${status(telling)}`,
  'auth-failed': (telling) =>
    `, but ${refuser(telling)} did not accept the credentials${status(telling)}${tries(telling)}`,
  'media-rejected': (telling) => `, but ${refuser(telling)} did not accept the media offered${status(telling)}`,
  redirected: (telling) => ` and was sent elsewhere${status(telling)}; no new attempt was seen`,
  unavailable: (telling) => unavailable(telling),
  'server-error': (telling) => `, but ${refuser(telling)} failed${status(telling)}`,
  'bad-request': (telling) => `, but ${refuser(telling)} did not accept the request${status(telling)}`,
  timeout: (telling) => timedOut(telling),
  'in-progress': (telling) => inProgress(telling),
  partial: () => '; the capture starts after the call was set up',
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

function answered({ summary }: Telling): string {
  const after = sayDuration(summary.setup);
  return after === '' ? 'answered' : `answered after ${after}`;
}

function talked({ summary }: Telling): string {
  const time = sayDuration(summary.talk);
  return time === '' ? '' : `, talked ${time}`;
}

function hungUp(telling: Telling): string {
  const { summary, caller, callee, firsts, who } = telling;
  if (summary.endedBy === 'caller') return `${caller} hung up`;
  if (summary.endedBy === 'callee') return `${callee} hung up`;
  if (summary.endedBy === 'both') return 'both hung up at the same moment';
  const bye = firsts.find((message) => message.kind === 'request' && message.method === 'BYE');
  return bye ? `${who(bye.from)} ended it from between them` : 'and nobody was seen to hang up';
}

function afterAnswer({ summary }: Telling): string {
  const time = sayDuration(summary.talk);
  return time === '' ? ' after the answer' : ` ${time} after the answer`;
}

/** The Reason header of the message that ended a dropped call, when it says more than the cause does. */
function faultOf({ summary, reasons }: Telling): string {
  const reason = reasons.get(summary.decidedBy);
  return summary.cause === 'reason' && reason !== undefined ? ` (${sayReason(reason)})` : '';
}

function cancelled(telling: Telling): string {
  const { summary, caller, callee } = telling;
  if (summary.cause === 'answered-elsewhere')
    return `; the call was answered elsewhere, so it stopped ringing at ${callee}`;
  if (summary.cause === 'before-ringing') return ` and gave up before it rang`;
  const rang = sayDuration(summary.ringing);
  return rang === '' ? ` and gave up before an answer` : `; it rang for ${rang}, then ${caller} gave up`;
}

function unavailable(telling: Telling): string {
  const response = decidingResponse(telling);
  if (response?.status === 503) return `, but ${refuser(telling)} could not take the call${status(telling)}`;
  return `, who could not be reached${status(telling)}`;
}

function timedOut(telling: Telling): string {
  if (decidingResponse(telling)) return `, but no answer came in time${status(telling)}`;
  const { firsts } = telling;
  const progress = firsts.find((message) => message.kind === 'response' && message.method === 'INVITE');
  if (progress) return `; after ${sayStatus(progress)} nothing more came`;
  return `, but nothing ever answered the INVITE${repeated(telling)}`;
}

/** " (sent 4 times within 3.5 s)", when the INVITE came more than once. */
function repeated({ detail }: Telling): string {
  const sent = detail.messages.filter((message) => message.kind === 'request' && message.method === 'INVITE');
  if (sent.length < 2) return '';
  const span = sayDuration(between(sent[0], sent.at(-1)));
  return ` (sent ${sayTimes(sent.length)}${span && ` within ${span}`})`;
}

function inProgress(telling: Telling): string {
  const { state, setup } = telling.summary;
  if (state === 'ringing') return '; the capture ends while it is still ringing';
  if (state === 'early-media') return '; the capture ends before an answer, while early media plays';
  if (state === 'cancelling') return '; the capture ends right after the call was cancelled';
  if (state === 'setup') return `; nothing had answered the INVITE${repeated(telling)} when the capture ended`;
  if (state === 'ending') return `; ${answered(telling)}; the capture ends before the BYE was confirmed`;
  if (state !== 'answered' && state !== 'in-call') return '; the capture ends before anything final came';
  const after = sayDuration(setup);
  return `; answered${after && ` after ${after}`}; the capture ends before anybody hung up`;
}

/** Outcomes of which only the middle of a call that was set up can tell. */
const AFTER_SETUP: ReadonlySet<Outcome> = new Set<Outcome>(['completed', 'dropped', 'partial', 'in-progress']);

function partialSentence(telling: Telling): string {
  const { summary, firsts, who, caller, callee } = telling;
  if (summary.outcome && !AFTER_SETUP.has(summary.outcome)) {
    return `The capture starts after ${caller} had called ${callee}${ENDINGS[summary.outcome](telling)}.`;
  }
  const first = firsts[0];
  const sides = first && first.from >= 0 && first.to >= 0 ? ` between ${who(first.from)} and ${who(first.to)}` : '';
  const start = `The capture starts after the call${sides} was set up`;
  const bye = firsts.find((message) => message.kind === 'request' && message.method === 'BYE');
  if (summary.endedBy === 'both') return `${start}; both hung up at the same moment.`;
  if (summary.outcome === 'dropped') return `${start}; it dropped ${DROPS[summary.cause]}${faultOf(telling)}.`;
  if (bye) return `${start}; ${who(bye.from)} hung up.`;
  return summary.state === 'ended' ? `${start}.` : `${start} and ends before anybody hung up.`;
}

/** " for 3.29 s", or nothing without a clock. */
function forTime(microseconds: number): string {
  const time = sayDuration(microseconds);
  return time === '' ? '' : ` for ${time}`;
}

/** " (486 Busy Here)". */
function status(telling: Telling): string {
  const response = decidingResponse(telling);
  if (response) return ` (${sayStatus(response)})`;
  return telling.summary.status > 0 ? ` (${telling.summary.status})` : '';
}

/** Who sent the deciding response. */
function refuser(telling: Telling): string {
  const response = decidingResponse(telling);
  return response ? telling.who(response.from) : telling.callee;
}

function tries({ detail, summary }: Telling): string {
  const challenges = detail.messages.filter(
    (message) => message.copy === null && message.status === summary.status && message.method === 'INVITE',
  );
  return challenges.length > 1 ? ` in ${challenges.length} attempts` : '';
}
