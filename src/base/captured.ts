/** Bits of `Captured.flags` and of the flags column of the message index. */
export const INFERRED_FROM = 1;
export const INFERRED_TO = 2;
/** The logger or the snap length cut the message. */
export const TRUNCATED = 4;
/** `sequence` holds a TCP sequence number or a non-zero IP-ID of a packet without DF, so it tells copies apart. */
export const HAS_SEQUENCE = 8;
/** Time stamps of this record are finer than 20 ms. */
export const FINE_CLOCK = 16;
/** The record was sent by the system that wrote the log / received by it. */
export const SENT_BY_SELF = 32;
export const RECEIVED_BY_SELF = 64;

/**
 * What a reader knows of a payload beside its bytes. One object is reused for a whole pass: whoever wants to keep
 * something copies it.
 */
export interface Captured {
  /** Position of the source in the list of sources. */
  source: number;
  /** Microseconds since the epoch, or since the first midnight of a log without dates; NaN when the log has no clock. */
  time: number;
  /** Endpoint ids, -1 when the format does not say (the index infers them and marks that). */
  from: number;
  to: number;
  /** Code of base/transport.ts. */
  transport: number;
  /** Bits above. */
  flags: number;
  /** Offset in the source of the payload's first byte; -1 when the bytes do not stand there in one piece. */
  place: number;
  /** Stretch of the source that holds the frame which carries all of the payload; -1 when there is none. */
  frame: number;
  frameEnd: number;
  /** TCP sequence number or IP-ID, see HAS_SEQUENCE. */
  sequence: number;
}

/** A record that knows nothing yet. */
export function captured(source: number): Captured {
  return {
    source,
    time: Number.NaN,
    from: -1,
    to: -1,
    transport: 0,
    flags: 0,
    place: -1,
    frame: -1,
    frameEnd: -1,
    sequence: 0,
  };
}
