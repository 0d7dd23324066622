import type { Block } from '../text/block.ts';

/** An offset, then sixteen bytes at most as pairs of digits, or as groups of four digits with single blanks. */
const LINE =
  /^\s*(?:0x)?([0-9a-f]{4,8}):? {1,3}((?:[0-9a-f]{4} ){0,7}[0-9a-f]{4}(?: ?[0-9a-f]{2})?|(?:[0-9a-f]{2} {1,2}){0,15}[0-9a-f]{2})(?=\s|$)/i;
/** Bytes of one packet that are taken at most. */
const LARGEST = 1 << 18;

/** One line of a dump. */
export interface HexLine {
  readonly offset: number;
  readonly bytes: number[];
}

/** Offset and bytes of a line of a dump; null when it is none. */
export function readHexLine(text: string): HexLine | null {
  const found = LINE.exec(text);
  if (!found) return null;
  const bytes: number[] = [];
  addHex(found[2] ?? '', bytes);
  return { offset: Number.parseInt(found[1] ?? '', 16), bytes };
}

/**
 * The bytes of a dump whose first line is given and whose other lines follow in the block. What a line prints as text
 * behind its bytes may look like bytes: the offset of the next line tells how many there are.
 */
export function readHexDump(block: Block, first: HexLine): Uint8Array {
  const all = first.bytes;
  let last = first.offset;
  for (let text = block.next(); text !== null; text = block.next()) {
    const line = readHexLine(text);
    if (!line || line.offset <= last || line.offset > all.length || all.length > LARGEST) {
      block.back();
      break;
    }
    last = all.length = line.offset;
    all.push(...line.bytes);
  }
  return new Uint8Array(all);
}

/** Appends the bytes that a text of hexadecimal pairs (single or in groups) writes. */
export function addHex(text: string, bytes: number[]): void {
  for (const group of text.split(/\s+/)) {
    for (let i = 0; i + 1 < group.length; i += 2) {
      const byte = Number.parseInt(group.slice(i, i + 2), 16);
      if (!Number.isNaN(byte)) bytes.push(byte);
    }
  }
}

/** pcap's codes of link types. */
const ETHERNET = 1;
const RAW = 101;
const LINUX_COOKED = 113;
const LINUX_COOKED_2 = 276;

/** Link type of a packet of which nothing is known but its bytes: where an IP header makes sense in it. */
export function guessLinkType(bytes: Uint8Array): number {
  const type = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const isIp = (at: number) => {
    const version = (bytes[at] ?? 0) >> 4;
    return (type(at - 2) === 0x0800 && version === 4) || (type(at - 2) === 0x86dd && version === 6);
  };
  if (isIp(14) || type(12) === 0x8100) return ETHERNET;
  if (isIp(16)) return LINUX_COOKED;
  if ((type(0) === 0x0800 && (bytes[20] ?? 0) >> 4 === 4) || (type(0) === 0x86dd && (bytes[20] ?? 0) >> 4 === 6)) {
    return LINUX_COOKED_2;
  }
  return (bytes[0] ?? 0) >> 4 === 4 || (bytes[0] ?? 0) >> 4 === 6 ? RAW : ETHERNET;
}
