import type { CallState, CallSummary, Cause, Outcome } from '../call/types.ts';
import { sayClock, sayDuration } from './say.ts';

type Told = Pick<
  CallSummary,
  'kind' | 'state' | 'outcome' | 'cause' | 'result' | 'status' | 'talk' | 'ringing' | 'setup' | 'partial'
>;

/** What came of an entry of the call list, in a few words: "Answered · 1:12", "Dropped · 32.1 s, no ACK", "Registered". */
export function outcomeWords(call: Told): string {
  return call.outcome === null ? resultWords(call) : callWords(call, call.outcome);
}

const CAUSE_WORDS: ReadonlyMap<Cause, string> = new Map<Cause, string>([
  ['ack-timeout', 'no ACK'],
  ['session-timer', 'session timer ran out'],
  ['in-dialog-408', '408 inside the call'],
  ['in-dialog-481', '481 inside the call'],
  ['media-timeout', 'no media'],
  ['transport', 'connection lost'],
  ['reason', 'with a fault as reason'],
]);

const FAILED: ReadonlyMap<Outcome, string> = new Map<Outcome, string>([
  ['busy', 'Busy'],
  ['declined', 'Declined'],
  ['not-found', 'Not found'],
  ['forbidden', 'Refused'],
  ['auth-failed', 'Login failed'],
  ['media-rejected', 'Media refused'],
  ['redirected', 'Redirected'],
  ['unavailable', 'Unavailable'],
  ['server-error', 'Server error'],
  ['bad-request', 'Request refused'],
  ['no-answer', 'No answer'],
]);

const OTHERS: ReadonlyMap<Outcome, string> = new Map<Outcome, string>([
  ['completed', 'Answered and ended'],
  ['dropped', 'Answered and dropped'],
  ['cancelled', 'Cancelled'],
  ['timeout', 'Timed out'],
  ['in-progress', 'End not seen'],
  ['partial', 'Beginning not seen'],
]);

/** An outcome by itself: "Busy", "End not seen". */
export function outcomeName(outcome: Outcome): string {
  return OTHERS.get(outcome) ?? FAILED.get(outcome) ?? outcome;
}

const STATE_WORDS: ReadonlyMap<CallState, string> = new Map<CallState, string>([
  ['setup', 'Being set up'],
  ['proceeding', 'Being set up'],
  ['ringing', 'Still ringing'],
  ['early-media', 'Early media'],
  ['cancelling', 'Being cancelled'],
  ['answered', 'Answered, no ACK yet'],
  ['in-call', 'In call'],
  ['ending', 'Ending'],
  // All that is seen of the end is the ACK to it.
  ['ended', 'Answer not seen'],
]);

function callWords(call: Told, outcome: Outcome): string {
  const { status, talk, ringing } = call;
  if (outcome === 'completed') return joined(call.partial ? 'Ended, beginning not seen' : 'Answered', sayClock(talk));
  if (outcome === 'dropped') return joined('Dropped', listed(sayDuration(talk), CAUSE_WORDS.get(call.cause) ?? ''));
  if (outcome === 'cancelled') return cancelled(call);
  if (outcome === 'timeout') return status > 0 ? `Timed out · ${status}` : 'No reply';
  if (outcome === 'partial') return 'Beginning not seen';
  if (outcome === 'in-progress') return joined(STATE_WORDS.get(call.state) ?? 'In progress', sayClock(talk));
  const word = FAILED.get(outcome) ?? outcome;
  const rang = outcome === 'no-answer' && ringing > 0 ? `${word} after ${sayDuration(ringing)}` : word;
  return status > 0 ? `${rang} · ${status}` : rang;
}

function cancelled({ cause, ringing }: Told): string {
  if (cause === 'answered-elsewhere') return 'Answered elsewhere';
  if (cause === 'before-ringing') return 'Cancelled before it rang';
  return ringing > 0 ? `Cancelled after ${sayDuration(ringing)}` : 'Cancelled';
}

/** What went well, and the noun for what did not. */
const EXCHANGES: { readonly [K in CallSummary['kind']]: readonly [done: string, noun: string] } = {
  call: ['Accepted', 'Request'],
  registration: ['Registered', 'Registration'],
  subscription: ['Subscribed', 'Subscription'],
  options: ['OPTIONS answered', 'OPTIONS'],
  message: ['Message delivered', 'Message'],
  publish: ['Published', 'Publication'],
  other: ['Accepted', 'Request'],
};

function resultWords({ kind, result, status }: Told): string {
  const [done, noun] = EXCHANGES[kind];
  if (result === 'ok') return status > 200 ? `${done} · ${status}` : done;
  if (result === 'unanswered') return `${noun} unanswered`;
  const word = result === 'challenged' ? `${noun} challenged, no retry` : `${noun} refused`;
  return status > 0 ? `${word} · ${status}` : word;
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function listed(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
