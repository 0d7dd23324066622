import type { CallMessage } from '../call/types.ts';

/** "488 Not Acceptable Here", or "488" where the phrase is missing. */
export function statusText({ status, reason }: Pick<CallMessage, 'status' | 'reason'>): string {
  return reason.trim() === '' ? String(status) : `${status} ${reason.trim()}`;
}

/** "1 copy", "3 copies". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Text from a message as part of a sentence: one line, not endless. */
export function quoted(text: string, most = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > most ? `${line.slice(0, most - 1)}…` : line}”`;
}

export function rowsOf(...lists: readonly (readonly (CallMessage | null | undefined)[])[]): number[] {
  const rows = lists.flat().flatMap((message) => (message ? [message.row] : []));
  return [...new Set(rows)];
}
