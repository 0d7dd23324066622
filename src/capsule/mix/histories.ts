/** Bytes of a slot: a check value, and the nodes 1 to 15 of the binary tree of four bits. */
const SLOT = 16;

/**
 * For each context the bits that followed it: one byte for each bit position, a 1 and then the last seven bits. Slots are
 * told apart by a check value; a stranger takes the slot that was used less.
 */
export interface Histories {
  readonly bits: Uint8Array;
  /** The same memory, four bytes at a time. */
  readonly words: Uint32Array;
}

/** @param size bytes as a power of two */
export function makeHistories(size: number): Histories {
  const bits = new Uint8Array(2 ** size);
  return { bits, words: new Uint32Array(bits.buffer) };
}

/** Position of the slot of a context. */
export function slotOf({ bits, words }: Histories, context: number): number {
  const hash = context ^ (context >>> 13);
  const check = (hash >>> 24) | 1;
  const first = (Math.imul(hash, SLOT) & (bits.length - 1)) >>> 0;
  if (bits[first] === check) return first;
  const second = first ^ SLOT;
  if (bits[second] === check) return second;
  const taken = (bits[first + 1] as number) > (bits[second + 1] as number) ? second : first;
  const word = taken >> 2;
  words[word] = words[word + 1] = words[word + 2] = words[word + 3] = 0;
  bits[taken] = check;
  return taken;
}

/** A history with one bit more. */
export function longer(history: number, bit: number): number {
  return history === 0 ? 2 | bit : history < 128 ? (history << 1) | bit : 128 | ((history << 1) & 127) | bit;
}

/** The share of ones that a history alone lets expect: what the adaptive maps begin with. */
export function expectation(history: number): number {
  let zeros = 0.4;
  let ones = 0.4;
  for (let rest = history; rest > 1; rest >>= 1) {
    if (rest & 1) ones += 1.3;
    else zeros += 1.3;
  }
  return ones / (zeros + ones);
}
