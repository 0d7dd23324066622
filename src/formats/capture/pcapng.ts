import type { CaptureFormat } from '../capture.ts';
import {
  blockLength,
  endsWell,
  findBlock,
  INTERFACE,
  long,
  NAMES,
  OLD_PACKET,
  PACKET,
  readOptions,
  SECRETS,
  SECTION,
  SIMPLE_PACKET,
  sectionOrder,
  short,
} from './pcapng-block.ts';
import { readNames } from './pcapng-names.ts';
import { type ReadTime, timeReader } from './pcapng-time.ts';
import { LONGEST_RECORD, openSession, type RecordParser, readRecords, type Session } from './session.ts';

/** Option of every kind of block: what a person wrote. */
const COMMENT = 1;
const decoder = new TextDecoder();
const MICROSECONDS = 6;
const IF_TSRESOL = 9;
const IF_TSOFFSET = 14;
/** `TLSK` */
const TLS_KEY_LOG = 0x544c534b;
/** Comments beside messages that are kept at most. */
const MOST_COMMENTS = 1000;

/** One capturing interface of a section. */
interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly time: ReadTime;
}

/** Reads the blocks of a pcapng file: any number of sections, each with its byte order and interfaces. */
export class PcapngParser implements RecordParser {
  hasTime = false;
  readonly #session: Session;
  #little = true;
  #interfaces: Interface[] = [];
  /** Offset in the source where damage begins, -1 when all is well. */
  #damage = -1;
  /** What stands before this offset was looked through for blocks that another one swallowed. */
  #searched = 0;
  #at = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  take(bytes: Uint8Array, base: number, isLast: boolean): number {
    this.#at = 0;
    while (this.#at + 12 <= bytes.length) {
      if (this.#damage >= 0 && !this.#search(bytes, base, isLast)) return this.#at;
      const order = sectionOrder(bytes, this.#at);
      if (order !== null) this.#little = order;
      const length = blockLength(bytes, this.#at, this.#little);
      if (length === 0) this.#damaged(base, this.#at + 1);
      else if (this.#at + length <= bytes.length) this.#whole(bytes, length, base);
      else if (length > LONGEST_RECORD && this.#fits(base, length)) return this.#at + length;
      else if (length > LONGEST_RECORD) this.#damaged(base, this.#at + 1);
      else if (!isLast) return this.#at;
      else this.#last(bytes, base);
    }
    if (isLast && this.#at < bytes.length) this.#tell('file-cut', 'The file ends within a block.', base + this.#at);
    return isLast ? bytes.length : this.#at;
  }

  /** A block too long to be looked at (secrets, somebody's own) is stepped over when the source can hold it. */
  #fits(base: number, length: number): boolean {
    const { context, inPlace } = this.#session;
    return base + this.#at + length <= (inPlace ? context.source.size : base + this.#at + (1 << 26));
  }

  #whole(bytes: Uint8Array, length: number, base: number): void {
    const at = this.#at;
    const isWell = endsWell(bytes, at, length, this.#little);
    // Within what was looked through before, only whole blocks count: no byte is read more than twice.
    if (isWell || base + at >= this.#searched) this.#block(bytes, at, at + length - 4, base);
    if (isWell) this.#at = at + length;
    else {
      // Its length is wrong at one of two places: blocks that it may have swallowed are looked for.
      this.#searched = Math.max(this.#searched, base + at + length);
      this.#damaged(base, at + 8);
    }
  }

  /** The last block reaches beyond the end: it lies about its length, or the file was cut. What is there is read. */
  #last(bytes: Uint8Array, base: number): void {
    if (findBlock(bytes, this.#at + 8, this.#little, true) >= 0) {
      this.#block(bytes, this.#at, bytes.length, base);
      this.#damaged(base, this.#at + 8);
      return;
    }
    this.#block(bytes, this.#at, bytes.length, base);
    this.#tell('file-cut', 'The file ends within a packet; what is there was read.', base + this.#at);
    this.#at = bytes.length;
  }

  #damaged(base: number, searchFrom: number): void {
    this.#damage = base + this.#at;
    this.#at = searchFrom;
  }

  /** Looks for the end of damage; false when these bytes do not hold it. */
  #search(bytes: Uint8Array, base: number, isLast: boolean): boolean {
    const found = findBlock(bytes, this.#at, this.#little, isLast);
    if (found < 0 && !isLast) {
      this.#at = Math.max(1, bytes.length - 12);
      return false;
    }
    this.#at = found < 0 ? bytes.length : found;
    const behind = found < 0 ? 'no packet was found behind them' : 'reading went on behind them';
    const text = `The bytes from ${this.#damage} to ${base + this.#at} are damaged; ${behind}.`;
    this.#tell('file-damaged', text, this.#damage);
    this.#damage = -1;
    return found >= 0;
  }

  /** Reads the block at `at`, whose body ends at `end`. */
  #block(bytes: Uint8Array, at: number, end: number, base: number): void {
    const type = long(bytes, at, this.#little);
    if (type === PACKET && at + 28 <= end) {
      const packet = this.#interfaces[long(bytes, at + 8, this.#little)];
      this.#packet(packet, bytes, at, end, base);
    } else if (type === OLD_PACKET && at + 28 <= end) {
      const packet = this.#interfaces[short(bytes, at + 8, this.#little)];
      this.#packet(packet, bytes, at, end, base);
    } else if (type === SIMPLE_PACKET && at + 12 <= end) this.#simplePacket(bytes, at, end, base);
    else if (type === INTERFACE && at + 16 <= end) this.#interface(bytes, at, end);
    else if (type === NAMES) readNames(bytes, at + 8, end, this.#little, this.#session.names);
    else if (type === SECRETS && at + 16 <= end) this.#secrets(bytes, at, end);
    else if (type === SECTION) this.#section(bytes, at, end, base);
  }

  #section(bytes: Uint8Array, at: number, end: number, base: number): void {
    this.#interfaces = [];
    this.#comment(this.#commentIn(bytes, at + 24, end), base + at);
  }

  /** Decryption Secrets Block: of its kinds, the key log of TLS is used. */
  #secrets(bytes: Uint8Array, at: number, end: number): void {
    if (long(bytes, at + 8, this.#little) !== TLS_KEY_LOG) return;
    const stop = Math.min(end, at + 16 + long(bytes, at + 12, this.#little));
    this.#session.secrets.read(decoder.decode(bytes.subarray(at + 16, stop)));
  }

  /** Comments among the options in bytes[at, end), each on a line of its own. */
  #commentIn(bytes: Uint8Array, at: number, end: number): string {
    if (at + 4 > end) return '';
    const comments: string[] = [];
    readOptions(bytes, at, end, this.#little, (code, start, stop) => {
      if (code === COMMENT) comments.push(decoder.decode(bytes.subarray(start, stop)));
    });
    return comments.join('\n');
  }

  /** Keeps a comment that belongs to no message. */
  #comment(text: string, offset: number, frame?: number): void {
    const at = { source: this.#session.context.number, offset, ...(frame && { frame }) };
    if (text !== '' && this.#session.comments.length < MOST_COMMENTS) this.#session.comments.push({ text, at });
  }

  #interface(bytes: Uint8Array, at: number, end: number): void {
    const little = this.#little;
    let resolution = MICROSECONDS;
    let offset = 0;
    readOptions(bytes, at + 16, end, little, (code, start, stop) => {
      if (code === IF_TSRESOL && stop > start) resolution = bytes[start] as number;
      else if (code === IF_TSOFFSET && stop - start >= 8) offset = signed64(bytes, start, little);
    });
    const linkType = short(bytes, at + 8, little);
    this.#interfaces.push({ linkType, snapLength: long(bytes, at + 12, little), time: timeReader(resolution, offset) });
  }

  /** Enhanced Packet Block, or the Packet Block it replaced: time, captured and original length stand at the same places. */
  #packet(from: Interface | undefined, bytes: Uint8Array, at: number, end: number, base: number): void {
    if (!from) {
      this.#tell('interface-missing', 'A packet names an interface that the file does not describe.', base + at);
      return;
    }
    const little = this.#little;
    const time = from.time(long(bytes, at + 12, little), long(bytes, at + 16, little));
    const captured = long(bytes, at + 20, little);
    const stop = Math.min(end, at + 28 + captured);
    this.hasTime = true;
    const comment = this.#commentIn(bytes, at + 28 + ((captured + 3) & ~3), end);
    const { reader } = this.#session;
    reader.comment = comment;
    const told = reader.comments;
    this.#frame(from, bytes, at, stop, time, base, at + 28);
    reader.comment = '';
    if (reader.comments === told) this.#comment(comment, base + at, reader.packets);
  }

  /** Simple Packet Block: the first interface, no time; its length is cut to the snap length. */
  #simplePacket(bytes: Uint8Array, at: number, end: number, base: number): void {
    const [from] = this.#interfaces;
    if (!from) {
      this.#packet(undefined, bytes, at, end, base);
      return;
    }
    const original = long(bytes, at + 8, this.#little);
    const captured = from.snapLength > 0 ? Math.min(original, from.snapLength) : original;
    this.#frame(from, bytes, at, Math.min(end, at + 12 + captured), Number.NaN, base, at + 12);
  }

  #frame(from: Interface, bytes: Uint8Array, at: number, end: number, time: number, base: number, start: number): void {
    const { reader, inPlace } = this.#session;
    reader.frame(bytes, start, end, from.linkType, time, inPlace ? base : -1, base + at);
  }

  #tell(code: string, text: string, offset: number): void {
    const { context, problems, reader } = this.#session;
    problems.add(code, text, { source: context.number, offset, frame: reader.packets });
  }
}

function signed64(bytes: Uint8Array, at: number, little: boolean): number {
  const high = long(bytes, little ? at + 4 : at, little) | 0;
  return high * 4294967296 + long(bytes, little ? at : at + 4, little);
}

export const pcapng: CaptureFormat = {
  id: 'pcapng',
  label: 'pcapng',
  magic: (head) => (sectionOrder(head, 0) === null ? null : 'starts with a section header of pcapng'),
  read: (context) => {
    const session = openSession(context, true);
    return readRecords(session, new PcapngParser(session));
  },
};
