/**
 * What a capture shows of the network beside SIP and RTP. unreachable: ICMP says that nothing listens there, or no way
 * leads there. too-big: ICMP asks for smaller packets. reset, closed: a TCP connection broke or was closed. alert: TLS
 * ended the connection. fragment-missing: an IP datagram is not complete in the capture.
 */
export interface PacketEvent {
  readonly kind: 'unreachable' | 'too-big' | 'reset' | 'closed' | 'alert' | 'fragment-missing';
  /** Microseconds, as times of messages. */
  readonly time: number;
  /** Who reports it: IP address in canonical text. */
  readonly reporter: string;
  /** The packet or connection that it is about. */
  readonly fromAddress: string;
  readonly fromPort: number;
  readonly toAddress: string;
  readonly toPort: number;
  /** `port unreachable`, `handshake_failure`; '' when there is nothing more to say. */
  readonly detail: string;
}

/** An event as it stands in a capture. */
export interface SeenEvent extends PacketEvent {
  readonly source: number;
  /** Number of its frame. */
  readonly frame: number;
  /** How often the same happened, and when last. */
  readonly count: number;
  readonly last: number;
}
