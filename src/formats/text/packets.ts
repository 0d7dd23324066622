import type { ProblemList } from '../../base/problem.ts';
import { PacketReader } from '../../packets/packet-reader.ts';
import { IndexSink } from '../capture/sink.ts';
import type { ReadContext, Skipped } from '../format.ts';

/** Packets that a text prints as numbers, read as a capture is. */
export class PrintedPackets {
  readonly #reader: PacketReader;
  readonly #problems: ProblemList;

  constructor(context: ReadContext, problems: ProblemList) {
    this.#problems = problems;
    this.#reader = new PacketReader(new IndexSink(context.index), context.number, this.#problems, context.traffic);
  }

  /** Reads a frame and returns the messages that came of it; the bytes of earlier frames may be among them. */
  frame(bytes: Uint8Array, linkType: number, time: number): number {
    return this.#counted(() => this.#reader.frame(bytes, 0, bytes.length, linkType, time, -1, 0));
  }

  /** No more frames: what streams and fragments hold back is read. */
  finish(): number {
    return this.#counted(() => this.#reader.finish());
  }

  skipped(): Skipped[] {
    return this.#reader.skipped().map(({ reason, count, where }) => ({ what: 'packets', reason, count, where }));
  }

  #counted(read: () => void): number {
    const before = this.#reader.messages;
    read();
    return this.#reader.messages - before;
  }
}
