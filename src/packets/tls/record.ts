/** A TLS record as it came, or that bytes are missing at its place. */
export interface TlsRecord {
  /** Place among all records of a pass. */
  readonly order: number;
  readonly type: number;
  /** As its header has it. */
  readonly version: number;
  /** What stands behind its header. */
  readonly bytes: Uint8Array;
  /** Bytes of the stream that are missing; then there is no record. */
  readonly lost: number;
  /** Of the packet that completed it. */
  readonly time: number;
  readonly frame: number;
  readonly offset: number;
  /** TCP sequence number of its first byte. */
  readonly sequence: number;
}

/** Bytes of a record's header. */
export const HEADER = 5;
/** RFC 5246 §6.2.3: 2^14 and 2048 for what encryption adds. */
const LONGEST = 18_432;

/** Content types (RFC 8446 §5.1). */
export const CHANGE_CIPHER_SPEC = 20;
export const HANDSHAKE = 22;
export const APPLICATION_DATA = 23;

/** Whether a TLS record begins at `at` (RFC 8446 §5.1). */
export function isRecord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER > end) return false;
  const type = bytes[at] as number;
  const length = recordLength(bytes, at);
  const isKnown = type >= CHANGE_CIPHER_SPEC && type <= APPLICATION_DATA;
  return isKnown && bytes[at + 1] === 3 && (bytes[at + 2] as number) <= 4 && length > 0 && length <= LONGEST;
}

/** Bytes behind the header of the record at `at`. */
export function recordLength(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number);
}
