import type { MessageIndex } from '../sip/message-index.ts';
import { parseReason } from './reason.ts';
import { isRetriable } from './status.ts';
import type { Attempt, CallMessage, Fate, Transaction } from './types.ts';

/** Attempts that are looked back at for the one that a request tries again. */
const LOOKS = 64;

interface Draft {
  readonly leg: number;
  readonly client: number;
  readonly server: number;
  readonly host: number;
  readonly requests: number[];
  final: number;
  status: number;
  cancel: number;
  /** Positions in the list of messages: where it begins, and where its final response stands. */
  readonly begin: number;
  end: number;
}

/** The messages of a call, and where each row stands among them. */
interface Story {
  readonly index: MessageIndex;
  readonly messages: readonly CallMessage[];
  readonly at: ReadonlyMap<number, number>;
}

/**
 * Which ways a call was tried, in order: each INVITE outside a dialog that a machine sent, with its retries after a
 * challenge or a redirect. Where one machine sent several, it forks or hunts, and they are numbered.
 */
export function attemptsOf(
  index: MessageIndex,
  messages: readonly CallMessage[],
  transactions: readonly Transaction[],
): Attempt[] {
  const hosts = index.endpoints.hosts();
  const story = { index, messages, at: new Map(messages.map(({ row }, i) => [row, i])) };
  const place = (row: number) => story.at.get(row) ?? messages.length;
  const drafts: Draft[] = [];
  const initial = transactions
    .filter(({ method, request }) => method === 'INVITE' && messages[place(request)]?.toTag === '')
    .sort((a, b) => place(a.request) - place(b.request));
  for (const transaction of initial) {
    const request = messages[place(transaction.request)] as CallMessage;
    const host = hosts[transaction.client] ?? -1;
    let draft = drafts.slice(-LOOKS).findLast((one) => continues(story, one, host, request));
    if (!draft) {
      draft = open(transaction, request.leg, host, place(transaction.request));
      drafts.push(draft);
    }
    draft.requests.push(transaction.request);
    draft.final = transaction.final;
    draft.status = messages[place(transaction.final)]?.status ?? 0;
    draft.cancel = transaction.cancel;
    draft.end = place(transaction.final);
  }
  return numbered(story, drafts);
}

function open({ client, server }: Transaction, leg: number, host: number, begin: number): Draft {
  return { leg, client, server, host, requests: [], final: -1, status: 0, cancel: -1, begin, end: begin };
}

/** A retry: the same side asks again under the same Call-ID after a challenge, a redirect, or a refusal that it may mend. */
function continues({ messages, at }: Story, draft: Draft, host: number, request: CallMessage): boolean {
  const last = messages[at.get(draft.requests.at(-1) ?? -1) ?? -1];
  const isSameSide = draft.leg === request.leg && draft.host === host;
  return isSameSide && isRetriable(draft.status) && last !== undefined && request.cseq > last.cseq;
}

/** The attempts of one machine, as far as they say something of each other. */
interface Together {
  of: number;
  /** Attempts numbered so far, and where the last of their final responses stands. */
  numbered: number;
  busyUntil: number;
  /** Where the last one begins, and where the first 2xx stands. */
  lastBegin: number;
  answered: number;
}

function numbered(story: Story, drafts: readonly Draft[]): Attempt[] {
  const machines = new Map<number, Together>();
  const groups = drafts.map((draft) => {
    const before = machines.get(draft.host);
    // Once one was answered nothing is left to try: what the machine sends then is a call beside it, or another transfer.
    const together = before && before.answered > draft.begin ? before : noneYet();
    machines.set(draft.host, together);
    together.of++;
    together.lastBegin = Math.max(together.lastBegin, draft.begin);
    if (isAnswered(draft)) together.answered = Math.min(together.answered, draft.end);
    return together;
  });
  return drafts.map((draft, i) => finished(story, draft, groups[i] as Together));
}

function noneYet(): Together {
  return { of: 0, numbered: 0, busyUntil: -1, lastBegin: -1, answered: Number.POSITIVE_INFINITY };
}

function finished(story: Story, draft: Draft, together: Together): Attempt {
  const { leg, client, server, requests, final, status } = draft;
  const number = ++together.numbered;
  const parallel = together.busyUntil > draft.begin;
  together.busyUntil = Math.max(together.busyUntil, draft.end);
  const fate = fateOf(story, draft, together);
  return { leg, client, server, requests, final, status, fate, number, of: together.of, parallel };
}

function fateOf(story: Story, draft: Draft, together: Together): Fate {
  const { status, cancel } = draft;
  if (isAnswered(draft)) return 'answered';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 487 || cancel >= 0) return isElsewhere(story, draft, together) ? 'answered-elsewhere' : 'cancelled';
  if (status !== 0) return status === 408 ? 'unanswered' : 'refused';
  return together.lastBegin > draft.begin || gaveUp(story, draft) ? 'unanswered' : 'open';
}

/** The CANCEL says so (RFC 3326 §2), or another branch had its 2xx before. */
function isElsewhere({ index, at }: Story, { cancel, end }: Draft, { answered }: Together): boolean {
  const header = cancel < 0 ? -1 : (index.columns.cause[cancel] as number);
  const isStated = parseReason(index.texts.text(header)).some(
    ({ protocol, cause, text }) => (protocol === 'SIP' && cause === 200) || /elsewhere/i.test(text),
  );
  return isStated || answered < (at.get(cancel) ?? end);
}

function isAnswered({ status }: Draft): boolean {
  return status >= 200 && status < 300;
}

/** Nothing answered, and the call went on for longer than its sender waits (64 × T1, RFC 3261 §17.1.1.2). */
function gaveUp({ messages }: Story, { begin }: Draft): boolean {
  const since = messages[begin]?.time ?? Number.NaN;
  return (messages.at(-1)?.time ?? Number.NaN) - since > 32_000_000;
}
