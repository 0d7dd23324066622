import type { CallKind, CallSummary, Cause, Outcome, Result } from '../call/types.ts';

/** What each outcome says of a call, in one sentence. */
const OUTCOME_MEANINGS: { readonly [K in Outcome]: string } = {
  completed: 'The call was answered, and one side hung up with BYE.',
  dropped: 'The call was answered and then ended by a fault or a timer, not by a person who hung up.',
  cancelled: 'The caller gave up with CANCEL before anybody answered.',
  'no-answer': 'It rang, and nobody took the call in time.',
  busy: 'The called side was busy: in another call, or set to refuse calls.',
  declined: 'The called side refused the call.',
  'not-found': 'The number or address that was called does not exist there, or is not complete.',
  forbidden: 'A server understood the call and does not allow it.',
  'auth-failed': 'A server asked for a login, and no login that it accepts followed.',
  'media-rejected': 'The called side cannot use the codecs or media that were offered.',
  redirected: 'Whoever was asked named another address to try instead of taking the call.',
  unavailable: 'The called side could not be reached just then, or no route to it was open.',
  'server-error': 'A server on the way failed while it handled the call.',
  'bad-request': 'The request was refused for its form or for what it asks.',
  timeout: 'No final answer came before the sender or a server gave up waiting.',
  'in-progress': 'The trace ends before the call does.',
  partial: 'The call began before the trace did, so that nobody can tell here how it was set up.',
};

const CAUSE_MEANINGS: ReadonlyMap<Cause, string> = new Map<Cause, string>([
  ['ack-timeout', 'The call was answered, but no ACK reached the answering side, which then hung up.'],
  ['session-timer', 'The call was answered and ended when its session timer ran out without a refresh.'],
  ['in-dialog-408', 'The call was answered and ended when a request inside of it got no answer (408).'],
  ['in-dialog-481', 'The call was answered and ended when one side no longer knew of it (481).'],
  ['media-timeout', 'The call was answered and ended because no media arrived any more.'],
  ['transport', 'The call was answered and ended when its connection broke.'],
  ['reason', 'The call was answered, and whoever ended it names a fault as the reason.'],
  ['before-ringing', 'The caller gave up with CANCEL before it rang.'],
  ['after-ringing', 'It rang, and the caller gave up with CANCEL before anybody answered.'],
  ['answered-elsewhere', 'Another device took the call, so that this one was told to stop ringing.'],
]);

const RESULT_MEANINGS: { readonly [K in Result]: string } = {
  ok: 'The request was accepted with a 2xx.',
  failed: 'The request was refused, and not sent again in another form.',
  challenged: 'A server asked for a login, and the trace shows no second request with one.',
  unanswered: 'The trace shows no final answer to the request.',
};

const DONE_MEANINGS: ReadonlyMap<CallKind, string> = new Map<CallKind, string>([
  ['registration', 'The registrar took down where this account can be reached, or took that away as it was asked to.'],
  ['subscription', 'The subscription was accepted: news follows as NOTIFY.'],
  ['options', 'The far side answered, so it can be reached.'],
  ['message', 'The text message was taken by the far side or its server.'],
  ['publish', 'The server took the state that was published.'],
]);

/** What an outcome by itself says, in one sentence. */
export function outcomeSentence(outcome: Outcome): string {
  return OUTCOME_MEANINGS[outcome];
}

/** What the words for an entry of the call list say, in one sentence. */
export function outcomeMeaning({
  kind,
  partial,
  state,
  outcome,
  cause,
  result,
}: Pick<CallSummary, 'kind' | 'partial' | 'state' | 'outcome' | 'cause' | 'result'>): string {
  if (outcome === 'completed' && partial)
    return 'One side hung up with BYE; the beginning of the call is not in the trace.';
  if (outcome === 'in-progress' && state === 'ended')
    return 'The INVITE got a final answer, as the ACK to it shows, but the trace does not hold that answer.';
  if (outcome !== null) return CAUSE_MEANINGS.get(cause) ?? OUTCOME_MEANINGS[outcome];
  if (result === 'ok') return DONE_MEANINGS.get(kind) ?? RESULT_MEANINGS.ok;
  return result === null ? '' : RESULT_MEANINGS[result];
}
