import { HAS_SEQUENCE } from '../../base/captured.ts';
import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { CapsuleMessage } from '../capsule.ts';
import { MESSAGE_LIMIT, SOURCE_LIMIT } from '../limits.ts';

type Kind = Pick<CapsuleMessage, 'source' | 'transport' | 'flags'>;

/** What many messages have alike, and which of them has what. */
export interface Records {
  readonly kinds: readonly Kind[];
  /** Position in `kinds` for each message. */
  readonly kind: readonly number[];
  /** Sequence number for each message: equal where they were equal. */
  readonly sequence: readonly number[];
}

/** Invented sequence numbers begin here, so that they are never 0. */
const FIRST_SEQUENCE = 1;

/** The kinds; then, unless there is one alone, the kind of each message; then the sequence numbers that occur twice. */
export function writeRecords(messages: readonly CapsuleMessage[]): Uint8Array {
  const out = new ByteWriter();
  const kinds = new Map<string, number>();
  const kind: number[] = [];
  for (const { source, transport, flags } of messages) {
    const key = `${source} ${transport} ${flags}`;
    const known = kinds.get(key) ?? kinds.size;
    kinds.set(key, known);
    kind.push(known);
  }
  out.number(kinds.size);
  for (const key of kinds.keys()) for (const part of key.split(' ')) out.number(Number(part));
  if (kinds.size > 1) for (const position of kind) out.number(position);
  writeRepeats(messages, out);
  return out.done();
}

/** For each number that occurs again: how many messages later than the last repeat told, and of which message. */
function writeRepeats(messages: readonly CapsuleMessage[], out: ByteWriter): void {
  const first = new Map<number, number>();
  let last = 0;
  for (const [i, { flags, sequence }] of messages.entries()) {
    if ((flags & HAS_SEQUENCE) === 0) continue;
    const earlier = first.get(sequence);
    if (earlier === undefined) first.set(sequence, i);
    else {
      out.number(i - last);
      out.number(i - earlier);
      last = i;
    }
  }
}

export function readRecords(input: ByteReader, count: number): Records | null {
  const kinds: Kind[] = [];
  const known = input.number(MESSAGE_LIMIT);
  for (let i = 0; i < known && !input.failed; i++) {
    kinds.push({ source: input.number(SOURCE_LIMIT), transport: input.number(255), flags: input.number(65535) });
  }
  const kind = Array.from({ length: count }, () => (known > 1 ? input.number(known - 1) : 0));
  if (input.failed || (count > 0 && known === 0)) return null;
  const sequence = readRepeats(input, count);
  return sequence && { kinds, kind, sequence };
}

function readRepeats(input: ByteReader, count: number): number[] | null {
  const sequence = Array.from({ length: count }, (_, i) => FIRST_SEQUENCE + i);
  let at = 0;
  while (input.left > 0) {
    at += input.number(count);
    const earlier = sequence[at - input.number(count)];
    if (input.failed || at >= count || earlier === undefined) return null;
    sequence[at] = earlier;
  }
  return sequence;
}
