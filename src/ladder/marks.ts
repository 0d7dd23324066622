import { earlyDialogs } from '../call/early-dialogs.ts';
import type { Attempt, CallDetail } from '../call/types.ts';
import type { ChipDraft } from './chip.ts';

type Told = Pick<CallDetail, 'messages' | 'attempts' | 'transactions'>;

/**
 * What the rungs of a call say of how it was tried, by row: which branch of a fork or which attempt an INVITE begins, why
 * it was sent again, which early dialog a response opens, and that a branch was taken back because another one answered.
 */
export function marksOf(call: Told): ReadonlyMap<number, ChipDraft> {
  const marks = new Map<number, ChipDraft>();
  for (const { row, number, of } of earlyDialogs(call.messages)) {
    marks.set(row, plain([`dialog ${number}/${of}`, `${number}/${of}`], `early dialog ${number} of ${of}, by To-tag`));
  }
  const forks = new Set(call.attempts.flatMap(({ parallel, client }) => (parallel ? [client] : [])));
  for (const attempt of call.attempts) {
    markFirst(marks, attempt, forks.has(attempt.client));
    if (attempt.fate === 'answered-elsewhere') markCancel(marks, attempt, call);
  }
  return marks;
}

function markFirst(marks: Map<number, ChipDraft>, { number, of, requests }: Attempt, isFork: boolean): void {
  const [first] = requests;
  if (of < 2 || first === undefined) return;
  const word = isFork ? 'branch' : 'attempt';
  marks.set(first, plain([`${word} ${number}/${of}`, `${number}/${of}`], `${word} ${number} of ${of}`));
}

/** The CANCEL that took a branch back; the INVITE itself where none was seen. */
function markCancel(marks: Map<number, ChipDraft>, { requests }: Attempt, { transactions }: Told): void {
  const cancel = transactions.findLast(({ request }) => requests.includes(request))?.cancel ?? -1;
  if (cancel >= 0) marks.set(cancel, plain(['answered elsewhere', 'elsewhere'], 'another branch answered'));
}

function plain(forms: readonly string[], title: string): ChipDraft {
  return { forms, title, tone: 'plain' };
}
