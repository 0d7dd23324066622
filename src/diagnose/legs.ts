import type { CallDetail, CallMessage, Transaction } from '../call/types.ts';

/** Each leg of a call by itself, the caller's first: rules compare only within one leg. */
export function splitLegs(call: CallDetail): CallDetail[] {
  if (call.legs.length < 2) return [call];
  const legOf = new Map(call.messages.map(({ row, leg }) => [row, leg]));
  return call.legs.map(({ summary }, leg) => legAlone(call, summary, leg, legOf));
}

function legAlone(
  call: CallDetail,
  summary: CallDetail['summary'],
  leg: number,
  legOf: ReadonlyMap<number, number>,
): CallDetail {
  const own = call.messages.filter((message) => message.leg === leg);
  const transactions = new Map<number, number>();
  const dialogs = new Map<number, number>();
  for (const [at, transaction] of call.transactions.entries()) {
    if (legOf.get(anyRow(transaction)) === leg) transactions.set(at, transactions.size);
  }
  for (const { dialog } of own) if (dialog >= 0 && !dialogs.has(dialog)) dialogs.set(dialog, dialogs.size);
  const moved = (message: CallMessage): CallMessage => ({
    ...message,
    transaction: transactions.get(message.transaction) ?? -1,
    dialog: dialogs.get(message.dialog) ?? -1,
  });
  return {
    summary,
    legs: call.legs.slice(leg, leg + 1),
    offered: [],
    messages: own.map(moved),
    transactions: [...transactions.keys()].flatMap((at) => call.transactions[at] ?? []),
    dialogs: [...dialogs.keys()].flatMap((at) => call.dialogs[at] ?? []),
    attempts: leg === 0 ? call.attempts : [],
    phases: [],
  };
}

function anyRow({ request, responses }: Transaction): number {
  return request >= 0 ? request : (responses[0] ?? -1);
}
