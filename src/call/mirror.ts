import { eraOf, type LegFacts } from './leg-facts.ts';

/**
 * How far apart two legs did the same, pair by pair. Microseconds; NaN = cannot be told, Infinity = they contradict each
 * other.
 */
export interface Mirrors {
  readonly rang: Float64Array;
  readonly answered: Float64Array;
  readonly ended: Float64Array;
}

/** Answer and end of two legs of one call lie this close together. Microseconds. */
const TOGETHER = 500_000;
/** A message that was lost is sent again after 0.5, 1.5, 3.5 s (RFC 3261 §17.1.1.2: T1 doubles). Microseconds. */
const REPEATED = 4_000_000;
/** A box passes ringing, answer and end on within a tenth of a second. Microseconds. */
const PROMPT = 100_000;

/** Compares legs with those that they may come from: the legs of one call ring, are answered and end as one. */
export function mirrorsOf(facts: LegFacts, parents: Uint32Array, legs: Uint32Array, count: number): Mirrors {
  const mirrors = { rang: new Float64Array(count), answered: new Float64Array(count), ended: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const parent = parents[i] as number;
    const leg = legs[i] as number;
    mirrors.rang[i] = rang(facts, parent, leg);
    mirrors.answered[i] = answered(facts, parent, leg);
    mirrors.ended[i] = ended(facts, parent, leg);
  }
  return mirrors;
}

/** Whether the legs of pair `i` cannot be one call by what they did, even when a message was lost and sent again. */
export function contradicts({ answered, ended }: Mirrors, i: number): boolean {
  return (answered[i] as number) > REPEATED || (ended[i] as number) > REPEATED;
}

/** Whether the legs of pair `i` did at least two things as one, and nothing apart. */
export function isClear(mirrors: Mirrors, i: number): boolean {
  const rang = mirrors.rang[i] as number;
  const answered = mirrors.answered[i] as number;
  const ended = mirrors.ended[i] as number;
  // NaN compares as false: what cannot be told is neither late nor prompt.
  if (rang > PROMPT || answered > PROMPT || ended > PROMPT) return false;
  return Number(rang <= PROMPT) + Number(answered <= PROMPT) + Number(ended <= PROMPT) >= 2;
}

/** Whether pair `far` is far off what pair `near` mirrors, in two of three, or was answered at another time altogether. */
export function isFarOff(mirrors: Mirrors, near: number, far: number): boolean {
  const { rang, answered, ended } = mirrors;
  const isElsewhere = (answered[near] as number) >= 0 && Number.isNaN(answered[far]);
  const differs = isElsewhere || isOff(answered[near] as number, answered[far] as number);
  return (
    Number(differs) +
      Number(isOff(rang[near] as number, rang[far] as number)) +
      Number(isOff(ended[near] as number, ended[far] as number)) >=
    2
  );
}

/** Microseconds. */
const MARGIN = 150_000;

function isOff(near: number, far: number): boolean {
  return far >= near * 4 + MARGIN;
}

/** Whether a distance is short enough to say that both did it together. */
export function isTogether(distance: number | undefined): boolean {
  return distance !== undefined && distance <= TOGETHER;
}

/** A box may ring back on its own before it dials, so only ringing that came after the leg began has a mirror. */
function rang(facts: LegFacts, parent: number, leg: number): number {
  const there = facts.rang[parent] as number;
  return there >= (facts.start[leg] as number) ? Math.abs(there - (facts.rang[leg] as number)) : Number.NaN;
}

/** A box may answer before it dials (an announcement, a queue). Otherwise the answer of the leg is the answer of both. */
function answered(facts: LegFacts, parent: number, leg: number): number {
  if (!facts.isAnswered[leg]) return Number.NaN;
  const here = facts.answered[leg] as number;
  const there = facts.answered[parent] as number;
  if (facts.isAnswered[parent]) return there < (facts.start[leg] as number) ? Number.NaN : Math.abs(there - here);
  // The other one failed, or still rings long after.
  if (!Number.isNaN(facts.over[parent])) return Number.POSITIVE_INFINITY;
  return goesOnAfter(facts, here) ? Number.POSITIVE_INFINITY : Number.NaN;
}

function ended(facts: LegFacts, parent: number, leg: number): number {
  const apart = endedApart(facts, parent, leg);
  // RFC 5589 §6: a transfer ends one leg while the other goes on with somebody else.
  const isTransferred = facts.isReferred[parent] === 1 || facts.isReferred[leg] === 1;
  return isTransferred && apart > REPEATED ? Number.NaN : apart;
}

function endedApart(facts: LegFacts, parent: number, leg: number): number {
  const here = facts.over[leg] as number;
  const there = facts.over[parent] as number;
  if (there < (facts.start[leg] as number)) return Number.POSITIVE_INFINITY;
  if (Number.isNaN(here)) {
    // A leg does not outlive the one that it comes from.
    return !Number.isNaN(there) && goesOnAfter(facts, there) ? Number.POSITIVE_INFINITY : Number.NaN;
  }
  if (!facts.isAnswered[leg]) return endOfBranch(facts, parent, leg);
  const early = (facts.answered[parent] as number) < (facts.start[leg] as number);
  if (Number.isNaN(there)) return goesOnAfter(facts, here) && !early ? Number.POSITIVE_INFINITY : Number.NaN;
  const apart = Math.abs(there - here);
  return there > here + TOGETHER && early ? Number.NaN : apart;
}

/** A branch that was not answered ends with the call, with the answer of another branch, or before: then hunting goes on. */
function endOfBranch(facts: LegFacts, parent: number, leg: number): number {
  const here = facts.over[leg] as number;
  const there = facts.over[parent] as number;
  const apart = Math.abs(there - here);
  if (here > there) return apart;
  const elsewhere = Math.abs((facts.answered[parent] as number) - here);
  if (apart <= TOGETHER) return apart;
  return elsewhere <= TOGETHER ? elsewhere : Number.NaN;
}

/** Whether the trace goes on long enough after a moment that what should follow would have been seen. */
function goesOnAfter(facts: LegFacts, moment: number): boolean {
  return eraOf(moment) === eraOf(facts.lastMoment) && facts.lastMoment > moment + REPEATED;
}
