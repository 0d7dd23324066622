import { formatAddress } from '../../base/address.ts';
import { short } from './pcapng-block.ts';

const END = 0;
const IP4 = 1;
const IP6 = 2;
/** Names that one source may bring at most, and characters of one. */
const MOST = 10_000;
const LONGEST = 255;
const decoder = new TextDecoder();

/** Reads the records of a Name Resolution Block, bytes[at, end), into names by address; the first name of each counts. */
export function readNames(
  bytes: Uint8Array,
  at: number,
  end: number,
  little: boolean,
  into: Map<string, string>,
): void {
  // A record has at least 4 bytes.
  for (let next = at; next + 4 <= end; ) {
    const type = short(bytes, next, little);
    const value = next + 4;
    const stop = value + short(bytes, next + 2, little);
    if (type === END || stop > end) return;
    const length = type === IP4 ? 4 : type === IP6 ? 16 : 0;
    if (length > 0 && stop - value > length) keep(bytes, value, length, stop, into);
    next = value + ((stop - value + 3) & ~3);
  }
}

/** An address, and behind it names that each end with a zero byte. */
function keep(bytes: Uint8Array, at: number, length: number, end: number, into: Map<string, string>): void {
  const address = formatAddress(bytes.subarray(at, at + length));
  const [name = ''] = decoder.decode(bytes.subarray(at + length, Math.min(end, at + length + LONGEST))).split('\0');
  if (name !== '' && name !== address && into.size < MOST && !into.has(address)) into.set(address, name);
}
