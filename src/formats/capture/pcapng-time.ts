/** Microseconds since the epoch of a 64-bit time stamp given as two halves. */
export type ReadTime = (high: number, low: number) => number;

const TWO_32 = 4294967296;

/**
 * How the time stamps of an interface are read.
 * @param resolution if_tsresol: 10^-n, or 2^-n when its highest bit is set
 * @param offset if_tsoffset, seconds
 */
export function timeReader(resolution: number, offset: number): ReadTime {
  const shift = offset * 1e6;
  const exponent = resolution & 127;
  if (resolution & 128) return (high, low) => binary(exponent, high, low) + shift;
  if (exponent <= 6) {
    const factor = 10 ** (6 - exponent);
    return (high, low) => (high * TWO_32 + low) * factor + shift;
  }
  const divisor = 10 ** (exponent - 6);
  if (exponent > 12) return (high, low) => Math.floor((high * TWO_32 + low) / divisor) + shift;
  // 2^32 = quotient × divisor + rest, so that no number here exceeds 2^53 and nothing is rounded.
  const quotient = Math.floor(TWO_32 / divisor);
  const rest = TWO_32 % divisor;
  return (high, low) => high * quotient + Math.floor((high * rest + low) / divisor) + shift;
}

/** Units of 2^-exponent seconds; exact up to 2^-53. */
function binary(exponent: number, high: number, low: number): number {
  const perHigh = 2 ** (32 - exponent);
  if (exponent <= 32) {
    const unit = 2 ** exponent;
    return (high * perHigh + Math.floor(low / unit)) * 1e6 + Math.floor(((low % unit) / unit) * 1e6);
  }
  const unit = 2 ** (exponent - 32);
  return Math.floor(high / unit) * 1e6 + Math.floor((((high % unit) + low / TWO_32) / unit) * 1e6);
}
