import { FINE_CLOCK, HAS_SEQUENCE, TRUNCATED } from '../base/captured.ts';
import { skipLineEnds, u16 } from './bytes.ts';
import type { Collector } from './collector.ts';
import type { IpHeader } from './ip.ts';
import type { LinkPayload } from './link.ts';
import { MediaReader } from './media.ts';
import type { Pass } from './pass.ts';
import { mayBegin } from './start-line.ts';
import { MALFORMED, OTHER_UDP, RTCP } from './tally.ts';
import { readUdpTunnel } from './tunnels.ts';
import { mediaReason, NO_TEXT, otherReason } from './udp-payload.ts';

/** Code of base/transport.ts. */
const OVER_UDP = 1;

/** Reads UDP: SIP on any port, collectors' copies of it, tunnels; everything else is counted. */
export class Datagrams {
  readonly #pass: Pass;
  readonly #collector: Collector;
  readonly #media: MediaReader;

  constructor(pass: Pass, collector: Collector) {
    this.#pass = pass;
    this.#collector = collector;
    this.#media = new MediaReader(pass);
  }

  /** Takes the datagram that `ip` describes; the end of what it tunnels, which `tunnel` then describes, or 0. */
  read(bytes: Uint8Array, ip: IpHeader, tunnel: LinkPayload): number {
    const pass = this.#pass;
    const at = ip.payload;
    const start = at + 8;
    const length = start <= ip.end ? u16(bytes, at + 4) : 1;
    // RFC 768; 0 is left by segmentation offload and jumbograms.
    if (length < 8 && length !== 0) {
      pass.tally.count(MALFORMED, pass.frame);
      return 0;
    }
    const stop = length === 0 ? ip.end : at + length;
    const end = Math.min(stop, ip.end);
    const cut = stop > ip.end;
    if (start < end && (bytes[start] as number) >= NO_TEXT) {
      this.#beside(bytes, start, end, ip, mediaReason(bytes, start, end), stop - end);
      return 0;
    }
    if (this.#isSip(bytes, start, end, ip, cut) || this.#collector.read(bytes, start, end)) return 0;
    if (readUdpTunnel(bytes, start, end, at, tunnel)) return end;
    this.#beside(bytes, start, end, ip, otherReason(bytes, start, end, at, cut), stop - end);
    return 0;
  }

  #beside(bytes: Uint8Array, start: number, end: number, ip: IpHeader, reason: number, missing: number): void {
    const pass = this.#pass;
    pass.tally.count(reason, pass.frame);
    if (reason <= RTCP || reason === OTHER_UDP) this.#media.read(bytes, start, end, ip, reason, missing);
  }

  #isSip(bytes: Uint8Array, start: number, end: number, ip: IpHeader, cut: boolean): boolean {
    const pass = this.#pass;
    // RFC 3261 §7.5: empty lines before the start line are to be ignored.
    const at = skipLineEnds(bytes, start, end);
    if (!mayBegin(bytes, at, end)) return false;
    const { known } = pass;
    pass.ends(bytes, ip);
    known.transport = OVER_UDP;
    const sequenced = ip.id !== 0 && !ip.dontFragment;
    known.flags = (Number.isNaN(pass.time) ? 0 : FINE_CLOCK) | (cut ? TRUNCATED : 0) | (sequenced ? HAS_SEQUENCE : 0);
    known.sequence = sequenced ? ip.id : 0;
    return pass.emit(bytes, at, end, false) > 0;
  }
}
