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

/** Interarrival jitter by one clock of the sender; microseconds. */
export interface Jitter {
  /** Hertz. */
  readonly rate: number;
  readonly most: number;
  readonly mean: number;
}

/** A stretch of time within a flow; microseconds. */
export interface Stretch {
  readonly time: number;
  readonly length: number;
}

/** A stream of media datagrams with all that was measured of it. No payload is kept. */
export interface MediaFlow extends RtpFlow {
  /** Row of the table of flows. */
  readonly row: number;
  readonly source: number;
  /** Datagrams that are no RTP may be T.38 where a call agreed on that. */
  readonly kind: 'rtp' | 'other';
  /** It is RTP by what its packets say, whether or not a call speaks of it. */
  readonly certain: boolean;
  /** Number of its first frame. */
  readonly frame: number;
  /** Bytes of payload. */
  readonly octets: number;
  readonly duplicates: number;
  /** Packets that came after one with a higher number. */
  readonly late: number;
  /** Times that the sender began anew with its numbers. */
  readonly restarts: number;
  /** Losses in a row. */
  readonly lossRuns: number;
  /** Longest time between two packets within talk, microseconds. */
  readonly gap: number;
  /** By every clock that was tried; the one in `rate` fits the timestamps best. */
  readonly jitters: readonly Jitter[];
  /** Clock rate that fits the timestamps, 0 when nothing tells. */
  readonly rate: number;
  readonly meanJitter: number;
  /** Times without packets longer than a second: their number, their length in all, and the first of them. */
  readonly pauseCount: number;
  readonly paused: number;
  readonly pauses: readonly Stretch[];
  /** Digits sent as events (RFC 4733); which ones is not kept. */
  readonly digitCount: number;
  readonly digits: readonly Stretch[];
  readonly digitType: number;
}

/** What one side reported of a stream (RFC 3550 §6.4, RFC 3611 §4.7). */
export interface RtcpReport {
  readonly source: number;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly reporter: number;
  /** Stream that is spoken of; the reporter's own when it says what it sent. */
  readonly about: number;
  readonly first: number;
  readonly last: number;
  readonly reports: number;
  /** Of the reporter's own stream. */
  readonly sentPackets: number;
  readonly sentOctets: number;
  /** Packets lost in all, and the largest share lost between two reports. */
  readonly lost: number;
  readonly worstShare: number;
  /** The largest, in units of the timestamps. */
  readonly jitter: number;
  /** Microseconds from the capture to the reporter and back; null when no report tells. */
  readonly roundTrip: number | null;
  readonly extended: ExtendedReport | null;
  readonly bye: boolean;
}

/** VoIP metrics of an extended report (RFC 3611 §4.7). Shares of 1; null for what it does not say. */
export interface ExtendedReport {
  readonly lossRate: number;
  readonly discardRate: number;
  readonly burstDensity: number;
  /** Milliseconds. */
  readonly roundTrip: number;
  readonly endSystemDelay: number;
  readonly rFactor: number | null;
  readonly mosListening: number | null;
  readonly mosConversation: number | null;
}
