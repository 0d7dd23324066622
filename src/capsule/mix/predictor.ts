import { addToContext, CONTEXTS, type Context, makeContext } from './context.ts';
import { expectation, type Histories, longer, makeHistories, slotOf } from './histories.ts';
import { stretch } from './logistic.ts';
import { addToMatches, foretell, MATCHES, type Matches, makeMatches, teachMatches } from './matches.ts';
import { type Mixer, makeMixer, teachMixer, weigh } from './mixer.ts';

const MAP_LIMIT = 1000;
/** How far a map moves when it has learned n times before. */
const RATES = Float64Array.from({ length: MAP_LIMIT + 1 }, (_, seen) => 1 / (seen + 6));
const LEAST = 1 / 65536;

/**
 * Foretells the next bit of a text from what came before: many contexts each give a guess, and a mixer weighs them. The
 * same steps run while packing and unpacking, so both see the same numbers. Plain data, so that a state can be copied.
 */
export interface Predictor {
  /** Probability that the next bit is 1, between 1/65536 and 65535/65536. */
  probability: number;
  readonly context: Context;
  readonly histories: Histories;
  readonly matches: Matches;
  readonly mixer: Mixer;
  readonly slots: Int32Array;
  readonly entries: Int32Array;
  /** What a history meant so far, for each context, and of how many times. */
  readonly maps: Float64Array;
  readonly seen: Uint16Array;
  /** A 1 and the bits of this byte so far, and how many they are. */
  node: number;
  done: number;
}

/** @param room bytes that will come at most @param memory bytes for histories, as a power of two */
export function makePredictor(room: number, memory: number): Predictor {
  const predictor: Predictor = {
    probability: 0.5,
    context: makeContext(),
    histories: makeHistories(memory),
    matches: makeMatches(room),
    mixer: makeMixer(CONTEXTS + MATCHES + 1),
    slots: new Int32Array(CONTEXTS),
    entries: new Int32Array(CONTEXTS),
    maps: Float64Array.from({ length: CONTEXTS * 256 }, (_, i) => expectation(i & 255)),
    seen: new Uint16Array(CONTEXTS * 256),
    node: 1,
    done: 0,
  };
  findSlots(predictor);
  predict(predictor);
  return predictor;
}

/** Takes the bit that came and makes the next probability. */
export function update(predictor: Predictor, bit: number): void {
  learnMaps(predictor, bit);
  teachMatches(predictor.matches, bit);
  teachMixer(predictor.mixer, bit);
  predictor.node = predictor.node * 2 + bit;
  predictor.done++;
  if (predictor.done === 8) endByte(predictor);
  if ((predictor.done & 3) === 0) findSlots(predictor);
  predict(predictor);
}

function endByte(predictor: Predictor): void {
  const byte = predictor.node & 255;
  addToContext(predictor.context, byte);
  addToMatches(predictor.matches, byte, predictor.context);
  predictor.node = 1;
  predictor.done = 0;
}

/** A context has a slot for the first half of a byte, and one for each second half. */
function findSlots({ context, histories, slots, node, done }: Predictor): void {
  const half = done === 4 ? Math.imul(node, 0x2545f491) : 0;
  for (let i = 0; i < CONTEXTS; i++) {
    const hash = context.hashes[i] as number;
    slots[i] = slotOf(histories, half === 0 ? hash : Math.imul(hash ^ half, 0x9e3779b1));
  }
}

function predict(predictor: Predictor): void {
  const { maps, slots, entries, histories, matches, mixer, node, done, context } = predictor;
  const { inputs } = mixer;
  const { bits } = histories;
  const place = done < 4 ? node : (node & (2 ** (done - 4) - 1)) | (2 ** (done - 4));
  for (let i = 0; i < CONTEXTS; i++) {
    const entry = (slots[i] as number) + place;
    const history = bits[entry] as number;
    entries[i] = entry;
    inputs[i] = history === 0 ? 0 : stretch(maps[i * 256 + history] as number);
  }
  foretell(matches, node, done, context.inValue);
  for (let i = 0; i < MATCHES; i++) {
    const bit = matches.bits[i] as number;
    const sure = bit < 0 ? 0 : stretch(matches.sure[i] as number);
    inputs[CONTEXTS + i] = bit === 1 ? sure : -sure;
  }
  inputs[CONTEXTS + MATCHES] = 0.4;
  const matched = (matches.bits[1] as number) >= 0 ? 256 : 0;
  const probability = weigh(mixer, matchSet(matches, done), node | ((context.classes & 7) << 8), node | matched);
  predictor.probability = probability < LEAST ? LEAST : probability > 1 - LEAST ? 1 - LEAST : probability;
}

/** Which matches there are, and how long the middle one is. */
function matchSet({ bits, lengths }: Matches, done: number): number {
  const quality = (bits[1] as number) >= 0 ? 1 + Math.min(14, (lengths[1] as number) >> 2) : 0;
  return ((bits[2] as number) >= 0 ? 128 : 0) + ((bits[0] as number) >= 0 ? 256 : 0) + quality * 8 + done;
}

function learnMaps({ maps, seen, entries, histories }: Predictor, bit: number): void {
  const { bits } = histories;
  for (let i = 0; i < CONTEXTS; i++) {
    const entry = entries[i] as number;
    const history = bits[entry] as number;
    const cell = i * 256 + history;
    const times = seen[cell] as number;
    maps[cell] = (maps[cell] as number) + (bit - (maps[cell] as number)) * (RATES[times] as number);
    if (times < MAP_LIMIT) seen[cell] = times + 1;
    bits[entry] = longer(history, bit);
  }
}
