import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { type CapsuleSource, CLOCKS } from '../capsule.ts';
import { SOURCE_LIMIT } from '../limits.ts';

export function writeSources(sources: readonly CapsuleSource[]): Uint8Array {
  const out = new ByteWriter();
  out.number(sources.length);
  for (const { name, clock } of sources) {
    out.byte(CLOCKS.indexOf(clock));
    out.text(name);
  }
  return out.done();
}

export function readSources(input: ByteReader): CapsuleSource[] | null {
  const count = input.number(SOURCE_LIMIT);
  const sources: CapsuleSource[] = [];
  for (let i = 0; i < count && !input.failed; i++) {
    sources.push({ clock: CLOCKS[input.byte()] ?? 'none', name: input.text() });
  }
  return input.failed ? null : sources;
}
