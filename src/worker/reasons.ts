import type { CallDetail } from '../call/types.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Values of Reason headers (RFC 3326) in a call, by row. */
export function reasonsOf(index: MessageIndex, detail: CallDetail): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  for (const { row } of detail.messages) {
    const cause = index.columns.cause[row] ?? -1;
    if (cause >= 0) reasons.set(row, index.texts.text(cause));
  }
  return reasons;
}
