import type { Interner } from '../base/interner.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Texts of one call by their ids in the index, each made once: its messages, transactions and dialogs share them. */
export interface CallTexts {
  readonly reason: (id: number) => string;
  readonly callId: (id: number) => string;
  readonly tag: (id: number) => string;
  readonly branch: (id: number) => string;
}

export function callTexts({ reasons, callIds, tags, branches }: MessageIndex): CallTexts {
  return { reason: textsOf(reasons), callId: textsOf(callIds), tag: textsOf(tags), branch: textsOf(branches) };
}

function textsOf(interner: Interner): (id: number) => string {
  const known = new Map<number, string>();
  return (id) => {
    if (id < 0) return '';
    const before = known.get(id);
    if (before !== undefined) return before;
    const text = interner.text(id);
    known.set(id, text);
    return text;
  };
}
