import type { ChipTone } from './picture.ts';

/** A chip before it has a place: what it says, from the longest form to what is left of it where room is scarce. */
export interface ChipDraft {
  readonly forms: readonly string[];
  readonly title: string;
  readonly tone: ChipTone;
}
