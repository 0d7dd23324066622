import { type Capsule, type CapsuleRefusal, type Outcome, refuse } from './capsule.ts';
import { crc32 } from './crc32.ts';
import { inflate } from './deflate.ts';
import { DEFLATE, type Envelope, MIX, readEnvelope } from './envelope.ts';
import { MIX_LIMIT, RAW_LIMIT } from './limits.ts';
import { unpack } from './mix/mix.ts';
import { readSections } from './sections/sections.ts';

/** What is told when the front of a capsule alone shows that it cannot be opened; null when it may be. */
export function refusalOf(envelope: Envelope | 'short' | 'newer', what: 'link' | 'file'): CapsuleRefusal | null {
  if (envelope === 'short') return refuse('cut', `This ${what} was cut: not even its beginning is all there.`);
  if (envelope === 'newer') {
    return refuse(
      'newer-version',
      `This ${what} was damaged, or made by a newer version of Rungs: reload the page to get it.`,
    );
  }
  if (envelope.encrypted) return refuse('needs-passphrase', `This ${what} is locked with a passphrase.`);
  const most = envelope.codec === MIX ? MIX_LIMIT : RAW_LIMIT;
  if (envelope.rawLength <= most) return null;
  return refuse(
    'too-large',
    `This ${what} says that it holds ${envelope.rawLength} bytes, more than the ${most} that are opened.`,
  );
}

/** Opens the bytes of a capsule, envelope in front. Never rejects. */
export async function decodeCapsule(bytes: Uint8Array, what: 'link' | 'file'): Promise<Outcome<Capsule>> {
  const envelope = readEnvelope(bytes);
  const refusal = refusalOf(envelope, what);
  if (refusal || typeof envelope === 'string') return refusal ?? refuse('corrupt', `This ${what} is damaged.`);
  const body = bytes.subarray(envelope.size, envelope.size + envelope.bodyLength);
  if (body.length < envelope.bodyLength) {
    const whole = envelope.size + envelope.bodyLength;
    return refuse('cut', `This ${what} was cut: ${bytes.length} of ${whole} bytes.`);
  }
  const raw = await unpacked(envelope, body);
  if (!raw || crc32(raw) !== envelope.check) {
    return refuse('corrupt', `This ${what} was damaged on its way: its check sum does not fit.`);
  }
  return readSections(raw, envelope.redacted);
}

function unpacked({ codec, rawLength }: Envelope, body: Uint8Array): Promise<Uint8Array | null> | Uint8Array | null {
  if (codec === MIX) return unpack(body, rawLength);
  if (codec === DEFLATE) return inflate(body, rawLength);
  return body.length === rawLength ? body : null;
}
