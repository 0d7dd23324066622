import { leadingNumber } from '../cseq.ts';
import type { HeaderField } from '../message.ts';
import type { MessageProblems } from '../problems.ts';

/** RFC 3261 §20.22: Max-Forwards is 0 to 255. RFC 3261 §20.19 and most others: up to 2**32-1. */
const MOST = new Map([['Max-Forwards', 255]]);

/** A number of seconds or a count: must be one, in its range. */
export function checkCount(raw: string, { canonical, valueSpan }: HeaderField, problems: MessageProblems): void {
  // Told by check-length.ts.
  if (canonical === 'Content-Length') return;
  const most = MOST.get(canonical) ?? 0xffffffff;
  const { start, end } = valueSpan;
  if (!/^\d/.test(raw)) problems.add('not-a-number', `${canonical} does not begin with a number.`, start, end);
  else if (leadingNumber(raw, most) === null) {
    problems.add('number-too-large', `The number in ${canonical} is above ${most}.`, start, end);
  }
}
