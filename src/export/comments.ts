import type { MessageIndex } from '../sip/message-index.ts';
import { type Notes, TEXT_LIMIT } from '../view/view.ts';

/** Notes that a trace brings at most. */
const MOST = 5000;

/** What captures say beside single messages, as the first notes on them. */
export function commentsOf({ comments, count }: MessageIndex): Notes {
  const notes = new Map<number, string>();
  for (const row of comments.rows()) {
    if (notes.size >= MOST || row >= count) break;
    notes.set(row, comments.get(row).slice(0, TEXT_LIMIT));
  }
  return notes;
}
