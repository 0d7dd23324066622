import { squash } from './logistic.ts';

/** Weight sets: by how well the text matches, and by the bits of the byte so far and the class of the last byte. */
const MATCH_SETS = 512;
const NODE_SETS = 2048;
const FIRST_WEIGHT = 0.08;
const LEARNING = 0.006;
/** The last word is a curve over the weighed sum: 33 points for each of 512 cases. */
const CURVE = 33;
const CURVES = 512;
const CURVE_RATE = 0.02;

/** Weighs guesses against each other, and learns whom to trust where. */
export interface Mixer {
  /** A guess each, in the logistic domain; 0 = no opinion. */
  readonly inputs: Float64Array;
  readonly matchWeights: Float64Array;
  readonly nodeWeights: Float64Array;
  readonly curves: Float64Array;
  matchSet: number;
  nodeSet: number;
  curve: number;
  /** How far the sum lies between two points of the curve, 0 to 1. */
  between: number;
  mixed: number;
}

export function makeMixer(inputs: number): Mixer {
  const place = { matchSet: 0, nodeSet: 0, curve: 0, between: 0, mixed: 0.5 };
  return {
    inputs: new Float64Array(inputs),
    matchWeights: new Float64Array(MATCH_SETS * inputs).fill(FIRST_WEIGHT),
    nodeWeights: new Float64Array(NODE_SETS * inputs).fill(FIRST_WEIGHT),
    curves: Float64Array.from({ length: CURVES * CURVE }, (_, i) => squash(((i % CURVE) - 16) / 2)),
    ...place,
  };
}

/** Probability that the bit is 1. @param curveCase below 512 */
export function weigh(mixer: Mixer, matchSet: number, nodeSet: number, curveCase: number): number {
  const { inputs, matchWeights, nodeWeights, curves } = mixer;
  mixer.matchSet = matchSet * inputs.length;
  mixer.nodeSet = nodeSet * inputs.length;
  let sum = 0;
  for (let i = 0, a = mixer.matchSet, b = mixer.nodeSet; i < inputs.length; i++, a++, b++) {
    sum += ((matchWeights[a] as number) + (nodeWeights[b] as number)) * (inputs[i] as number);
  }
  mixer.mixed = squash(sum);
  const place = ((sum < -7.99 ? -7.99 : sum > 7.99 ? 7.99 : sum) + 8) * 2;
  const below = place | 0;
  mixer.curve = curveCase * CURVE + below;
  mixer.between = place - below;
  const low = curves[mixer.curve] as number;
  const high = curves[mixer.curve + 1] as number;
  return (mixer.mixed + low * (1 - mixer.between) + high * mixer.between) / 2;
}

/** Learns from the bit that came. */
export function teachMixer(mixer: Mixer, bit: number): void {
  const { inputs, matchWeights, nodeWeights, curves, curve, between } = mixer;
  const step = (bit - mixer.mixed) * LEARNING;
  for (let i = 0, a = mixer.matchSet, b = mixer.nodeSet; i < inputs.length; i++, a++, b++) {
    const change = step * (inputs[i] as number);
    matchWeights[a] = (matchWeights[a] as number) + change;
    nodeWeights[b] = (nodeWeights[b] as number) + change;
  }
  const low = curves[curve] as number;
  const high = curves[curve + 1] as number;
  curves[curve] = low + (bit - low) * CURVE_RATE * (1 - between);
  curves[curve + 1] = high + (bit - high) * CURVE_RATE * between;
}
