import { u16, u32 } from './bytes.ts';

export const CONTINUATION = 0;
export const TEXT = 1;
export const BINARY = 2;

/** Header of a WebSocket frame (RFC 6455 §5.2); one object is reused for a stream. */
export interface FrameHeader {
  isLast: boolean;
  /** RSV1: the message is compressed (RFC 7692 §6). */
  compressed: boolean;
  opcode: number;
  /** Offset of the masking key, -1 when the payload is not masked. */
  key: number;
  payload: number;
  /** Bytes of the payload. */
  length: number;
}

export function emptyFrameHeader(): FrameHeader {
  return { isLast: false, compressed: false, opcode: 0, key: -1, payload: 0, length: 0 };
}

/** Most bytes that a header has. */
export const LONGEST_HEADER = 14;

/** Reads the header at `at`: 1 when it is whole, 0 when more bytes are needed, -1 when none begins there. */
export function readFrameHeader(bytes: Uint8Array, at: number, end: number, out: FrameHeader): number {
  if (at + 2 > end) return 0;
  const first = bytes[at] as number;
  const second = bytes[at + 1] as number;
  const opcode = first & 15;
  const isControl = opcode >= 8;
  // RSV2 and RSV3 belong to nobody; opcodes end at 2 and 10; control frames are short and whole (§5.5).
  if (first & 0x30 || opcode > 10 || (opcode > 2 && !isControl)) return -1;
  if (isControl && (!(first & 0x80) || first & 0x40 || (second & 127) > 125)) return -1;
  const short = second & 127;
  const size = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 128) !== 0;
  const payload = at + 2 + size + (masked ? 4 : 0);
  if (payload > end) return 0;
  out.isLast = (first & 0x80) !== 0;
  out.compressed = (first & 0x40) !== 0;
  out.opcode = opcode;
  out.key = masked ? payload - 4 : -1;
  out.payload = payload;
  out.length = size === 0 ? short : size === 2 ? u16(bytes, at + 2) : u32(bytes, at + 2) * 2 ** 32 + u32(bytes, at + 6);
  return 1;
}

/** Copies bytes[start, end) of a payload that begins at `header.payload`, with its mask taken off (§5.3). */
export function unmask(bytes: Uint8Array, start: number, end: number, header: FrameHeader): Uint8Array {
  const plain = bytes.slice(start, end);
  if (header.key < 0) return plain;
  const shift = start - header.payload;
  for (let i = 0; i < plain.length; i++)
    plain[i] = (plain[i] as number) ^ (bytes[header.key + ((i + shift) & 3)] as number);
  return plain;
}
