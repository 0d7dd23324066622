import { SHOWN_KINDS, type ShownKind } from '../capsule/capsule.ts';

/** Words behind `--include`: what a redacted trace shows as it was, and messages on hidden lanes. */
export const INCLUDES: readonly string[] = [...SHOWN_KINDS.map(wordOf), 'hidden'];

export function wordOf(kind: ShownKind): string {
  return kind === 'shortNumbers' ? 'short-numbers' : kind;
}
