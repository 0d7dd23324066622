import type { CaptureFormat } from '../capture.ts';
import {
  FILE_HEADER,
  findRecords,
  lengthAt,
  type PcapLayout,
  partsAt,
  pcapName,
  readLayout,
  secondsAt,
} from './pcap-layout.ts';
import { openSession, type RecordParser, readRecords, type Session } from './session.ts';

/** What stopped the reading of records: the end of what is there, bytes that are no record, or another file header. */
type Stop = 'end' | 'damage' | 'header';

/** Reads the records of classic pcap files, also of several that were written one behind the other. */
export class PcapParser implements RecordParser {
  hasTime = false;
  readonly #session: Session;
  #layout: PcapLayout | null = null;
  /** Seconds of the last record. */
  #seconds = Number.NaN;
  /** Offset in the source where damage begins, -1 when all is well. */
  #damage = -1;
  /** What stands before this offset was looked through for records that another one swallowed. */
  #searched = 0;
  /** Where in the bytes in hand reading goes on. */
  #at = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  take(bytes: Uint8Array, base: number, isLast: boolean): number {
    this.#at = 0;
    if (!this.#layout) this.#layout = this.#readHeader(bytes, isLast);
    for (;;) {
      const layout = this.#layout;
      if (this.#damage >= 0 && !this.#search(layout, bytes, base, isLast)) return this.#at;
      const stop = this.#records(layout, bytes, base, isLast);
      if (stop === 'end') return this.#at;
      if (stop === 'header') this.#layout = this.#readHeader(bytes, isLast);
    }
  }

  #readHeader(bytes: Uint8Array, isLast: boolean): PcapLayout {
    const layout = readLayout(bytes, this.#at, isLast);
    this.#at += FILE_HEADER;
    return layout;
  }

  #records(layout: PcapLayout, bytes: Uint8Array, base: number, isLast: boolean): Stop {
    const { reader, inPlace } = this.#session;
    const { header, longest, nano, linkType } = layout;
    const placeBase = inPlace ? base : -1;
    let at = this.#at;
    let before = -1;
    while (at + header <= bytes.length) {
      const length = lengthAt(layout, bytes, at);
      const seconds = secondsAt(layout, bytes, at);
      if (length > longest || length === 0) {
        this.#at = at;
        if (pcapName(bytes, at)) return 'header';
        if (length > longest || seconds === 0) return this.#damaged(base, before < 0 ? -1 : before + header);
      }
      const end = at + header + length;
      if (end > bytes.length) {
        this.#at = at;
        return isLast ? this.#last(layout, bytes, base) : 'end';
      }
      const parts = partsAt(layout, bytes, at);
      const time = seconds * 1e6 + (nano ? Math.floor(parts / 1000) : parts);
      reader.frame(bytes, at + header, end, linkType, time, placeBase, base + at);
      this.#seconds = seconds;
      this.hasTime = true;
      before = at;
      at = end;
    }
    this.#at = at;
    if (isLast && at < bytes.length) this.#cut(bytes, base);
    return 'end';
  }

  /**
   * Bytes that are no record. The record before may have lied about its length: what it swallowed is looked through, too,
   * but no byte more than once.
   */
  #damaged(base: number, inside: number): Stop {
    this.#damage = base + this.#at;
    if (inside >= 0 && base + inside >= this.#searched) this.#at = inside;
    else this.#at++;
    this.#searched = Math.max(this.#searched, this.#damage);
    return 'damage';
  }

  /** The last record reaches beyond the end: it lies about its length, or the file was cut. What is there is read. */
  #last(layout: PcapLayout, bytes: Uint8Array, base: number): Stop {
    const start = this.#at + layout.header;
    if (findRecords(layout, bytes, start, true, this.#seconds) >= 0) return this.#damaged(base, start);
    const seconds = secondsAt(layout, bytes, this.#at);
    const parts = partsAt(layout, bytes, this.#at);
    const time = seconds * 1e6 + (layout.nano ? Math.floor(parts / 1000) : parts);
    const { reader, inPlace } = this.#session;
    this.hasTime = true;
    if (start < bytes.length) {
      reader.frame(bytes, start, bytes.length, layout.linkType, time, inPlace ? base : -1, base + this.#at);
    }
    this.#cut(bytes, base);
    return 'end';
  }

  #cut(bytes: Uint8Array, base: number): void {
    this.#tell('file-cut', 'The file ends within a packet; what is there was read.', base + this.#at);
    this.#at = bytes.length;
  }

  /** Looks for the end of damage; false when these bytes do not hold it. */
  #search(layout: PcapLayout, bytes: Uint8Array, base: number, isLast: boolean): boolean {
    const found = findRecords(layout, bytes, this.#at, isLast, this.#seconds);
    const end = found < 0 ? base + bytes.length : base + found;
    if (found < 0 && !isLast) {
      this.#at = Math.max(1, bytes.length - layout.header);
      return false;
    }
    this.#at = found < 0 ? bytes.length : found;
    const text = `The bytes from ${this.#damage} to ${Math.max(end, this.#damage)} are damaged`;
    this.#tell(
      'file-damaged',
      `${text}; ${found < 0 ? 'no packet was found behind them' : 'reading went on behind them'}.`,
      this.#damage,
    );
    this.#damage = -1;
    return found >= 0;
  }

  #tell(code: string, text: string, offset: number): void {
    const { context, problems, reader } = this.#session;
    problems.add(code, text, { source: context.number, offset, frame: reader.packets });
  }
}

export const pcap: CaptureFormat = {
  id: 'pcap',
  label: 'pcap',
  magic: (head) => {
    const name = pcapName(head, 0);
    return name === null ? null : `starts with the magic number of a pcap file (${name})`;
  },
  read: (context) => {
    const session = openSession(context, true);
    return readRecords(session, new PcapParser(session));
  },
};
