/**
 * The logistic function and its inverse as tables. They are made with + − × ÷ alone: those give the same bits in every
 * engine, which Math.exp does not promise, and a link must open in all of them.
 */
const HALF = 4096;
/** e^(1/256) */
const STEP = 1.0039138893383475;

const squashed = new Float64Array(2 * HALF);
const stretched = new Float64Array(4096);

let power = 1;
for (let i = 0; i < HALF; i++) {
  squashed[HALF + i] = power / (1 + power);
  squashed[HALF - i] = 1 / (1 + power);
  power *= STEP;
}
squashed[0] = 1 / (1 + power);
for (let i = 0, at = 0; i < stretched.length; i++) {
  const probability = (i + 0.5) / stretched.length;
  while (at < 2 * HALF - 1 && (squashed[at] as number) < probability) at++;
  stretched[i] = (at - HALF) / 256;
}

/** 1 / (1 + e^-x), x cut to ±16. */
export function squash(x: number): number {
  const at = x * 256 + HALF + 0.5;
  return squashed[at < 1 ? 1 : at > 2 * HALF - 1 ? 2 * HALF - 1 : at | 0] as number;
}

/** ln(p / (1 - p)), p between 0 and 1. */
export function stretch(probability: number): number {
  return stretched[(probability * 4095.99) | 0] as number;
}
