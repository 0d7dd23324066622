import { update } from './predictor.ts';
import { primedPredictor } from './primed.ts';

/**
 * Packs bytes with an arithmetic coder over a predictor that has read the dictionary. Slow beside deflate (some
 * microseconds a byte, either way) and a third shorter on SIP.
 */
export function pack(bytes: Uint8Array): Uint8Array {
  const predictor = primedPredictor(bytes.length);
  const out: number[] = [];
  let low = 0;
  let high = 0xffffffff;
  for (const byte of bytes) {
    for (let shift = 7; shift >= 0; shift--) {
      const bit = (byte >> shift) & 1;
      const middle = split(low, high, predictor.probability);
      if (bit === 1) high = middle;
      else low = middle + 1;
      update(predictor, bit);
      for (; ((low ^ high) & 0xff000000) === 0; low = (low << 8) >>> 0, high = ((high << 8) | 255) >>> 0)
        out.push(high >>> 24);
    }
  }
  return finish(out, low, high);
}

/** Undoes `pack`: exactly `length` bytes, whatever the input holds. Input that is too short is read as if zeros followed. */
export function unpack(packed: Uint8Array, length: number): Uint8Array {
  const predictor = primedPredictor(length);
  const bytes = new Uint8Array(length);
  let next = 0;
  let code = 0;
  for (; next < 4; next++) code = ((code << 8) | (packed[next] ?? 0)) >>> 0;
  let low = 0;
  let high = 0xffffffff;
  for (let at = 0; at < length; at++) {
    let byte = 0;
    for (let i = 0; i < 8; i++) {
      const middle = split(low, high, predictor.probability);
      const bit = code <= middle ? 1 : 0;
      if (bit === 1) high = middle;
      else low = middle + 1;
      update(predictor, bit);
      byte = byte * 2 + bit;
      for (; ((low ^ high) & 0xff000000) === 0; low = (low << 8) >>> 0, high = ((high << 8) | 255) >>> 0) {
        code = ((code << 8) | (packed[next++] ?? 0)) >>> 0;
      }
    }
    bytes[at] = byte;
  }
  return bytes;
}

/** Last value of the part of [low, high] that stands for a 1; both parts hold at least one value. */
function split(low: number, high: number, probability: number): number {
  const range = high - low;
  const middle = low + Math.floor(range * probability);
  return middle < high ? middle : high - 1;
}

/** As few bytes as say a number in [low, high] when zeros follow. */
function finish(out: number[], low: number, high: number): Uint8Array {
  if (low > 0) {
    for (let shift = 24; shift >= 0; shift -= 8) {
      const unit = 2 ** shift;
      const value = Math.ceil(low / unit) * unit;
      if (value > high) continue;
      for (let s = 24; s >= shift; s -= 8) out.push((value >>> s) & 255);
      break;
    }
  }
  while (out.at(-1) === 0) out.pop();
  return Uint8Array.from(out);
}
