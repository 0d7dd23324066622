import type { Span } from '../../sip/message.ts';
import type { Book, Later } from './book.ts';
import { hidden } from './odd.ts';
import { scrub } from './scrub.ts';

/** What becomes of a stretch of a message: shown but for values that are known, replaced, or a length counted anew. */
type Edit = Span &
  ({ readonly text: Later } | { readonly keep: true } | { readonly length: Span; readonly difference: number });

/** A message after its edits. */
export interface Edited {
  /** A character for each byte. */
  readonly text: string;
  /** What is not as it was, in `text`. */
  readonly changes: readonly Span[];
}

/**
 * Edits of one message, whose text has a character for each byte. What nobody claims is hidden: of it only white space and
 * punctuation stays, so that a part that could not be read cannot leak.
 */
export class Edits {
  readonly text: string;
  readonly #original: string;
  readonly #list: Edit[] = [];

  /** @param original the text as long as it was before secrets were written over: what differs from it is a change */
  constructor(text: string, original = text) {
    this.text = text;
    this.#original = original;
  }

  /** The stretch tells of the protocol alone; values known from elsewhere are replaced in it nevertheless. */
  keep(start: number, end: number): void {
    if (end > start) this.#list.push({ start, end, keep: true });
  }

  replace({ start, end }: Span, text: Later): void {
    if (end > start) this.#list.push({ start, end, text });
  }

  /** A Content-Length: the new length of `counted`, plus what the old one was wrong by. */
  recount({ start, end }: Span, counted: Span, difference: number): void {
    this.#list.push({ start, end, length: counted, difference });
  }

  /** Carries the edits out; all values of the trace have to be known. Of edits that overlap the first stays. */
  apply(book: Book): Edited {
    const edits = this.#inOrder();
    const pieces: (string | null)[] = edits.map((edit) => {
      if ('text' in edit) return edit.text();
      return 'keep' in edit ? scrub(this.text, edit, book) : null;
    });
    // From behind: an inner length stands behind the outer one that counts it.
    for (let i = edits.length - 1; i >= 0; i--) {
      const edit = edits[i];
      if (edit && 'length' in edit)
        pieces[i] = String(Math.max(0, grown(edits, pieces, edit.length) + edit.difference));
    }
    return this.#join(edits, pieces);
  }

  #inOrder(): Edit[] {
    const sorted = this.#list.map((edit, i) => ({ edit, i }));
    sorted.sort((a, b) => a.edit.start - b.edit.start || a.i - b.i);
    const kept: Edit[] = [];
    let at = 0;
    for (const { edit } of sorted) {
      if (edit.start < at) continue;
      kept.push(edit);
      at = edit.end;
    }
    return kept;
  }

  #join(edits: readonly Edit[], pieces: readonly (string | null)[]): Edited {
    const out: string[] = [];
    const changes: Span[] = [];
    let length = 0;
    let at = 0;
    const put = (start: number, end: number, after: string) => {
      if (this.#original.slice(start, end) !== after) changes.push({ start: length, end: length + after.length });
      out.push(after);
      length += after.length;
    };
    for (const [i, { start, end }] of edits.entries()) {
      const gap = this.text.slice(at, start);
      put(at, start, hidden(gap));
      put(start, end, pieces[i] ?? '');
      at = end;
    }
    const rest = this.text.slice(at);
    put(at, this.text.length, hidden(rest));
    return { text: out.join(''), changes };
  }
}

/** How long the stretch became. */
function grown(edits: readonly Edit[], pieces: readonly (string | null)[], { start, end }: Span): number {
  let length = end - start;
  for (const [i, edit] of edits.entries()) {
    if (edit.start >= start && edit.end <= end) length += (pieces[i] ?? '').length - (edit.end - edit.start);
  }
  return length;
}
