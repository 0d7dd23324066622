import { NO_FRAME } from '../sip/message-index.ts';
import type { OpenTrace } from './open-trace.ts';

/** A frame as it stands in its capture. */
export interface OriginalFrame {
  /** The same for all messages in it. */
  readonly key: string;
  readonly linkType: number;
  readonly bytes: Uint8Array;
  /** On the wire; more than its bytes when the snap length cut it. */
  readonly length: number;
}

/** Lengths that pcap and pcapng write in front of a frame: captured, and on the wire. */
const LENGTHS = 8;

/** The frame that carries all of a message, read again from its capture; null when there is none. */
export async function originalFrame(trace: OpenTrace, row: number): Promise<OriginalFrame | null> {
  const { index, readSource } = trace;
  const { before, behind, place, size, source, side } = index.columns;
  const [ahead, after] = [before[row] as number, behind[row] as number];
  if (!readSource || side[row] === 1 || ahead === NO_FRAME || after === NO_FRAME) return null;
  const from = source[row] as number;
  const at = place[row] as number;
  const linkType = linkTypeAt(trace, from, at);
  const start = at - ahead;
  const end = at + (size[row] as number) + after;
  const bytes = linkType < 0 ? null : await readSource(from, Math.max(0, start - LENGTHS), end);
  if (!bytes || bytes.length < end - start) return null;
  const head = bytes.length - (end - start);
  return { key: `${from} ${start}`, linkType, bytes: bytes.subarray(head), length: wireLength(bytes, head) };
}

/** Link type of the frames around a place; -1 when it is not known. */
function linkTypeAt({ links = [] }: OpenTrace, source: number, place: number): number {
  return links.findLast((stretch) => stretch.source === source && stretch.from <= place)?.linkType ?? -1;
}

/** pcap and pcapng say it right before the frame, in the byte order of the file; other files do not. */
function wireLength(bytes: Uint8Array, head: number): number {
  const captured = bytes.length - head;
  if (head < LENGTHS) return captured;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const little of [true, false]) {
    const length = view.getUint32(head - 4, little);
    if (view.getUint32(head - LENGTHS, little) === captured && length > captured && length <= 0x40000) return length;
  }
  return captured;
}
