import type { Captured } from '../../base/captured.ts';
import type { MessageSink, Told } from '../../packets/pass.ts';
import type { MessageIndex } from '../../sip/message-index.ts';

/** Rows that are looked back over for the original of a copy. */
const LOOK_BACK = 512;
/** A copy that comes later than this is a message of its own. Microseconds. */
const WINDOW = 5e6;

/** The message index as packets see it; knows a collector's copy of a message from the message. */
export class IndexSink implements MessageSink {
  readonly #index: MessageIndex;
  /** Late rows that are no originals: a collector's copies, and originals whose one copy was seen; by row modulo its size. */
  readonly #used = new Int32Array(LOOK_BACK).fill(-1);
  readonly #first: number;
  /** Row that was added last, or the original of the last copy. */
  #last = -1;

  constructor(index: MessageIndex) {
    this.#index = index;
    this.#first = index.count;
  }

  get endpoints(): MessageIndex['endpoints'] {
    return this.#index.endpoints;
  }

  get wanted(): number {
    return this.#index.wanted;
  }

  add(bytes: Uint8Array, start: number, end: number, known: Captured, stream: boolean): number {
    const used = this.#index.add(bytes, start, end, known, stream);
    if (used > 0) this.#last = this.#index.count - 1;
    return used;
  }

  addCopy(bytes: Uint8Array, start: number, end: number, known: Captured, passed: number): number {
    const used = this.#index.add(bytes, start, end, known);
    if (used < 0) return used;
    const row = this.#index.count - 1;
    // The agent may have another clock than the capture.
    const original = this.#originalOf(row, Number.isNaN(passed) ? known.time : passed);
    const taken = original < 0 ? row : original;
    this.#used[taken % LOOK_BACK] = taken;
    this.#last = taken;
    if (original < 0) return used;
    this.#index.removeLast();
    return 0;
  }

  tell(what: Told, text: string): void {
    const { comments, capturePoints, correlations } = this.#index;
    const texts = what === 'comment' ? comments : what === 'correlation' ? correlations : capturePoints;
    if (this.#last >= 0 && this.#last < this.#index.count) texts.set(this.#last, text);
  }

  /** The row of this capture that says the same on the same way, and of which no copy was seen; -1 without. */
  #originalOf(row: number, time: number): number {
    const c = this.#index.columns;
    const { size, status, callId, cseq, method, branch, from, to, fromTag, toTag } = c;
    const same = [size, status, callId, cseq, method, branch, from, to, fromTag, toTag];
    const stop = Math.max(this.#first, row - LOOK_BACK);
    for (let other = row - 1; other >= stop; other--) {
      if (this.#used[other % LOOK_BACK] === other || !(Math.abs((c.time[other] as number) - time) < WINDOW)) continue;
      if (same.every((column) => column[other] === column[row])) return other;
    }
    return -1;
  }
}
