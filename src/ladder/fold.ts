import type { CallMessage } from '../call/types.ts';

/** A message with those of its copies that stand on the same rung. */
export interface Fold {
  readonly message: CallMessage;
  /** Retransmissions folded in, in order. */
  readonly copies: CallMessage[];
  /** The same packet captured more than once. */
  readonly duplicates: CallMessage[];
  /** Time of the last message before this one that has one, whatever rung it is on; NaN without. */
  readonly before: number;
}

/**
 * Copies fold into the rung of their original while no other rung came in between; later ones share one rung of their
 * own where the first of them was sent, because that it was repeated after something else tells what got lost.
 */
export function foldCopies(messages: readonly CallMessage[], unfolded: boolean): Fold[] {
  const folds: Fold[] = [];
  const foldOf = new Map<number, Fold>();
  const repeats = new Map<number, Fold>();
  let before = Number.NaN;
  for (const message of messages) {
    const original = unfolded || message.of < 0 ? undefined : foldOf.get(message.of);
    if (original && message.copy === 'duplicate') {
      original.duplicates.push(message);
      foldOf.set(message.row, original);
    } else if (original && message.copy === 'retransmission') {
      const target = folds.at(-1) === original ? original : repeats.get(message.of);
      if (target) target.copies.push(message);
      else repeats.set(message.of, open(message));
      foldOf.set(message.row, original);
    } else foldOf.set(message.row, open(message));
    if (!Number.isNaN(message.time)) before = message.time;
  }
  return folds;

  function open(message: CallMessage): Fold {
    const fold = { message, copies: [], duplicates: [], before };
    folds.push(fold);
    return fold;
  }
}
