/** Packets beside SIP that were passed over, by reason. */
export interface PacketCount {
  readonly reason: string;
  readonly count: number;
  /** The first few frame numbers, from 1. */
  readonly where: readonly number[];
}

/** Frequent reasons are positions in REASONS, so that counting a media packet costs one addition. */
export const RTP = 0;
export const RTCP = 1;
export const STUN = 2;
export const DTLS = 3;
export const DNS = 4;
export const KEEPALIVE = 5;
export const OTHER_UDP = 6;
export const NO_DATA_TCP = 7;
export const REPEATED_TCP = 8;
export const OTHER_TCP = 9;
export const ICMP = 10;
export const NOT_IP = 11;
export const OTHER_IP = 12;
export const OTHER_SCTP = 13;
export const ESP = 14;
export const MALFORMED = 15;
export const CUT_SIP = 16;
export const HEP_COPY = 17;
export const HEP_OTHER = 18;
export const HTTP = 19;
export const WEBSOCKET_OTHER = 20;
export const TOO_DEEP = 21;
export const LOST_FRAGMENT = 22;
export const UNKNOWN_LINK = 23;
export const EXPORTED_OTHER = 24;
export const EXPORTED_TWICE = 25;
export const FRAGMENT_AGAIN = 26;

const REASONS: readonly string[] = [
  'RTP',
  'RTCP',
  'STUN or TURN',
  'DTLS',
  'DNS',
  'keep-alives (empty lines or zero bytes)',
  'other UDP',
  'TCP without data (handshakes, acknowledgements, closings)',
  'TCP data seen before (retransmissions, keep-alives)',
  'other TCP',
  'ICMP (what it quotes is not a message)',
  'not IP (ARP and others)',
  'other protocols over IP',
  'SCTP without SIP',
  'ESP (encrypted)',
  'damaged or cut headers',
  'SIP cut off within its start line',
  'HEP copies of messages that are in the capture themselves',
  'HEP without SIP',
  'HTTP (WebSocket handshakes and others)',
  'WebSocket frames without SIP',
  'packed into more than eight tunnels',
  'fragments whose datagram never became complete',
  'link layers that are not known',
  'exported payloads without SIP',
  'payloads that were exported twice',
  'fragments of datagrams that were whole already',
];

const WHERE = 5;
/** Reasons with a name of their own at most; hostile input must not make thousands. */
const NAMED = 64;

/** Counts of packets by reason. */
export class Tally {
  readonly #counts = new Float64Array(REASONS.length);
  readonly #where: number[][] = REASONS.map(() => []);
  readonly #named = new Map<string, { count: number; where: number[] }>();

  /** One packet for a fixed reason. */
  count(reason: number, frame: number): void {
    const count = (this.#counts[reason] as number) + 1;
    this.#counts[reason] = count;
    if (count <= WHERE) this.#where[reason]?.push(frame);
  }

  /** Packets for a reason that names something of this capture. False when there are too many such reasons. */
  name(reason: string, count: number, where: readonly number[]): boolean {
    const known = this.#named.get(reason);
    if (known) {
      known.count += count;
      known.where = [...known.where, ...where].slice(0, WHERE);
      return true;
    }
    if (this.#named.size >= NAMED) return false;
    this.#named.set(reason, { count, where: where.slice(0, WHERE) });
    return true;
  }

  /** All reasons that occurred, the most frequent first. */
  list(): PacketCount[] {
    const fixed = REASONS.map((reason, i) => ({
      reason,
      count: this.#counts[i] as number,
      where: this.#where[i] ?? [],
    }));
    const named = Array.from(this.#named, ([reason, { count, where }]) => ({ reason, count, where }));
    return [...fixed, ...named].filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  }
}
