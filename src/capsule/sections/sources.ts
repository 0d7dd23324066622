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

/** One bit for each source, eight a byte, the lowest first: whether its dates say no zone. */
export function writeZoneless(sources: readonly CapsuleSource[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(sources.length / 8));
  for (const [i, { zoneless }] of sources.entries()) if (zoneless) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  return bits;
}

/** The sources with what `writeZoneless` said of them; bits that are missing are 0. */
export function withZoneless(sources: readonly CapsuleSource[], bits: Uint8Array): CapsuleSource[] {
  return sources.map((source, i) => ((bits[i >> 3] ?? 0) & (1 << (i & 7)) ? { ...source, zoneless: true } : source));
}
