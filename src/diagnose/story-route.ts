import type { CallMessage } from '../call/types.ts';
import { sayList } from './say.ts';
import { type StoryNote, sayStatus, type Telling } from './telling.ts';

/** The way that the first request took: systems it passed through, and where it was forked. */
export function routeNotes(telling: Telling): StoryNote[] {
  const { detail } = telling;
  const initial = detail.messages.filter(
    (message) =>
      message.kind === 'request' && message.method === 'INVITE' && !message.reinvite && message.copy !== 'duplicate',
  );
  return [...throughNotes(telling, initial), ...forkNotes(telling, initial)];
}

function throughNotes({ who, summary }: Telling, initial: readonly CallMessage[]): StoryNote[] {
  const received = new Set(initial.map((message) => message.to));
  const middle = [...new Set(initial.map((message) => message.from))].filter(
    (id) => received.has(id) && id !== summary.caller.endpoint && id !== summary.callee.endpoint,
  );
  const hop = initial.find((message) => middle.includes(message.from));
  return hop ? [{ text: `The call went through ${sayList(middle.map(who))}.`, row: hop.row }] : [];
}

/** Several destinations that one system tried for one request. */
function forkNotes(telling: Telling, initial: readonly CallMessage[]): StoryNote[] {
  const branches = new Map<string, CallMessage[]>();
  for (const message of initial) {
    if (message.copy === 'retransmission') continue;
    const key = JSON.stringify([message.from, message.callId, message.cseq]);
    branches.set(key, [...(branches.get(key) ?? []), message]);
  }
  return [...branches.values()].flatMap((list) => {
    const targets = new Set(list.map((message) => message.to));
    const [first] = list;
    if (targets.size < 2 || !first) return [];
    const ends = list.map((message) => branchEnd(telling, message)).filter((text) => text !== '');
    const told = ends.length > 0 ? `: ${sayList(ends)}` : '';
    return [{ text: `${telling.who(first.from)} tried ${targets.size} destinations${told}.`, row: first.row }];
  });
}

function branchEnd({ detail, byRow, who }: Telling, invite: CallMessage): string {
  const transaction = detail.transactions[invite.transaction];
  const final = byRow.get(transaction?.final ?? -1);
  const name = who(invite.to);
  if (!final) return `${name} gave no final answer`;
  if (final.status < 300) return `${name} answered`;
  return final.status === 487 ? `${name} was cancelled` : `${name} said ${sayStatus(final)}`;
}
