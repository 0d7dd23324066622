import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { crc32 } from './crc32.ts';

/** Ways in which a body is packed. 2 and 3 are kept for brotli and zstd. */
export const STORED = 0;
export const DEFLATE = 1;
export const MIX = 4;
const CODECS: readonly number[] = [STORED, DEFLATE, MIX];

const ENCRYPTED = 1;
const REDACTED = 2;
const HAS_VIEW = 4;

/** Bytes that hold any envelope. */
const LONGEST = 32;

/** What stands in front of a body, so that a faulty one is told before anything is unpacked. */
export interface Envelope {
  readonly encrypted: boolean;
  readonly redacted: boolean;
  readonly hasView: boolean;
  readonly codec: number;
  /** 0: none. 1: dictionary-1.ts. */
  readonly dictionary: number;
  /** Bytes of the unpacked body. */
  readonly rawLength: number;
  readonly bodyLength: number;
  /** CRC-32 of the unpacked body; of a locked one, of the body as it lies there. */
  readonly check: number;
  /** Bytes of the envelope itself. */
  readonly size: number;
}

/** What is known of a body before it is packed. */
export type Front = Omit<Envelope, 'size' | 'bodyLength' | 'check'>;

/** The first bytes of an envelope, which a lock guards although they are open. */
export function writeFront({ encrypted, redacted, hasView, codec, dictionary, rawLength }: Front): Uint8Array {
  const out = new ByteWriter();
  out.byte((encrypted ? ENCRYPTED : 0) | (redacted ? REDACTED : 0) | (hasView ? HAS_VIEW : 0));
  out.byte(codec);
  out.byte(dictionary);
  out.number(rawLength);
  return out.done();
}

/** @param raw the unpacked body @param body as it lies there: packed, locked */
export function writeEnvelope(envelope: Omit<Front, 'rawLength'>, raw: Uint8Array, body: Uint8Array): Uint8Array {
  const out = new ByteWriter();
  out.bytes(writeFront({ ...envelope, rawLength: raw.length }));
  out.number(body.length);
  const check = crc32(envelope.encrypted ? body : raw);
  for (let shift = 24; shift >= 0; shift -= 8) out.byte((check >>> shift) & 255);
  out.bytes(body);
  return out.done();
}

/** Reads the front of a capsule. `short`: there are too few bytes. `newer`: something in it is not known here. */
export function readEnvelope(bytes: Uint8Array): Envelope | 'short' | 'newer' {
  const input = new ByteReader(bytes.subarray(0, LONGEST));
  const flags = input.byte();
  const codec = input.byte();
  const dictionary = input.byte();
  const rawLength = input.number();
  const bodyLength = input.number();
  let check = 0;
  for (let i = 0; i < 4; i++) check = check * 256 + input.byte();
  const known = flags < 8 && CODECS.includes(codec) && dictionary === (codec === MIX ? 1 : 0);
  if (input.failed) return bytes.length < LONGEST && (known || bytes.length < 3) ? 'short' : 'newer';
  if (!known) return 'newer';
  return {
    encrypted: (flags & ENCRYPTED) !== 0,
    redacted: (flags & REDACTED) !== 0,
    hasView: (flags & HAS_VIEW) !== 0,
    codec,
    dictionary,
    rawLength,
    bodyLength,
    check,
    size: Math.min(bytes.length, LONGEST) - input.left,
  };
}
