import { BitReader, type ByteReader } from '../byte-reader.ts';
import { BitWriter, ByteWriter } from '../byte-writer.ts';

/** Microseconds in a step of the clock: the coarsest that loses nothing. */
const UNITS = [1_000_000, 1000, 1] as const;
/** Stands for a distance whose message has no time. */
const NO_TIME = 127;
/** Added to the size of a distance that goes back. */
const BACK = 64;
/** Bits of the largest whole number. */
const MOST_BITS = 53;

/**
 * Times as distances from one message to the next: first the size of each in bits, which is much the same all over a
 * trace, then the bits themselves, which nobody can foretell.
 */
export function writeTimes(times: readonly number[]): Uint8Array {
  const out = new ByteWriter();
  const known = times.filter((time) => !Number.isNaN(time)).map(Math.round);
  const unit = UNITS.find((step) => known.every((time) => time % step === 0)) ?? 1;
  const steps = times.map((time) => Math.round(time) / unit);
  const start = steps.find((step) => !Number.isNaN(step)) ?? 0;
  out.byte(UNITS.indexOf(unit));
  out.byte(start < 0 ? 1 : 0);
  out.number(Math.abs(start));
  const distances = distancesOf(steps, start);
  for (const distance of distances) out.byte(sizeCode(distance));
  const bits = new BitWriter(out);
  // The first bit of a number is a 1 and need not be told.
  for (const distance of distances) if (distance) bits.bits(Math.abs(distance), bitLength(Math.abs(distance)) - 1);
  bits.end();
  return out.done();
}

export function readTimes(input: ByteReader, count: number): number[] | null {
  const unit = UNITS[input.byte()] ?? 1;
  const sign = input.byte() === 1 ? -1 : 1;
  let last = sign * input.number();
  const codes = input.bytes(count);
  if (input.failed) return null;
  const bits = new BitReader(input);
  const times: number[] = [];
  for (const code of codes) {
    if (code !== NO_TIME) last += distanceOf(code, bits);
    if (input.failed || !Number.isSafeInteger(last * unit)) return null;
    times.push(code === NO_TIME ? Number.NaN : last * unit);
  }
  return times;
}

function distancesOf(steps: readonly number[], start: number): number[] {
  let last = start;
  return steps.map((step) => {
    const distance = step - last;
    if (!Number.isNaN(step)) last = step;
    return distance;
  });
}

function sizeCode(distance: number): number {
  if (Number.isNaN(distance)) return NO_TIME;
  return bitLength(Math.abs(distance)) + (distance < 0 ? BACK : 0);
}

function distanceOf(code: number, bits: BitReader): number {
  const size = code & (BACK - 1);
  if (size === 0 || size > MOST_BITS) return 0;
  const distance = 2 ** (size - 1) + bits.bits(size - 1);
  return code >= BACK ? -distance : distance;
}

/** Bits that a whole number needs: 0 for 0, 1 for 1, 2 for 2 and 3. */
function bitLength(value: number): number {
  let bits = 0;
  for (let rest = value; rest >= 1; rest /= 2) bits++;
  return bits;
}
