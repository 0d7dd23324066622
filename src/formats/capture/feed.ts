import { joined } from '../../base/joined.ts';
import type { RecordParser } from './session.ts';

/** Takes bytes as they are unpacked. */
export interface Feed {
  push(bytes: Uint8Array): void;
  /** No more bytes. */
  end(): void;
  /** More bytes would change nothing: nobody needs to unpack them. */
  readonly isDone?: boolean;
}

/** Feeds a capture that is unpacked piece by piece to its parser; keeps only the record that is not whole. */
export class CaptureFeed implements Feed {
  readonly #parser: RecordParser;
  #rest = new Uint8Array(0);
  /** Offset of the rest in the unpacked capture. */
  #base = 0;
  /** Bytes that the parser wants to step over. */
  #skip = 0;

  constructor(parser: RecordParser) {
    this.#parser = parser;
  }

  push(bytes: Uint8Array): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    this.#base += skipped;
    if (skipped === bytes.length) return;
    this.#rest = joined(this.#rest, bytes.subarray(skipped));
    this.#take(false);
  }

  end(): void {
    this.#take(true);
    this.#rest = new Uint8Array(0);
  }

  #take(isLast: boolean): void {
    const used = this.#parser.take(this.#rest, this.#base, isLast);
    this.#base += Math.min(used, this.#rest.length);
    this.#skip = Math.max(0, used - this.#rest.length);
    this.#rest = this.#rest.slice(used);
  }
}
