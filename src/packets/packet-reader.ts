import { FINE_CLOCK, HAS_SEQUENCE, TRUNCATED } from '../base/captured.ts';
import type { ProblemList } from '../base/problem.ts';
import { skipLineEnds, u16 } from './bytes.ts';
import { addressBytes, available, FragmentTable, type Partial } from './fragments.ts';
import { emptyIpHeader, type IpHeader, readExtensions, readIp, TCP, UDP } from './ip.ts';
import { IP_BY_VERSION, IP4, IP6, type LinkPayload, readLink, unwrapLink } from './link.ts';
import { type MessageSink, Pass } from './pass.ts';
import { mayBegin } from './start-line.ts';
import { ICMP, LOST_FRAGMENT, MALFORMED, NOT_IP, OTHER_IP, type PacketCount, TOO_DEEP, UNKNOWN_LINK } from './tally.ts';
import { TcpTable } from './tcp-table.ts';
import { mediaReason, NO_TEXT, otherReason } from './udp-payload.ts';

/** Packets within packets that are followed at most. */
const DEEPEST = 8;
/** Code of base/transport.ts. */
const OVER_UDP = 1;

/** Reads SIP out of the frames of one capture, in their order, and says what else there was. Never throws. */
export class PacketReader {
  readonly #pass: Pass;
  readonly #link: LinkPayload = { at: 0, type: 0 };
  readonly #ip: IpHeader = emptyIpHeader();
  readonly #fragments: FragmentTable;
  readonly #tcp: TcpTable;
  #depth = 0;

  constructor(sink: MessageSink, source: number, problems: ProblemList) {
    this.#pass = new Pass(sink, source, problems);
    this.#fragments = new FragmentTable((partial) => this.#giveUp(partial));
    this.#tcp = new TcpTable(this.#pass, () => []);
  }

  /** Frames so far. */
  get packets(): number {
    return this.#pass.frame;
  }

  /** Payloads that begin like SIP. */
  get startLines(): number {
    return this.#pass.startLines;
  }

  /** Rows that were added. */
  get messages(): number {
    return this.#pass.messages;
  }

  /** Packets beside SIP by reason, the most frequent first. */
  skipped(): PacketCount[] {
    return this.#pass.tally.list();
  }

  /**
   * Takes the frame bytes[start, end).
   * @param linkType code point of pcap's list of link types
   * @param time microseconds since the epoch, NaN when not known
   * @param base offset in the source of bytes[0]; -1 when the bytes do not stand in the source
   * @param offset offset in the source of the frame, for places
   */
  frame(
    bytes: Uint8Array,
    start: number,
    end: number,
    linkType: number,
    time: number,
    base: number,
    offset = base + start,
  ): void {
    const pass = this.#pass;
    pass.frame++;
    pass.time = time;
    pass.base = base;
    pass.offset = offset;
    this.#depth = 0;
    if (readLink(bytes, start, end, linkType, this.#link)) this.#network(bytes, end);
    else this.#unknownLink(linkType);
  }

  /** No more frames: reads what streams and fragments hold back. */
  finish(): void {
    this.#depth = 0;
    this.#fragments.finish();
    this.#tcp.finish();
  }

  #unknownLink(linkType: number): void {
    const { tally, frame } = this.#pass;
    if (!tally.name(`link type ${linkType}, which is not known`, 1, [frame])) tally.count(UNKNOWN_LINK, frame);
  }

  #network(bytes: Uint8Array, end: number): void {
    const link = this.#link;
    if (link.type !== IP4 && link.type !== IP6 && link.type !== IP_BY_VERSION) unwrapLink(bytes, end, link);
    const { type } = link;
    if (type === IP4 || type === IP6 || type === IP_BY_VERSION) this.#internet(bytes, link.at, end);
    else this.#pass.tally.count(NOT_IP, this.#pass.frame);
  }

  #internet(bytes: Uint8Array, at: number, end: number): void {
    const ip = this.#ip;
    const pass = this.#pass;
    if (this.#depth++ > DEEPEST) {
      pass.tally.count(TOO_DEEP, pass.frame);
      return;
    }
    if (!readIp(bytes, at, end, ip)) {
      pass.tally.count(MALFORMED, pass.frame);
      return;
    }
    if (ip.fragment === 0 && !ip.moreFragments) {
      this.#transport(bytes);
      return;
    }
    const whole = this.#fragments.add(bytes, ip, pass.time, pass.frame, pass.offset);
    if (whole) this.#reassembled(whole);
  }

  #reassembled(partial: Partial): void {
    const ip = this.#ip;
    const head = addressBytes(partial);
    ip.source = 0;
    ip.destination = ip.addressLength = partial.addressLength;
    ip.protocol = partial.protocol;
    ip.payload = head;
    ip.end = head + available(partial);
    ip.missing = partial.total < 0 ? 1 : partial.total - available(partial);
    ip.id = partial.id;
    ip.dontFragment = partial.dontFragment;
    ip.fragment = 0;
    ip.moreFragments = false;
    const pass = this.#pass;
    pass.base = -1;
    if (partial.conflict)
      pass.problem('fragment-conflict', 'Two fragments of one IP datagram overlap and differ; the first was kept.');
    if (readExtensions(partial.bytes, ip) && !ip.moreFragments && ip.fragment === 0) this.#transport(partial.bytes);
    else pass.tally.count(MALFORMED, pass.frame);
  }

  /** A datagram that stays incomplete: its beginning is read when it is there. */
  #giveUp(partial: Partial): void {
    const pass = this.#pass;
    const { time, frame, offset, base } = pass;
    const before = { ...this.#ip };
    pass.time = partial.time;
    pass.frame = partial.frame;
    pass.offset = partial.offset;
    const { messages } = pass;
    if (available(partial) > 8 && partial.protocol === UDP) this.#reassembled(partial);
    const text = 'Fragments of this datagram are not in the capture; the message is cut.';
    if (pass.messages > messages) pass.problem('fragment-incomplete', text);
    else pass.tally.count(LOST_FRAGMENT, partial.frame);
    Object.assign(this.#ip, before);
    pass.time = time;
    pass.frame = frame;
    pass.offset = offset;
    pass.base = base;
  }

  /** Reads what `ip` describes. */
  #transport(bytes: Uint8Array): void {
    const { protocol } = this.#ip;
    if (protocol === UDP) this.#datagram(bytes);
    else if (protocol === TCP) this.#tcp.segment(bytes, this.#ip);
    else if (protocol === 1 || protocol === 58) this.#pass.tally.count(ICMP, this.#pass.frame);
    else this.#pass.tally.count(OTHER_IP, this.#pass.frame);
  }

  #datagram(bytes: Uint8Array): void {
    const ip = this.#ip;
    const pass = this.#pass;
    const at = ip.payload;
    const start = at + 8;
    const length = start <= ip.end ? u16(bytes, at + 4) : 1;
    // RFC 768; 0 is left by segmentation offload and jumbograms.
    if (length < 8 && length !== 0) {
      pass.tally.count(MALFORMED, pass.frame);
      return;
    }
    const stop = length === 0 ? ip.end : at + length;
    const end = Math.min(stop, ip.end);
    const cut = stop > ip.end;
    const first = start < end ? (bytes[start] as number) : 0;
    if (first >= NO_TEXT) {
      pass.tally.count(mediaReason(bytes, start, end), pass.frame);
      return;
    }
    if (this.#isSip(bytes, start, end, cut)) return;
    pass.tally.count(otherReason(bytes, start, end, at, cut), pass.frame);
  }

  #isSip(bytes: Uint8Array, start: number, end: number, cut: boolean): boolean {
    const ip = this.#ip;
    const pass = this.#pass;
    const { known } = pass;
    // RFC 3261 §7.5: empty lines before the start line are to be ignored.
    const at = skipLineEnds(bytes, start, end);
    if (!mayBegin(bytes, at, end)) return false;
    const { endpoints } = pass.sink;
    known.from = endpoints.ofBytes(bytes, ip.source, ip.addressLength, u16(bytes, ip.payload));
    known.to = endpoints.ofBytes(bytes, ip.destination, ip.addressLength, u16(bytes, ip.payload + 2));
    known.transport = OVER_UDP;
    const sequenced = ip.id !== 0 && !ip.dontFragment;
    known.flags = (Number.isNaN(pass.time) ? 0 : FINE_CLOCK) | (cut ? TRUNCATED : 0) | (sequenced ? HAS_SEQUENCE : 0);
    known.sequence = sequenced ? ip.id : 0;
    return pass.emit(bytes, at, end, false) > 0;
  }
}
