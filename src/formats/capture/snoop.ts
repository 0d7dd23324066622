import { u32 } from '../../packets/bytes.ts';
import type { CaptureFormat } from '../capture.ts';
import { LONGEST_RECORD, openSession, type RecordParser, readRecords, type Session } from './session.ts';

const FILE_HEADER = 16;
const RECORD_HEADER = 24;
/** RFC 1761 §3: `snoop` and three zero bytes, version 2. */
const MAGIC = [0x736e6f6f, 0x70000000, 2] as const;
/** Data link types of snoop that pcap counts otherwise: IEEE 802.3 and Ethernet; IP without a link layer. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [4, 1],
  [1, 1],
  [9, 0],
  [26, 101],
]);
/** Named when it is met: numbers of snoop are not those of pcap. */
const UNKNOWN_LINK = 0x10000;

/** Whether the first bytes are those of a snoop file. */
export function isSnoop(head: Uint8Array): boolean {
  return head.length >= FILE_HEADER && MAGIC.every((value, i) => u32(head, i * 4) === value);
}

/** Reads the records of a snoop file (RFC 1761). */
export class SnoopParser implements RecordParser {
  hasTime = false;
  readonly #session: Session;
  #linkType = -1;
  #damage = -1;

  constructor(session: Session) {
    this.#session = session;
  }

  take(bytes: Uint8Array, base: number, isLast: boolean): number {
    let at = 0;
    if (this.#linkType < 0) {
      const type = u32(bytes, 12);
      this.#linkType = LINK_TYPES.get(type) ?? UNKNOWN_LINK + (type & 0xffff);
      at = FILE_HEADER;
    }
    while (at + RECORD_HEADER <= bytes.length) {
      const size = recordSize(bytes, at);
      if (size === 0) {
        if (this.#damage < 0) this.#damage = base + at;
        at++;
        continue;
      }
      if (at + size > bytes.length && !isLast) return at;
      if (this.#damage >= 0) this.#tellDamage(base + at);
      this.#record(bytes, at, Math.min(bytes.length, at + size), base);
      at += size;
    }
    if (isLast && this.#damage >= 0) this.#tellDamage(base + bytes.length);
    else if (isLast && at !== bytes.length) this.#tell('file-cut', 'The file ends within a packet.', base + at);
    return isLast ? bytes.length : at;
  }

  /** Original length, captured length, record length, drops, seconds, microseconds, data, padding. */
  #record(bytes: Uint8Array, at: number, stop: number, base: number): void {
    const { reader, inPlace } = this.#session;
    const end = Math.min(stop, at + RECORD_HEADER + u32(bytes, at + 4));
    const time = u32(bytes, at + 16) * 1e6 + u32(bytes, at + 20);
    this.hasTime = true;
    reader.frame(bytes, at + RECORD_HEADER, end, this.#linkType, time, inPlace ? base : -1, base + at);
  }

  #tellDamage(end: number): void {
    this.#tell('file-damaged', `The bytes from ${this.#damage} to ${end} are damaged.`, this.#damage);
    this.#damage = -1;
  }

  #tell(code: string, text: string, offset: number): void {
    const { context, problems, reader } = this.#session;
    problems.add(code, text, { source: context.number, offset, frame: reader.packets });
  }
}

/** Length of the record at `at` when its lengths agree with each other and with the microseconds; 0 when they do not. */
function recordSize(bytes: Uint8Array, at: number): number {
  const captured = u32(bytes, at + 4);
  const size = u32(bytes, at + 8);
  const padding = size - RECORD_HEADER - captured;
  const isSound = captured <= u32(bytes, at) && size <= LONGEST_RECORD && padding >= 0 && padding < 256;
  return isSound && u32(bytes, at + 20) < 1e6 ? size : 0;
}

export const snoop: CaptureFormat = {
  id: 'snoop',
  label: 'snoop',
  magic: (head) => (isSnoop(head) ? 'starts with the identification of snoop (RFC 1761)' : null),
  read: (context) => {
    const session = openSession(context, true);
    return readRecords(session, new SnoopParser(session));
  },
};
