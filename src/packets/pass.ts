import { type Captured, captured } from '../base/captured.ts';
import type { EndpointTable } from '../base/endpoint.ts';
import type { Place, ProblemList } from '../base/problem.ts';
import { EndpointPairs } from './endpoint-pairs.ts';
import type { IpHeader } from './ip.ts';
import { Tally } from './tally.ts';
import type { TrafficTables } from './traffic.ts';

/** Where messages go: the message index, seen from below. */
export interface MessageSink {
  readonly endpoints: EndpointTable;
  /** After `add` returned 0: bytes the message needs in all, 0 while its header section is not complete. */
  readonly wanted: number;
  /**
   * Takes the message at bytes[start, end).
   * @returns bytes used; 0 when a stream does not hold all of it yet; -1 when no SIP message begins here
   */
  add(bytes: Uint8Array, start: number, end: number, known: Captured, stream: boolean): number;
  /** The same for a copy that passed on its way to a collector at `passed`; 0 when the message itself was read beside it. */
  addCopy(bytes: Uint8Array, start: number, end: number, known: Captured, passed: number): number;
  /** Keeps what the capture says of the message that was taken last, or of the original of the last copy. */
  tell(what: Told, text: string): void;
}

/** What a capture may say of a message: a comment on its packet; in HEP the agent that captured it, and its correlation id. */
export type Told = 'comment' | 'capture-point' | 'correlation';

/**
 * What all parts of one pass over packets share: the frame in hand, the record that is filled in for the sink, and
 * what was passed over. `time`, `base` and `frame` are registers, set before anything is read from bytes.
 */
export class Pass {
  readonly sink: MessageSink;
  readonly problems: ProblemList;
  readonly tally = new Tally();
  readonly known: Captured;
  /** What is beside SIP, for the whole trace. */
  readonly traffic: TrafficTables;
  readonly #pairs: EndpointPairs;
  /** Microseconds since the epoch, NaN when the capture has no time. */
  time = Number.NaN;
  /** Offset in the source of byte 0 of the array in hand; -1 when its bytes do not stand in the source. */
  base = -1;
  /** Number of the frame in hand, from 1. */
  frame = 0;
  /** Offset of the frame in hand in the source, for places. */
  offset = 0;
  /** Where its bytes begin and end in the source, -1 when they do not stand there, and its link type. */
  frameStart = -1;
  frameEnd = -1;
  linkType = -1;
  #linkType = -1;
  /** What a person wrote about the frame in hand, '' for nothing. */
  comment = '';
  /** Comments that found their message. */
  comments = 0;
  /** Payloads and places in streams that begin like SIP. */
  startLines = 0;
  /** Rows added. */
  messages = 0;
  /** Bytes that streams and fragments hold back. */
  held = 0;

  constructor(sink: MessageSink, source: number, problems: ProblemList, traffic: TrafficTables) {
    this.sink = sink;
    this.traffic = traffic;
    this.#pairs = new EndpointPairs(sink.endpoints);
    this.problems = problems;
    this.known = captured(source);
  }

  /** Hands bytes[start, end) to the sink; `known` holds ends, transport, flags and sequence already. */
  emit(bytes: Uint8Array, start: number, end: number, stream: boolean): number {
    const { known } = this;
    known.time = this.time;
    known.place = this.base < 0 ? -1 : this.base + start;
    known.frame = this.frameStart;
    known.frameEnd = this.frameEnd;
    const used = this.sink.add(bytes, start, end, known, stream);
    if (used > 0) {
      this.startLines++;
      this.messages++;
      if (this.linkType !== this.#linkType && known.place >= 0) this.#newLink(known);
      if (this.comment !== '') this.#tellComment();
    }
    return used;
  }

  /** The same for a collector's copy in bytes[start, end): rows added, 0 when its original was read, -1 when it is no SIP. */
  emitCopy(bytes: Uint8Array, start: number, end: number, time: number): number {
    const { known } = this;
    known.time = time;
    known.place = this.base < 0 ? -1 : this.base + start;
    // The frame carries it to a collector, from other ends than its own.
    known.frame = known.frameEnd = -1;
    const used = this.sink.addCopy(bytes, start, end, known, this.time);
    if (used < 0) return -1;
    this.startLines++;
    if (used === 0) return 0;
    this.messages++;
    return 1;
  }

  #tellComment(): void {
    this.comments++;
    this.sink.tell('comment', this.comment);
  }

  /** Fills in who sends and who receives the packet whose header is `ip`; ports stand where the payload of IP begins. */
  ends(bytes: Uint8Array, ip: IpHeader): void {
    this.#pairs.find(bytes, ip);
    this.known.from = this.#pairs.from;
    this.known.to = this.#pairs.to;
  }

  #newLink({ source, place }: Captured): void {
    this.#linkType = this.linkType;
    this.traffic.links.push({ source, from: place, linkType: this.linkType });
  }

  /** The frame in hand as a place. */
  place(): Place {
    return { source: this.known.source, offset: this.offset, frame: this.frame };
  }

  /** A problem at the frame in hand. */
  problem(code: string, text: string): void {
    this.problems.add(code, text, this.place());
  }
}
