/** Header lines that an index takes something from; a message of more is scanned by itself. */
const MOST = 256;

/**
 * The header lines of one message as its reader found them, so that an index need not look for them again: which header
 * each is, and where its colon and its line feed stand. One object is reused for a pass. Lines that an index takes nothing
 * from may be left out; a folded line may not.
 */
export class HeaderLines {
  /** Where the first line begins. */
  start = 0;
  count = 0;
  /** Headers of scan-names.ts. */
  readonly ids = new Uint8Array(MOST);
  readonly colons = new Int32Array(MOST);
  readonly feeds = new Int32Array(MOST);
  /** First byte of the body, behind the empty line; -1 before that line was found. */
  bodyStart = -1;
  #isForgotten = false;

  /** Before a message whose header lines begin at `start`. */
  open(start: number): void {
    this.start = start;
    this.count = 0;
    this.bodyStart = -1;
    this.#isForgotten = false;
  }

  add(id: number, colon: number, feed: number): void {
    const { count } = this;
    if (count === MOST) {
      this.#isForgotten = true;
      return;
    }
    this.ids[count] = id;
    this.colons[count] = colon;
    this.feeds[count] = feed;
    this.count = count + 1;
  }

  /** The lines do not stand where they were found, or are not all of them. */
  forget(): void {
    this.#isForgotten = true;
  }

  /** All header lines of the message are here, up to the empty line. */
  get isComplete(): boolean {
    return this.bodyStart >= 0 && !this.#isForgotten;
  }
}
