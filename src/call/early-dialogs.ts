import type { CallMessage } from './types.ts';

/** One of several dialogs that a forked INVITE made: RFC 3261 §12.1, told apart by To-tag. */
export interface EarlyDialog {
  /** Position in CallDetail.legs. */
  readonly leg: number;
  readonly toTag: string;
  /** Which of how many of its leg, from 1 on. */
  readonly number: number;
  readonly of: number;
  /** Row of its first response, and the status that tells how far it came. */
  readonly row: number;
  readonly status: number;
}

interface Draft {
  readonly leg: number;
  readonly toTag: string;
  readonly row: number;
  status: number;
}

/** Dialogs that one INVITE made where it made several; nothing where it made one, as most do. */
export function earlyDialogs(messages: readonly CallMessage[]): EarlyDialog[] {
  const byLeg = new Map<string, Draft[]>();
  for (const { row, leg, kind, method, status, toTag, fromTag, reinvite } of messages) {
    if (kind !== 'response' || method !== 'INVITE' || reinvite || toTag === '') continue;
    if (status <= 100 || status >= 300) continue;
    const key = `${leg} ${fromTag}`;
    const drafts = byLeg.get(key) ?? [];
    byLeg.set(key, drafts);
    const known = drafts.find((draft) => draft.toTag === toTag);
    if (known) known.status = Math.max(known.status, status);
    else drafts.push({ leg, toTag, row, status });
  }
  return [...byLeg.values()]
    .filter(({ length }) => length > 1)
    .flatMap((drafts) => drafts.map((draft, at) => ({ ...draft, number: at + 1, of: drafts.length })));
}
