import type { Facts } from './facts.ts';

const NONE: readonly number[] = [];

/** Rows that light up: those that the chosen clause of the story, or the chosen finding, speaks of. */
export function litRows({ opened, clause, finding }: Pick<Facts, 'opened' | 'clause' | 'finding'>): readonly number[] {
  if (clause !== null) return opened?.story.sentences.flat()[clause]?.rows ?? NONE;
  return finding === null ? NONE : (opened?.findings[finding]?.messages ?? NONE);
}
