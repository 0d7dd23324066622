import type { CallSummary } from '../call/types.ts';
import { outcomeWords } from '../diagnose/outcome.ts';
import { calleeName, partyName } from '../diagnose/party.ts';
import { visible } from '../ladder/visible.ts';
import type { Together } from './open-calls.ts';

/** `Alice → Bob`: who called whom, as far as the trace says. */
export function partiesText(summary: CallSummary): string {
  const caller = visible(partyName(summary.caller)) || 'unknown';
  return `${caller} → ${visible(calleeName(summary)) || 'unknown'}`;
}

/** `Alice → Bob · Answered · 1:12`: a call, or other exchange, in one line. */
export function headingText(summary: CallSummary): string {
  return `${partiesText(summary)} · ${outcomeWords(summary)}`;
}

/** Several calls on one time line: how many they are, and a line for each with its number, as far as anybody reads. */
export function togetherLines({ calls, chosen }: Together): {
  readonly title: string;
  readonly lines: readonly string[];
} {
  const lines = calls.slice(0, MOST_LINES).map(({ summary }, at) => `[${at + 1}] ${headingText(summary)}`);
  const more = calls.length - lines.length;
  return { title: `${chosen} calls on one time line`, lines: more > 0 ? [...lines, `and ${more} more`] : lines };
}

const MOST_LINES = 20;

/** `2026-11-22 06:29:19.965` in UTC, `06:29:19.965` without a date, `1.965` s from a start; '' when no time is known. */
export function timeText(microseconds: number, clock: 'absolute' | 'time-of-day' | 'relative' | 'none'): string {
  if (Number.isNaN(microseconds) || clock === 'none') return '';
  if (clock === 'relative') return (microseconds / 1e6).toFixed(3);
  const date = new Date(microseconds / 1000);
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return clock === 'absolute' ? iso.slice(0, -1).replace('T', ' ') : iso.slice(11, -1);
}
