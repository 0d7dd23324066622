import process from 'node:process';
import { Random } from '../support/random.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

/** What was tried on one target. */
export interface Tried {
  readonly name: string;
  readonly cases: number;
  /** Cases that came past recognition. */
  readonly reached: number;
  /** Ways of behaving that were met. */
  readonly traits: number;
  /** Inputs that showed a new one, and were changed further. */
  readonly kept: number;
  readonly failures: readonly Failure[];
}

/** An input that must not do what it did. */
export interface Failure {
  readonly bytes: Uint8Array;
  readonly why: string;
}

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
}

/** A case that takes longer hangs, milliseconds of CPU: far beyond what any takes. */
const HANG = 10_000;
const MOST_FAILURES = 20;
/** Inputs kept at a time: older finds make room for newer ones, seeds stay. */
const MOST_KEPT = 4000;

/**
 * Tries changed seeds on a target, guided by how it behaves: an input that shows a trait not seen before is kept and
 * changed further. The same for the same seed.
 */
export async function fuzz(target: Target, { cases, seed }: FuzzOptions): Promise<Tried> {
  const random = new Random(seed);
  const { seeds } = target;
  const found: Uint8Array[] = [];
  const traits = new Set<string>();
  const failures: Failure[] = [];
  let reached = 0;
  let kept = 0;
  for (let i = 0; i < cases && failures.length < MOST_FAILURES; i++) {
    const pool = found.length > 0 && random.chance(0.5) ? found : seeds;
    const bytes = i < seeds.length ? (seeds[i] as Uint8Array) : mutate(random.pick(pool), random.pick(seeds), random);
    const start = process.cpuUsage();
    try {
      const behaviour = await target.run(bytes);
      if (behaviour.reached) reached++;
      const known = traits.size;
      for (const trait of behaviour.traits) traits.add(trait);
      if (traits.size > known) {
        kept++;
        if (found.push(bytes) > MOST_KEPT) found.shift();
      }
    } catch (error) {
      failures.push({ bytes, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1000;
    if (took > HANG) failures.push({ bytes, why: `took ${Math.round(took)} ms of cpu` });
  }
  return { name: target.name, cases, reached, traits: traits.size, kept, failures };
}
