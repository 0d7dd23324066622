import type { CallMessage } from '../call/types.ts';
import { sayTimes } from './say.ts';
import { changeNotes } from './story-changes.ts';
import { routeNotes } from './story-route.ts';
import { isOrdinaryReason, type StoryNote, sayReason, sayStatus, type Telling } from './telling.ts';

/** What is worth knowing beside the first sentence, in the order of the call. */
export function callDetails(telling: Telling): readonly StoryNote[] {
  const notes = [
    ...retryNotes(telling),
    ...routeNotes(telling),
    ...progressNotes(telling),
    ...repeatNotes(telling),
    ...changeNotes(telling),
    ...endNotes(telling),
  ];
  return [...notes, ...inferenceNotes(telling)];
}

function retryNotes({ firsts, who }: Telling): StoryNote[] {
  const steps = firsts.filter((message) => message.retried && message.status >= 300);
  const notes: StoryNote[] = [];
  const told = new Set<string>();
  for (const step of steps) {
    // Each hop passes the same challenge on: it is told once.
    const key = JSON.stringify([step.callId, step.cseq, step.cseqMethod, step.status]);
    if (told.has(key)) continue;
    told.add(key);
    notes.push({ text: `${who(step.from)} ${retryWords(step)}`, row: step.row });
  }
  return notes;
}

function retryWords(step: CallMessage): string {
  const { status, method } = step;
  if (status === 401 || status === 407)
    return `asked for credentials (${sayStatus(step)}); the next ${method} carried them.`;
  if (status < 400) return `redirected the call (${sayStatus(step)}); it was tried again at the new address.`;
  if (status === 491)
    return `asked to wait, because two changes crossed (${sayStatus(step)}); the ${method} came again.`;
  return `refused the first ${method} (${sayStatus(step)}); the next one took that into account.`;
}

function progressNotes(telling: Telling): StoryNote[] {
  const { firsts, who } = telling;
  const notes: StoryNote[] = [];
  const early = firsts.find((message) => message.sdp?.earlyMedia);
  if (early)
    notes.push({
      text: `${who(early.from)} opened the audio before the answer (${sayStatus(early)}).`,
      row: early.row,
    });
  const forwarded = firsts.find((message) => message.kind === 'response' && message.status === 181);
  if (forwarded)
    notes.push({ text: `${who(forwarded.from)} said that the call was being forwarded (181).`, row: forwarded.row });
  const prack = firsts.find((message) => message.kind === 'request' && message.method === 'PRACK');
  if (prack) notes.push({ text: 'Progress was sent reliably and confirmed with PRACK.', row: prack.row });
  return notes;
}

/** Messages that came again because an answer was missing: the three most repeated ones. */
function repeatNotes({ detail, byRow, who, summary }: Telling): StoryNote[] {
  const counts = new Map<number, number>();
  for (const { copy, of } of detail.messages) if (copy === 'retransmission') counts.set(of, (counts.get(of) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
  return most.flatMap(([row, count]) => {
    const message = byRow.get(row);
    if (!message) return [];
    const what = message.kind === 'request' ? message.method : sayStatus(message);
    const lost = summary.cause === 'ack-timeout' && message.status >= 200 && message.method === 'INVITE';
    const why = lost ? ', because the ACK to it never arrived (RFC 3261 §13.3.1.4)' : '';
    return [{ text: `${who(message.from)} sent the ${what} ${sayTimes(count + 1)}${why}.`, row }];
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

function inferenceNotes({ detail }: Telling): StoryNote[] {
  const inferred = detail.messages.filter((message) => (message.flags & 3) !== 0).length;
  const cut = detail.messages.find((message) => (message.flags & 4) !== 0);
  const notes: StoryNote[] = [];
  if (inferred > 0) {
    const part =
      inferred === detail.messages.length
        ? 'The trace does'
        : `For ${inferred} of ${detail.messages.length} messages the trace does`;
    notes.push({
      text: `${part} not print both addresses; the missing ones were inferred from the messages.`,
      row: -1,
    });
  }
  if (cut) notes.push({ text: 'At least one message was cut short by the logger.', row: cut.row });
  return notes;
}
