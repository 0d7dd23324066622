import type { Trace } from '../../src/analyse.ts';
import { describeCall } from '../../src/call/describe.ts';
import { summaryOf } from '../../src/call/table.ts';
import type { CallSummary } from '../../src/call/types.ts';

/** The part of a truth.json that a reader can be held to. */
export interface Truth {
  readonly scenario: string;
  /** Count by request method, or `code (method)`. */
  readonly messages: Readonly<Record<string, number>>;
  readonly dialogs: readonly TruthDialog[];
  /** Call-IDs that are one conversation, where there are several. */
  readonly callGroups?: readonly (readonly string[])[];
}

interface TruthDialog {
  readonly callId: string;
  readonly kind: string;
  readonly tagPairs: number;
  readonly state: string;
  readonly pdd?: number | null;
  readonly setup?: number | null;
  readonly duration?: number | null;
}

/** What a coarse word of the truth may be in the model: outcome, state or result. */
const STATE_WORDS = new Map<string, readonly string[]>([
  ['completed', ['completed']],
  ['cancelled', ['cancelled']],
  ['busy', ['busy']],
  ['rejected', ['not-found', 'forbidden', 'declined', 'media-rejected']],
  ['failed', ['unavailable', 'timeout', 'server-error', 'bad-request', 'failed']],
  ['no-answer', ['no-answer', 'timeout']],
  ['in-call', ['in-call']],
  ['ok', ['ok']],
]);

/** Where the model knows better than the word, and why; by scenario, or by Call-ID. */
const DEPARTURES = new Map<string, { readonly word: string; readonly reason: string }>([
  [
    'lost-ack',
    { word: 'dropped', reason: 'five 200 and no ACK, then BYE from the callee: ack-timeout (RFC 3261 §13.3.1.4)' },
  ],
  [
    'v4cu5v0ufb10sbqdap0s',
    { word: 'dropped', reason: 'the BYE says Reason: SIP;cause=500;text="Hold Failed": nobody hung up' },
  ],
  [
    '5-12790@127.0.1.1',
    { word: 'answered', reason: 'the ACK was lost before the capture: answered, not yet in the call' },
  ],
  [
    'no-response',
    { word: 'in-progress', reason: 'the capture ends before timer B: nothing says that the caller gave up' },
  ],
]);

/** Every way in which a reading departs from the truth, in words; [] when it does not. */
export function departures(trace: Trace, truth: Truth): string[] {
  return [
    ...countDepartures(trace, truth),
    ...truth.dialogs.flatMap((dialog) => dialogDepartures(trace, truth, dialog)),
    ...groupDepartures(trace, truth),
  ];
}

/** Messages by method, or `code (method)`, copies included except for those that only the capture doubled. */
function countMessages(trace: Trace): Map<string, number> {
  const counts = new Map<string, number>();
  for (let call = 0; call < trace.calls.count; call++) {
    for (const message of describeCall(trace.index, trace.calls, call).messages) {
      if (message.copy === 'duplicate') continue;
      const key = message.kind === 'request' ? message.method : `${message.status} (${message.method})`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function countDepartures(trace: Trace, truth: Truth): string[] {
  const counts = countMessages(trace);
  const keys = new Set([...counts.keys(), ...Object.keys(truth.messages)]);
  return [...keys]
    .filter((key) => counts.get(key) !== truth.messages[key])
    .map((key) => `${key}: ${counts.get(key) ?? 0} read, ${truth.messages[key] ?? 0} true`);
}

/** Calls whose Call-IDs are not those of the truth; each that it does not name is a call of its own. */
function groupDepartures(trace: Trace, truth: Truth): string[] {
  const groups = truth.callGroups ?? [];
  const groupOf = (callId: string) => groups.find((group) => group.includes(callId)) ?? [callId];
  const calls = Array.from({ length: trace.calls.count }, (_, i) => summaryOf(trace.calls, i)?.callIds ?? []);
  return calls
    .filter(([first = '', ...rest]) => !isSame([...new Set([first, ...rest])], groupOf(first)))
    .map((callIds) => `${callIds.join(' + ')} is one call, true: ${groupOf(callIds[0] ?? '').join(' + ')}`);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((callId) => other.includes(callId));
}

function dialogDepartures(trace: Trace, truth: Truth, dialog: TruthDialog): string[] {
  const calls = legs(trace).filter((call) => call.callId === dialog.callId);
  const [call] = calls;
  if (!call) return [`${dialog.callId}: not found`];
  const found: string[] = [];
  const words = [call.outcome, call.state, call.result].filter((word) => word !== null);
  const allowed = allowedWords(truth, dialog);
  if (!words.some((word) => allowed.includes(word)))
    found.push(`${dialog.callId}: ${words.join(' ')}, true: ${dialog.state}`);
  const pairs = calls.reduce((sum, one) => sum + describeCall(trace.index, trace.legs, one.index).dialogs.length, 0);
  if (pairs !== dialog.tagPairs) found.push(`${dialog.callId}: ${pairs} tag pairs, true: ${dialog.tagPairs}`);
  if (call.kind !== 'call') return found;
  // Where nobody rang, RFC 6076 §4.3.1 takes the 200; the truth has no figure then.
  if (dialog.pdd != null) compare(found, dialog, 'pdd', call.postDialDelay);
  if (dialog.setup != null) compare(found, dialog, 'setup', call.setup);
  if (dialog.duration != null) compare(found, dialog, 'duration', call.talk);
  return found;
}

function allowedWords(truth: Truth, dialog: TruthDialog): readonly string[] {
  const departure = DEPARTURES.get(truth.scenario) ?? DEPARTURES.get(dialog.callId);
  return departure ? [departure.word] : (STATE_WORDS.get(dialog.state) ?? []);
}

/** Truth has milliseconds. */
function compare(found: string[], dialog: TruthDialog, name: 'pdd' | 'setup' | 'duration', microseconds: number): void {
  const seconds = microseconds / 1e6;
  if (!(Math.abs(seconds - (dialog[name] as number)) < 0.0011))
    found.push(`${dialog.callId}: ${name} ${seconds}, true: ${dialog[name]}`);
}

/** What stands under each Call-ID by itself, as the truth has it. */
function legs(trace: Trace): CallSummary[] {
  return Array.from({ length: trace.legs.count }, (_, i) => summaryOf(trace.legs, i)).filter(
    (call) => call !== undefined,
  );
}
