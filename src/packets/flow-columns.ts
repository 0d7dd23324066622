import type { Columns } from '../base/column.ts';

/** Columns of the table of media flows; times in microseconds. */
export const FLOW_SCHEMA = {
  source: 'u32',
  /** 0: RTP, or what looks like it. 1: other datagrams, of which T.38 may be made. */
  kind: 'u8',
  /** Sockets of the table of traffic. */
  from: 'i32',
  to: 'i32',
  ssrc: 'u32',
  /** Frame of the first packet. */
  frame: 'u32',
  first: 'f64',
  last: 'f64',
  packets: 'u32',
  /** Bytes of payload. */
  octets: 'f64',
  /** Sequence numbers, counted on beyond 16 bits: the first, the highest, and which of the last came. */
  base: 'u32',
  top: 'u32',
  window: 'u32',
  jumped: 'u32',
  /** Numbers promised before the sender began anew. */
  earlier: 'f64',
  /** Packets that follow the one before by one. */
  steps: 'u32',
  duplicates: 'u32',
  late: 'u32',
  strays: 'u32',
  restarts: 'u32',
  /** Losses in a row: the run in hand, how many runs, and the longest. */
  run: 'u32',
  runs: 'u32',
  longestRun: 'u32',
  /** The last packet that carried media and not digits: its timestamp and time. */
  stamp: 'u32',
  mediaTime: 'f64',
  mediaPackets: 'u32',
  /** Timestamps from the first to the last, in units of the sender's clock. */
  stampSpan: 'f64',
  firstMedia: 'f64',
  lastType: 'u8',
  /** Longest time between two packets within talk, microseconds. */
  gap: 'f64',
  pauses: 'u32',
  paused: 'f64',
  digits: 'u32',
  digitPackets: 'u32',
  digitStamp: 'u32',
  digitType: 'u8',
} as const;

export type FlowColumns = Columns<typeof FLOW_SCHEMA>;
