import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { type CapsuleSource, CLOCKS } from '../capsule.ts';
import { SOURCE_LIMIT } from '../limits.ts';

/** Bit beside the clock. */
const PACKETS = 4;

export function writeSources(sources: readonly CapsuleSource[]): Uint8Array {
  const out = new ByteWriter();
  out.number(sources.length);
  for (const { name, clock, packets } of sources) {
    out.byte(CLOCKS.indexOf(clock) + (packets ? PACKETS : 0));
    out.text(name);
  }
  return out.done();
}

export function readSources(input: ByteReader): CapsuleSource[] | null {
  const count = input.number(SOURCE_LIMIT);
  const sources: CapsuleSource[] = [];
  for (let i = 0; i < count && !input.failed; i++) {
    const kind = input.byte();
    sources.push({ clock: CLOCKS[kind & 3] ?? 'none', packets: (kind & PACKETS) !== 0, name: input.text() });
  }
  return input.failed ? null : sources;
}
