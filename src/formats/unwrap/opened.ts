import { type Decode, detectEncoding, makeDecoder } from './encoding.ts';
import { makeRepairer } from './repairs.ts';

/** How a text is read. */
export interface Opened {
  /** Bytes of the byte order mark. */
  readonly skip: number;
  /** What turns its slices, one after another, into the lines that it was; null when they stand there as they are. */
  readonly decode: Decode | null;
  /** What was done to its lines and is undone by that, each as an item of a list. */
  readonly undone: readonly string[];
}

/** Tells from the first bytes of a text how it is written, and what was done to it on the way. */
export function openText(head: Uint8Array): Opened {
  const { encoding, skip } = detectEncoding(head);
  const start = head.subarray(skip);
  const decode = makeDecoder(encoding);
  const repairer = makeRepairer(makeDecoder(encoding)?.(start, true) ?? start);
  if (!repairer) return { skip, decode, undone: [] };
  const { repair, undone } = repairer;
  return { skip, decode: decode ? (slice, last) => repair(decode(slice, last), last) : repair, undone };
}
