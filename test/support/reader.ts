import { ProblemList } from '../../src/base/problem.ts';
import { IndexSink } from '../../src/formats/capture/sink.ts';
import { PacketReader } from '../../src/packets/packet-reader.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { messagesOf, type ReadMessage, START } from './captures.ts';
import { joinAll } from './packets.ts';

export interface ReadFrames {
  readonly messages: readonly ReadMessage[];
  /** Rows whose bytes stand in the frames themselves. */
  readonly inPlace: number;
  readonly problems: readonly string[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly packets: number;
}

/** Reads frames one millisecond apart, as if they stood one behind the other in a file. */
export function readFrames(frames: readonly Uint8Array[], linkType = 1, times?: readonly number[]): ReadFrames {
  const index = new MessageIndex();
  const problems = new ProblemList();
  const reader = new PacketReader(new IndexSink(index), 0, problems);
  const file = joinAll(frames);
  let at = 0;
  for (const [i, { length }] of frames.entries()) {
    reader.frame(file, at, at + length, linkType, times?.[i] ?? START + i * 1000, 0);
    at += length;
  }
  reader.finish();
  return {
    messages: messagesOf(index, file),
    inPlace: Array.from(index.columns.side.subarray(0, index.count)).filter((side) => side === 0).length,
    problems: problems.kept.map(({ code }) => code),
    skipped: Object.fromEntries(reader.skipped().map(({ reason, count }) => [reason, count])),
    packets: reader.packets,
  };
}

export function callIdsOf(read: ReadFrames): string[] {
  return read.messages.map(({ callId }) => callId);
}
