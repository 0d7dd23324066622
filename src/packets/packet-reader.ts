import type { ProblemList } from '../base/problem.ts';
import { Collector, hepKind } from './collector.ts';
import { Datagrams } from './datagrams.ts';
import { readNullEsp } from './esp.ts';
import { ExportedReader } from './exported.ts';
import { addressBytes, available, FragmentTable, isRepeated, type Partial } from './fragments.ts';
import { Happenings } from './happenings.ts';
import { httpKind } from './http.ts';
import {
  ENCAPSULATED,
  emptyIpHeader,
  GRE,
  ICMP_4,
  ICMP_6,
  IP_IN_IP,
  IP6_IN_IP,
  type IpHeader,
  MPLS_IN_IP,
  readExtensions,
  readIp,
  SCTP,
  TCP,
  UDP,
} from './ip.ts';
import { IP_BY_VERSION, IP4, IP6, type LinkPayload, MPLS, readLink, unwrapLink } from './link.ts';
import { type MessageSink, Pass } from './pass.ts';
import { SctpReader } from './sctp.ts';
import {
  ESP,
  FRAGMENT_AGAIN,
  ICMP,
  LOST_FRAGMENT,
  MALFORMED,
  NOT_IP,
  OTHER_IP,
  type PacketCount,
  TOO_DEEP,
  UNKNOWN_LINK,
} from './tally.ts';
import { TcpTable } from './tcp-table.ts';
import { TlsSecrets } from './tls/secrets.ts';
import { tlsKind } from './tls/tls-stream.ts';
import { TlsTable } from './tls/tls-table.ts';
import { TrafficTables } from './traffic.ts';
import { readGre } from './tunnels.ts';
import { webSocketKind } from './websocket.ts';

/** pcap's link type of payloads that Wireshark exported. */
const EXPORTED = 252;
/** Packets within packets that are followed at most. */
const DEEPEST = 8;

/** Reads SIP out of the frames of one capture, in their order, and says what else there was. Never throws. */
export class PacketReader {
  readonly #pass: Pass;
  readonly #link: LinkPayload = { at: 0, type: 0 };
  readonly #ip: IpHeader = emptyIpHeader();
  readonly #fragments: FragmentTable;
  readonly #datagrams: Datagrams;
  readonly #tcp: TcpTable;
  readonly #sctp: SctpReader;
  readonly #tls: TlsTable;
  readonly #secrets: TlsSecrets;
  readonly #collector: Collector;
  readonly #exported: ExportedReader;
  readonly #happenings: Happenings;
  #depth = 0;

  /**
   * @param traffic where what is beside SIP is entered
   * @param secrets of TLS sessions; more may come while frames are read
   */
  constructor(
    sink: MessageSink,
    source: number,
    problems: ProblemList,
    traffic = new TrafficTables(),
    secrets = new TlsSecrets(),
  ) {
    const pass = new Pass(sink, source, problems, traffic);
    this.#pass = pass;
    this.#secrets = secrets;
    this.#fragments = new FragmentTable((partial) => this.#giveUp(partial));
    const collector = new Collector(pass);
    this.#collector = collector;
    this.#exported = new ExportedReader(pass);
    this.#happenings = new Happenings(pass);
    this.#datagrams = new Datagrams(pass, collector);
    this.#sctp = new SctpReader(pass);
    const shared = [httpKind, hepKind(pass, collector), webSocketKind];
    const tls = new TlsTable(pass, secrets, () => shared);
    this.#tls = tls;
    this.#tcp = new TcpTable(pass, this.#happenings, () => [tlsKind(pass, tls, this.#happenings), ...shared]);
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

  /** What a person wrote about the next frame; '' for nothing. */
  set comment(text: string) {
    this.#pass.comment = text;
  }

  /** Comments that found their message. */
  get comments(): number {
    return this.#pass.comments;
  }

  /** Packets beside SIP by reason, the most frequent first. */
  skipped(): PacketCount[] {
    return [...this.#pass.tally.list(), ...this.#tls.list()].sort((a, b) => b.count - a.count);
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
    pass.frameStart = base < 0 ? -1 : base + start;
    pass.frameEnd = base + end;
    pass.linkType = linkType;
    this.#depth = 0;
    if (linkType === EXPORTED) this.#exported.read(bytes, start, end);
    else if (readLink(bytes, start, end, linkType, this.#link)) this.#network(bytes, end);
    else this.#unknownLink(linkType);
  }

  /** Takes a packet of HEP that no network carried: bytes[start, end). False when it is none. */
  collected(bytes: Uint8Array, start: number, end: number, base: number): boolean {
    const pass = this.#pass;
    pass.frame++;
    pass.time = Number.NaN;
    pass.base = base;
    pass.offset = base + start;
    return this.#collector.read(bytes, start, end);
  }

  /** Connections that were decrypted, and their records. */
  get decrypted(): { readonly connections: number; readonly records: number } {
    return this.#tls.decrypted;
  }

  /** Decrypts what can be decrypted of the frames so far, and reads the messages in it. */
  async decrypt(): Promise<void> {
    await this.#tls.decrypt();
  }

  /** The end of what was decrypted, once all of it was. */
  finishDecrypted(): void {
    this.#tls.finish();
    this.#happenings.finish();
  }

  /** No more frames: reads what streams and fragments hold back. */
  finish(): void {
    this.#depth = 0;
    this.#fragments.finish();
    this.#tcp.finish();
    // What is still to be decrypted may say that a connection carried SIP.
    if (this.#secrets.count === 0) this.#happenings.finish();
    const { traffic, known } = this.#pass;
    traffic.flows.finish(known.source);
    this.#tellDropped();
  }

  #tellDropped(): void {
    const { flows, events } = this.#pass.traffic;
    const { problems } = this.#pass;
    if (flows.dropped > 0) {
      problems.add('media-dropped', `${flows.dropped} packets belong to more media flows than are kept.`);
    }
    if (events.dropped > 0) problems.add('events-dropped', `${events.dropped} packet events are more than are kept.`);
    flows.dropped = events.dropped = 0;
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
    if (isRepeated(partial)) {
      pass.tally.count(FRAGMENT_AGAIN, partial.frame);
      return;
    }
    const { time, frame, offset, base } = pass;
    const before = { ...this.#ip };
    pass.time = partial.time;
    pass.frame = partial.frame;
    pass.offset = partial.offset;
    const { messages } = pass;
    if (available(partial) > 8 && partial.protocol === UDP) {
      this.#reassembled(partial);
      this.#happenings.fragment(partial.bytes, this.#ip);
    }
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
    const ip = this.#ip;
    const { tally, frame } = this.#pass;
    if (ip.protocol === UDP) this.#udp(bytes);
    else if (ip.protocol === TCP) this.#tcp.segment(bytes, ip);
    else if (ip.protocol === SCTP) this.#sctp.packet(bytes, ip);
    else if (ip.protocol === IP_IN_IP || ip.protocol === IP6_IN_IP) this.#internet(bytes, ip.payload, ip.end);
    else if (ip.protocol === GRE) this.#gre(bytes);
    else if (ip.protocol === MPLS_IN_IP) this.#mpls(bytes);
    else if (ip.protocol === ENCAPSULATED) this.#esp(bytes);
    else if (ip.protocol === ICMP_4 || ip.protocol === ICMP_6) {
      tally.count(ICMP, frame);
      this.#happenings.icmp(bytes, ip);
    } else tally.count(OTHER_IP, frame);
  }

  #udp(bytes: Uint8Array): void {
    const end = this.#datagrams.read(bytes, this.#ip, this.#link);
    if (end > 0) this.#network(bytes, end);
  }

  #gre(bytes: Uint8Array): void {
    const { payload, end } = this.#ip;
    if (readGre(bytes, payload, end, this.#link)) this.#network(bytes, end);
    else this.#pass.tally.count(OTHER_IP, this.#pass.frame);
  }

  #mpls(bytes: Uint8Array): void {
    this.#link.at = this.#ip.payload;
    this.#link.type = MPLS;
    this.#network(bytes, this.#ip.end);
  }

  #esp(bytes: Uint8Array): void {
    if (readNullEsp(bytes, this.#ip)) this.#transport(bytes);
    else this.#pass.tally.count(ESP, this.#pass.frame);
  }
}
