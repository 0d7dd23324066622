import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { CapsuleMessage } from '../capsule.ts';

/** Largest size on the wire that is told, bytes. */
const MOST = 2 ** 32 - 1;

/** By how many bytes each message was longer on the wire than it is here: doubled, odd when it was shorter. */
export function writeSizes(messages: readonly Pick<CapsuleMessage, 'bytes' | 'size'>[]): Uint8Array {
  const out = new ByteWriter();
  for (const { bytes, size } of messages) {
    const difference = size - bytes.length;
    out.number(difference < 0 ? -2 * difference - 1 : 2 * difference);
  }
  return out.done();
}

/** @param lengths of the messages, bytes */
export function readSizes(input: ByteReader, lengths: readonly number[]): number[] | null {
  const sizes = lengths.map((length) => {
    const code = input.number(2 * MOST);
    const size = length + (code % 2 === 1 ? -(code + 1) / 2 : code / 2);
    return Math.min(MOST, Math.max(0, size));
  });
  return input.failed ? null : sizes;
}
