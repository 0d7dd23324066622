import { u16, u16le, u32, u32le } from '../../packets/bytes.ts';
import { LONGEST_RECORD } from './session.ts';

export const FILE_HEADER = 24;
/** What every system could capture in one packet, bytes; looked for in damaged bytes. */
const USUAL_LONGEST = 1 << 18;
/** Records that have to follow one another before a place counts as the beginning of one. */
const CERTAIN = 3;
/** Packets around damage are not further apart than this, seconds. */
const DAY = 86_400;

/** How the records of one classic pcap file are written. */
export interface PcapLayout {
  readonly little: boolean;
  /** Fractions of a second are nanoseconds, else microseconds. */
  readonly nano: boolean;
  /** Bytes of a record header: 16; 20, 24 or 28 in files of patched systems. */
  readonly header: number;
  /** Longest record, bytes. */
  readonly longest: number;
  readonly linkType: number;
}

interface Magic {
  readonly little: boolean;
  readonly nano: boolean;
  readonly modified: boolean;
  readonly name: string;
}

function magics(number: number, swapped: number, nano: boolean, modified: boolean, name: string): [number, Magic][] {
  return [
    [number, { little: false, nano, modified, name: `${name}, big-endian` }],
    [swapped, { little: true, nano, modified, name: `${name}, little-endian` }],
  ];
}

/** By the first four bytes, read big-endian. */
const MAGICS: ReadonlyMap<number, Magic> = new Map([
  ...magics(0xa1b2c3d4, 0xd4c3b2a1, false, false, 'microseconds'),
  ...magics(0xa1b23c4d, 0x4d3cb2a1, true, false, 'nanoseconds'),
  ...magics(0xa1b2cd34, 0x34cdb2a1, false, true, 'Kuznetzov’s modified'),
]);

/** Name of the kind of pcap whose file header stands at `at`; null when none does. */
export function pcapName(bytes: Uint8Array, at: number): string | null {
  if (at + FILE_HEADER > bytes.length) return null;
  const magic = MAGICS.get(u32(bytes, at));
  if (!magic) return null;
  const version = magic.little ? u16le(bytes, at + 4) : u16(bytes, at + 4);
  return version === 2 ? magic.name : null;
}

/** Reads the file header at `at`, where `pcapName` found one, and tells by the first records how they are written. */
export function readLayout(bytes: Uint8Array, at: number, isLast: boolean): PcapLayout {
  const { little, nano, modified } = MAGICS.get(u32(bytes, at)) ?? { little: true, nano: false, modified: false };
  const snapLength = little ? u32le(bytes, at + 16) : u32(bytes, at + 16);
  // The upper half holds the length of a frame check sequence.
  const linkType = little ? u16le(bytes, at + 20) : u16(bytes, at + 22);
  const longest = Math.min(LONGEST_RECORD, Math.max(USUAL_LONGEST, snapLength));
  // Red Hat 6.1 wrote modified headers under the usual magic number, Nokia 4 bytes more, SuSE 6.3 wrote 28.
  const sizes = modified ? [24, 28, 16] : [16, 24, 20];
  const layouts = sizes.map((header) => ({ little, nano, header, longest, linkType }));
  const runs = layouts.map((layout) => soundRecords(layout, bytes, at + FILE_HEADER, 8, isLast, Number.NaN));
  return layouts[runs.indexOf(Math.max(...runs))] as PcapLayout;
}

export function secondsAt(layout: PcapLayout, bytes: Uint8Array, at: number): number {
  return layout.little ? u32le(bytes, at) : u32(bytes, at);
}

export function partsAt(layout: PcapLayout, bytes: Uint8Array, at: number): number {
  return layout.little ? u32le(bytes, at + 4) : u32(bytes, at + 4);
}

export function lengthAt(layout: PcapLayout, bytes: Uint8Array, at: number): number {
  return layout.little ? u32le(bytes, at + 8) : u32(bytes, at + 8);
}

function isSound(layout: PcapLayout, bytes: Uint8Array, at: number, near: number): boolean {
  const length = lengthAt(layout, bytes, at);
  if (length < 14 || length > Math.min(layout.longest, USUAL_LONGEST)) return false;
  if (partsAt(layout, bytes, at) >= (layout.nano ? 1e9 : 1e6)) return false;
  const original = layout.little ? u32le(bytes, at + 12) : u32(bytes, at + 12);
  if (original < length || original > LONGEST_RECORD) return false;
  return !(Math.abs(secondsAt(layout, bytes, at) - near) > DAY);
}

/**
 * Sound records in a row from `at` on, `wanted` at most. As many as wanted, too, when they end with the source or
 * reach beyond bytes that are not its last.
 */
function soundRecords(
  layout: PcapLayout,
  bytes: Uint8Array,
  from: number,
  wanted: number,
  isLast: boolean,
  near: number,
): number {
  let at = from;
  for (let run = 0; run < wanted; run++) {
    if (run > 0 && at === bytes.length) return wanted;
    if (at + layout.header > bytes.length) return isLast ? run : wanted;
    if (!isSound(layout, bytes, at, near)) return run;
    at += layout.header + lengthAt(layout, bytes, at);
    if (at > bytes.length) return isLast ? run : wanted;
  }
  return wanted;
}

/**
 * Next place at or after `from` where records begin again; -1 when there is none.
 * @param near seconds of the last record before the damage
 */
export function findRecords(
  layout: PcapLayout,
  bytes: Uint8Array,
  from: number,
  isLast: boolean,
  near: number,
): number {
  for (let at = from; at + layout.header <= bytes.length; at++) {
    if (soundRecords(layout, bytes, at, CERTAIN, isLast, near) === CERTAIN || pcapName(bytes, at)) return at;
  }
  return -1;
}
