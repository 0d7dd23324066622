import type { CallDetail, CallMessage, CallSummary } from './types.ts';

/**
 * Several calls on one time line: their messages in order of time, with transactions, dialogs, attempts, phases and legs
 * of all. The summary is that of the first one, from the beginning of the earliest to the end of the latest.
 * @param calls at least one
 * @param rows which messages, in their order
 */
export function mergeCalls(calls: readonly CallDetail[], rows: Iterable<number>): CallDetail {
  const byRow = new Map<number, CallMessage>();
  let legs = 0;
  let transactions = 0;
  let dialogs = 0;
  for (const call of calls) {
    for (const message of call.messages) {
      byRow.set(message.row, {
        ...message,
        leg: message.leg + legs,
        transaction: message.transaction < 0 ? -1 : message.transaction + transactions,
        dialog: message.dialog < 0 ? -1 : message.dialog + dialogs,
      });
    }
    legs += call.legs.length;
    transactions += call.transactions.length;
    dialogs += call.dialogs.length;
  }
  const messages = Array.from(rows).flatMap((row) => byRow.get(row) ?? []);
  return {
    summary: summaryOf(calls, messages.length),
    legs: calls.flatMap((call) => call.legs),
    offered: [],
    messages,
    transactions: calls.flatMap((call) => call.transactions),
    dialogs: calls.flatMap((call) => call.dialogs),
    attempts: attemptsOf(calls),
    phases: calls.filter((call) => isAlone(call, calls)).flatMap(({ phases }) => phases),
  };
}

/** No other call went on meanwhile: a bar beside a lifeline would not tell of which of them it is. */
function isAlone({ summary: { index, start, end } }: CallDetail, calls: readonly CallDetail[]): boolean {
  return calls.every(({ summary: other }) => other.index === index || other.start > end || other.end < start);
}

function attemptsOf(calls: readonly CallDetail[]): CallDetail['attempts'] {
  let legs = 0;
  return calls.flatMap((call) => {
    const first = legs;
    legs += call.legs.length;
    return call.attempts.map((attempt) => ({ ...attempt, leg: attempt.leg + first }));
  });
}

function summaryOf(calls: readonly CallDetail[], messages: number): CallSummary {
  const [first] = calls;
  if (!first) throw new RangeError('no call to merge');
  const times = (of: 'start' | 'end') => calls.map(({ summary }) => summary[of]).filter((time) => !Number.isNaN(time));
  const callIds = calls.flatMap(({ summary }) => summary.callIds);
  const [start, end] = [Math.min(...times('start')), Math.max(...times('end'))];
  return { ...first.summary, callIds, messages, start, end };
}
