import { u16 } from './bytes.ts';
import { EndpointPairs } from './endpoint-pairs.ts';
import { mayBeDigit } from './flow-table.ts';
import type { IpHeader } from './ip.ts';
import type { Pass } from './pass.ts';
import { readRtcp } from './rtcp.ts';
import { emptyRtpHeader, readRtp } from './rtp-header.ts';
import { OTHER_UDP, RTCP, RTP } from './tally.ts';

/** Ports below this one belong to well-known services, never to media. */
const LEAST_PORT = 1024;

/** Enters media datagrams into the tables of flows and reports: headers only, whatever they carry. */
export class MediaReader {
  readonly #pass: Pass;
  readonly #pairs: EndpointPairs;
  readonly #header = emptyRtpHeader();
  readonly #on: { source: number; from: number; to: number; time: number };

  constructor(pass: Pass) {
    this.#pass = pass;
    this.#pairs = new EndpointPairs(pass.traffic.sockets);
    this.#on = { source: pass.known.source, from: -1, to: -1, time: Number.NaN };
  }

  /**
   * Takes the payload bytes[start, end) of a datagram that was told by its looks.
   * @param reason RTP, RTCP or OTHER_UDP
   * @param missing bytes of the payload that the capture cut off
   */
  read(bytes: Uint8Array, start: number, end: number, ip: IpHeader, reason: number, missing: number): void {
    const pass = this.#pass;
    const { traffic } = pass;
    if (!traffic.hasRoom) {
      traffic.flows.dropped++;
      return;
    }
    if (reason === RTP) this.#rtp(bytes, start, end, ip, missing);
    else if (reason === RTCP) this.#rtcp(bytes, start, end, ip, missing);
    else if (reason === OTHER_UDP) this.#other(bytes, start, end, ip, missing);
  }

  #rtp(bytes: Uint8Array, start: number, end: number, ip: IpHeader, missing: number): void {
    const header = this.#header;
    if (!readRtp(bytes, start, end, missing > 0, header)) return;
    const { traffic, frame, time, known } = this.#pass;
    const { flows } = traffic;
    const pairs = this.#pairs;
    pairs.find(bytes, ip);
    const octets = header.end - header.payload + missing;
    const row = flows.rtp(known.source, pairs.from, pairs.to, frame, time, header, octets);
    if (row < 0) return;
    if (missing === 0 && mayBeDigit(bytes, header)) flows.digit(row, time, header);
    else flows.media(row, time, header);
  }

  #rtcp(bytes: Uint8Array, start: number, end: number, ip: IpHeader, missing: number): void {
    if (missing > 0) return;
    const on = this.#on;
    this.#pairs.find(bytes, ip);
    on.from = this.#pairs.from;
    on.to = this.#pairs.to;
    on.time = this.#pass.time;
    readRtcp(bytes, start, end, on, this.#pass.traffic.reports);
  }

  /** What may be T.38 (UDPTL): only the media that calls agreed on can tell. */
  #other(bytes: Uint8Array, start: number, end: number, ip: IpHeader, missing: number): void {
    if (end - start < 4 || u16(bytes, ip.payload) < LEAST_PORT || u16(bytes, ip.payload + 2) < LEAST_PORT) return;
    const { traffic, frame, time, known } = this.#pass;
    const pairs = this.#pairs;
    pairs.find(bytes, ip);
    const octets = end - start + missing;
    traffic.flows.other(known.source, pairs.from, pairs.to, frame, time, u16(bytes, start), octets);
  }
}
