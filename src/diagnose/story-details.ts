import { INFERRED_FROM, INFERRED_TO, TRUNCATED } from '../base/captured.ts';
import type { CallMessage } from '../call/types.ts';
import type { StoryNote } from './clause.ts';
import { sayTimes } from './say.ts';
import { changeNotes } from './story-changes.ts';
import { isOrdinaryReason, sayReason, sayStatus, type Telling, turnsOf } from './telling.ts';

/** What is worth knowing beside the first sentence, in the order of the call. */
export function callDetails(telling: Telling): readonly StoryNote[] {
  const notes = [
    ...retryNotes(telling),
    ...progressNotes(telling),
    ...repeatNotes(telling),
    ...changeNotes(telling),
    ...endNotes(telling),
  ];
  return [...notes, ...inferenceNotes(telling)];
}

function retryNotes({ firsts, who, box, summary }: Telling): StoryNote[] {
  // Redirects are part of the way that the call took.
  const steps = firsts.filter((message) => message.retried && message.status >= 400);
  const told = new Set<string>();
  const notes = new Map<string, { readonly step: CallMessage; times: number }>();
  for (const step of steps) {
    // Each hop passes the same challenge on: it is told once.
    const key = JSON.stringify([step.callId, step.cseq, step.cseqMethod, step.status]);
    if (told.has(key)) continue;
    told.add(key);
    const same = `${who(step.from)} ${step.status} ${step.method}`;
    const known = notes.get(same);
    if (known) known.times++;
    else notes.set(same, { step, times: 1 });
  }
  return [...notes.values()].map(({ step, times }) => ({
    text: `${summary.kind === 'call' && isChallenge(step) ? box(step.from) : who(step.from)} ${retryWords(step, times)}`,
    row: step.row,
  }));
}

function isChallenge({ status }: CallMessage): boolean {
  return status === 401 || status === 407;
}

function retryWords(step: CallMessage, times: number): string {
  const { status, method } = step;
  const often = times > 1 ? ` ${sayTimes(times)}` : '';
  const each = times > 1 ? ' each time' : '';
  if (isChallenge(step))
    return `asked for credentials${often} (${sayStatus(step)}); the next ${method} carried them${each}.`;
  if (status === 491)
    return `asked${often} to wait, because two changes crossed (${sayStatus(step)}); the ${method} came again.`;
  return `refused the ${method}${often} (${sayStatus(step)}); the next one took that into account${each}.`;
}

function progressNotes({ firsts }: Telling): StoryNote[] {
  const prack = firsts.find((message) => message.kind === 'request' && message.method === 'PRACK');
  return prack ? [{ text: 'Progress was sent reliably and confirmed with PRACK.', row: prack.row }] : [];
}

/** Messages that came again because an answer was missing: the three most repeated ones. */
function repeatNotes({ detail, firsts, byRow, who, summary }: Telling): StoryNote[] {
  const counts = new Map<number, number>();
  for (const { copy, of } of detail.messages) if (copy === 'retransmission') counts.set(of, (counts.get(of) ?? 0) + 1);
  const caller = turnsOf({ firsts, summary }).invite?.fromTag;
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
  // Where nothing answered the INVITE, the first sentence counts it.
  const isTold = summary.status === 0 && (summary.outcome === 'timeout' || summary.state === 'setup');
  return most.flatMap(([row, count]) => {
    const message = byRow.get(row);
    if (!message || (isTold && message.method === 'INVITE')) return [];
    const what = message.kind === 'request' ? message.method : sayStatus(message);
    const lost = summary.cause === 'ack-timeout' && message.status >= 200 && message.method === 'INVITE';
    const why = lost ? ', because the ACK to it never arrived (RFC 3261 §13.3.1.4)' : '';
    // Both parties at one socket: nobody answers an own request.
    const isOwn = message.kind === 'response' && message.from === summary.caller.endpoint && message.fromTag === caller;
    const sent = isOwn ? `The ${what} was sent` : `${who(message.from)} sent the ${what}`;
    return [{ text: `${sent} ${sayTimes(count + 1)}${why}.`, row }];
  });
}

function endNotes(telling: Telling): StoryNote[] {
  const { firsts, detail, reasons, who } = telling;
  const notes: StoryNote[] = [];
  const end = firsts.find(
    (message) => message.kind === 'request' && (message.method === 'BYE' || message.method === 'CANCEL'),
  );
  const reason = end ? reasons.get(end.row) : undefined;
  if (end && reason !== undefined && !isOrdinaryReason(reason)) {
    notes.push({ text: `The ${end.method} names a reason: ${sayReason(reason)}.`, row: end.row });
  }
  const bye = detail.transactions.find((transaction) => transaction.method === 'BYE');
  if (!bye || bye.request < 0) return notes;
  const final = telling.byRow.get(bye.final);
  if (!final)
    notes.push({ text: 'The BYE got no answer in the trace; the call is over all the same.', row: bye.request });
  else if (final.status >= 300 && !final.retried) {
    notes.push({
      text: `${who(final.from)} answered the BYE with ${sayStatus(final)}; the call is over all the same.`,
      row: final.row,
    });
  }
  return notes;
}

/** What was not printed, or cut. */
export function inferenceNotes({ detail }: Telling): StoryNote[] {
  const { messages } = detail;
  // What one capture of a packet leaves out another one may print.
  const origin = ({ copy, of, row }: CallMessage) => (copy === 'duplicate' ? of : row);
  const isInferred = ({ flags }: CallMessage) => (flags & (INFERRED_FROM | INFERRED_TO)) !== 0;
  const printed = new Set(messages.filter((message) => !isInferred(message)).map(origin));
  const inferred = messages.filter((message) => isInferred(message) && !printed.has(origin(message))).length;
  const cut = messages.find(({ flags }) => (flags & TRUNCATED) !== 0);
  const notes: StoryNote[] = [];
  if (inferred > 0) {
    const part =
      inferred === messages.length ? 'The trace does' : `For ${inferred} of ${messages.length} messages the trace does`;
    notes.push({
      text: `${part} not print both addresses; the missing ones were inferred from the messages.`,
      row: -1,
    });
  }
  if (cut) notes.push({ text: 'At least one message was cut short by the logger.', row: cut.row });
  return notes;
}
