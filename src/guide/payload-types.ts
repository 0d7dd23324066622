/** A payload type that needs no rtpmap line. */
export interface StaticPayloadType {
  readonly name: string;
  /** Clock rate in hertz as SDP writes it; G722 says 8000 although it samples at 16000 (RFC 3551 §4.5.2). */
  readonly clock: number;
  readonly kind: 'audio' | 'video' | 'audio-video';
  /** Audio channels; 1 for video. */
  readonly channels: number;
}

type Row = readonly [number: number, name: string, clock: number, kind: StaticPayloadType['kind'], channels: number];

// RFC 3551 §6, tables 4 and 5. Numbers that are reserved or unassigned are left out.
// biome-ignore format: the tables of the RFC, one line a row
const ROWS: readonly Row[] = [
  [0, 'PCMU', 8000, 'audio', 1],
  [3, 'GSM', 8000, 'audio', 1],
  [4, 'G723', 8000, 'audio', 1],
  [5, 'DVI4', 8000, 'audio', 1],
  [6, 'DVI4', 16000, 'audio', 1],
  [7, 'LPC', 8000, 'audio', 1],
  [8, 'PCMA', 8000, 'audio', 1],
  [9, 'G722', 8000, 'audio', 1],
  [10, 'L16', 44100, 'audio', 2],
  [11, 'L16', 44100, 'audio', 1],
  [12, 'QCELP', 8000, 'audio', 1],
  [13, 'CN', 8000, 'audio', 1],
  [14, 'MPA', 90000, 'audio', 1],
  [15, 'G728', 8000, 'audio', 1],
  [16, 'DVI4', 11025, 'audio', 1],
  [17, 'DVI4', 22050, 'audio', 1],
  [18, 'G729', 8000, 'audio', 1],
  [25, 'CelB', 90000, 'video', 1],
  [26, 'JPEG', 90000, 'video', 1],
  [28, 'nv', 90000, 'video', 1],
  [31, 'H261', 90000, 'video', 1],
  [32, 'MPV', 90000, 'video', 1],
  [33, 'MP2T', 90000, 'audio-video', 1],
  [34, 'H263', 90000, 'video', 1],
];

/** Static RTP payload types by number (RFC 3551 §6). */
export const STATIC_PAYLOAD_TYPES: ReadonlyMap<number, StaticPayloadType> = new Map(
  ROWS.map(([number, name, clock, kind, channels]) => [number, { name, clock, kind, channels }]),
);
