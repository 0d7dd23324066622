import { u16, u16le, u32, u32le } from '../../packets/bytes.ts';
import { LONGEST_RECORD } from './session.ts';

export const SECTION = 0x0a0d0d0a;
export const INTERFACE = 1;
export const OLD_PACKET = 2;
export const SIMPLE_PACKET = 3;
export const NAMES = 4;
export const PACKET = 6;
export const SECRETS = 10;
/** All of the standard: statistics are 5, a journal 9. */
const KNOWN: readonly number[] = [SECTION, INTERFACE, OLD_PACKET, SIMPLE_PACKET, NAMES, 5, PACKET, 9, SECRETS];
/** Type, length, and the length again. */
const SMALLEST = 12;

/** Byte order of the section whose header stands at `at`: true little-endian, null when no section begins there. */
export function sectionOrder(bytes: Uint8Array, at: number): boolean | null {
  if (at + 12 > bytes.length || u32(bytes, at) !== SECTION) return null;
  const magic = u32(bytes, at + 8);
  if (magic === 0x1a2b3c4d) return false;
  return magic === 0x4d3c2b1a ? true : null;
}

/** 16 or 32 bits in the byte order of a section. */
export function short(bytes: Uint8Array, at: number, little: boolean): number {
  return little ? u16le(bytes, at) : u16(bytes, at);
}

export function long(bytes: Uint8Array, at: number, little: boolean): number {
  return little ? u32le(bytes, at) : u32(bytes, at);
}

/** Length that the block at `at` claims, bytes with header and trailer; 0 when no block can have it. */
export function blockLength(bytes: Uint8Array, at: number, little: boolean): number {
  const length = long(bytes, at + 4, little);
  return length < SMALLEST || length % 4 !== 0 ? 0 : length;
}

/** Whether a whole block of `length` bytes ends as it began: the length stands there again. */
export function endsWell(bytes: Uint8Array, at: number, length: number, little: boolean): boolean {
  return long(bytes, at + length - 4, little) === length;
}

/**
 * Next place at or after `from` where a section or a block of a known type stands whole, or may stand once more bytes
 * come; -1 when there is none.
 */
export function findBlock(bytes: Uint8Array, from: number, little: boolean, isLast: boolean): number {
  for (let at = from; at + SMALLEST <= bytes.length; at++) {
    const order = sectionOrder(bytes, at) ?? little;
    if (!KNOWN.includes(long(bytes, at, order))) continue;
    const length = blockLength(bytes, at, order);
    if (length === 0 || length > LONGEST_RECORD) continue;
    if (at + length > bytes.length ? !isLast : endsWell(bytes, at, length, order)) return at;
  }
  return -1;
}

/** Calls `take` with each option in bytes[at, end) until the end-of-options mark. */
export function readOptions(
  bytes: Uint8Array,
  at: number,
  end: number,
  little: boolean,
  take: (code: number, start: number, end: number) => void,
): void {
  // An option has at least 4 bytes.
  while (at + 4 <= end) {
    const code = short(bytes, at, little);
    const length = short(bytes, at + 2, little);
    if (code === 0 || at + 4 + length > end) return;
    take(code, at + 4, at + 4 + length);
    at += 4 + ((length + 3) & ~3);
  }
}
