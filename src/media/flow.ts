/** One RTP stream as a capture shows it: all packets of one SSRC between two sockets. */
export interface RtpFlow {
  readonly ssrc: number;
  /** IP addresses in canonical text. */
  readonly fromAddress: string;
  readonly fromPort: number;
  readonly toAddress: string;
  readonly toPort: number;
  /** Microseconds, as times of messages. */
  readonly first: number;
  readonly last: number;
  readonly packets: number;
  /** Packets by payload type; marker bit left out. */
  readonly payloadTypes: ReadonlyMap<number, number>;
  /** Packets expected by sequence numbers, less those that came (RFC 3550 §A.3). */
  readonly lost: number;
  /** Most packets lost in a row. */
  readonly longestLoss: number;
  /** Interarrival jitter at its highest, microseconds (RFC 3550 §A.8). */
  readonly jitter: number;
}
