import { dictionaryBytes } from '../dictionary-1.ts';
import { makePredictor, type Predictor, update } from './predictor.ts';

/** Up to this many bytes are packed in the small memory, whose primed state is kept to be copied. */
const SMALL = 65536;
const SMALL_MEMORY = 22;
const LARGE_MEMORY = 24;

let kept: Predictor | undefined;

/** A predictor for `length` bytes that has read the dictionary. */
export function primedPredictor(length: number): Predictor {
  if (length > SMALL) return primed(length, LARGE_MEMORY);
  kept ??= primed(SMALL, SMALL_MEMORY);
  return structuredClone(kept);
}

function primed(length: number, memory: number): Predictor {
  const primer = dictionaryBytes();
  const predictor = makePredictor(primer.length + length, memory);
  for (const byte of primer) for (let shift = 7; shift >= 0; shift--) update(predictor, (byte >> shift) & 1);
  return predictor;
}
