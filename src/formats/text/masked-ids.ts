import type { MessageIndex } from '../../sip/message-index.ts';

/** What pages that hide mail addresses print in the place of a Call-ID; the blank may be one that does not break. */
const MASK = /^\[email.protected\]$/;

/**
 * Web pages that hide mail addresses give all calls one Call-ID. Messages that have it are told apart by their tags: each
 * dialog becomes a call of its own, as it was (RFC 3261 §12).
 */
export class MaskedIds {
  readonly #index: MessageIndex;
  /** Told apart from those of other sources. */
  readonly #source: string;
  /** Call-IDs of sources before this one, and of this one, that were looked at. */
  readonly #first: number;
  #seen: number;
  readonly #older = new Map<number, boolean>();
  readonly #masks: number[] = [];
  readonly #calls = new Map<number, number>();
  #count = 0;

  constructor(index: MessageIndex, source: number) {
    this.#index = index;
    this.#source = source > 0 ? `${source + 1}.` : '';
    this.#seen = index.callIds.count;
    this.#first = this.#seen;
  }

  /** Sets the last row right; true when its Call-ID is masked. */
  settle(): boolean {
    const { callIds, columns, count } = this.#index;
    const row = count - 1;
    const id = columns.callId[row] as number;
    if (id < 0 || !this.#isMask(id)) return false;
    columns.callId[row] = this.#callOf(row, callIds.text(id));
    this.#seen = callIds.count;
    return true;
  }

  #isMask(id: number): boolean {
    const { callIds } = this.#index;
    if (id < this.#first) {
      const known = this.#older.get(id) ?? MASK.test(callIds.text(id));
      this.#older.set(id, known);
      return known;
    }
    if (callIds.count > this.#seen) {
      this.#seen = callIds.count;
      if (MASK.test(callIds.text(id))) this.#masks.push(id);
    }
    return this.#masks.includes(id);
  }

  /** The call that one of a row's tags was seen in, a new one otherwise. */
  #callOf(row: number, mask: string): number {
    const { fromTag, toTag } = this.#index.columns;
    const tags = [fromTag[row] as number, toTag[row] as number].filter((tag) => tag >= 0);
    const known = tags.map((tag) => this.#calls.get(tag)).find((call) => call !== undefined);
    const call = known ?? this.#index.callIds.idOf(`${mask} ${this.#source}${++this.#count}`);
    for (const tag of tags) this.#calls.set(tag, call);
    return call;
  }
}
