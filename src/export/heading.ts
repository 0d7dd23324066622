import type { CallSummary } from '../call/types.ts';
import { outcomeWords } from '../diagnose/outcome.ts';
import { calleeName, partyName } from '../diagnose/party.ts';
import { visible } from '../ladder/visible.ts';

/** `Alice → Bob`: who called whom, as far as the trace says. */
export function partiesText(summary: CallSummary): string {
  const caller = visible(partyName(summary.caller)) || 'unknown';
  return `${caller} → ${visible(calleeName(summary)) || 'unknown'}`;
}

/** `Alice → Bob · Answered · 1:12`: a call, or other exchange, in one line. */
export function headingText(summary: CallSummary): string {
  return `${partiesText(summary)} · ${outcomeWords(summary)}`;
}

/** `2026-11-22 06:29:19.965` in UTC, `06:29:19.965` without a date, `1.965` s from a start; '' when no time is known. */
export function timeText(microseconds: number, clock: 'absolute' | 'time-of-day' | 'relative' | 'none'): string {
  if (Number.isNaN(microseconds) || clock === 'none') return '';
  if (clock === 'relative') return (microseconds / 1e6).toFixed(3);
  const date = new Date(microseconds / 1000);
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  return clock === 'absolute' ? iso.slice(0, -1).replace('T', ' ') : iso.slice(11, -1);
}
