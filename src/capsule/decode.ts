import { type Capsule, type CapsuleRefusal, type Outcome, refuse } from './capsule.ts';
import { crc32 } from './crc32.ts';
import { inflate } from './deflate.ts';
import { DEFLATE, type Envelope, MIX, readEnvelope, writeFront } from './envelope.ts';
import { MIX_LIMIT, RAW_LIMIT } from './limits.ts';
import { unpack } from './mix/mix.ts';
import { canSeal, NO_CRYPTOGRAPHY, unseal } from './seal.ts';
import { readSections } from './sections/sections.ts';

/** What a capsule came in, in a word for people. */
export type Carrier = 'link' | 'file';

/** What is told when the front of a capsule alone shows that it cannot be opened; null when it may be. */
export function refusalOf(envelope: Envelope | 'short' | 'newer', what: Carrier): CapsuleRefusal | null {
  if (envelope === 'short') return refuse('cut', `This ${what} was cut: not even its beginning is all there.`);
  if (envelope === 'newer') {
    return refuse(
      'newer-version',
      `This ${what} was damaged, or made by a newer version of Rungs: reload the page to get it.`,
    );
  }
  const most = envelope.codec === MIX ? MIX_LIMIT : RAW_LIMIT;
  if (envelope.rawLength <= most) return null;
  return refuse(
    'too-large',
    `This ${what} says that it holds ${envelope.rawLength} bytes, more than the ${most} that are opened.`,
  );
}

/** Opens the bytes of a capsule, envelope in front. Never rejects. @param passphrase '' when none is known */
export async function decodeCapsule(bytes: Uint8Array, what: Carrier, passphrase = ''): Promise<Outcome<Capsule>> {
  const envelope = readEnvelope(bytes);
  const refusal = refusalOf(envelope, what);
  if (refusal || typeof envelope === 'string') return refusal ?? refuse('corrupt', `This ${what} is damaged.`);
  const body = bytes.subarray(envelope.size, envelope.size + envelope.bodyLength);
  if (body.length < envelope.bodyLength) {
    const whole = envelope.size + envelope.bodyLength;
    return refuse('cut', `This ${what} was cut: ${bytes.length} of ${whole} bytes.`);
  }
  const damaged = refuse('corrupt', `This ${what} was damaged on its way: its check sum does not fit.`);
  if (envelope.encrypted && crc32(body) !== envelope.check) return damaged;
  const open = envelope.encrypted
    ? await unlocked(envelope, body, what, passphrase)
    : { ok: true as const, value: body };
  if (!open.ok) return open;
  const raw = await unpacked(envelope, open.value);
  if (!raw || (!envelope.encrypted && crc32(raw) !== envelope.check)) return damaged;
  return readSections(raw, envelope.redacted);
}

async function unlocked(
  envelope: Envelope,
  body: Uint8Array,
  what: Carrier,
  passphrase: string,
): Promise<Outcome<Uint8Array>> {
  if (!canSeal()) return refuse('no-cryptography', NO_CRYPTOGRAPHY);
  if (passphrase === '') return refuse('needs-passphrase', `This ${what} is locked with a passphrase.`);
  const value = await unseal(body, writeFront(envelope), passphrase);
  return value ? { ok: true, value } : refuse('wrong-passphrase', `That is not the passphrase of this ${what}.`);
}

function unpacked({ codec, rawLength }: Envelope, body: Uint8Array): Promise<Uint8Array | null> | Uint8Array | null {
  if (codec === MIX) return unpack(body, rawLength);
  if (codec === DEFLATE) return inflate(body, rawLength);
  return body.length === rawLength ? body : null;
}
