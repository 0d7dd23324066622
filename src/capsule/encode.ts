import type { Capsule, CapsuleRefusal, Outcome } from './capsule.ts';
import { refuse } from './capsule.ts';
import { deflate } from './deflate.ts';
import { DEFLATE, MIX, STORED, writeEnvelope, writeFront } from './envelope.ts';
import { ENDPOINT_LIMIT, MESSAGE_LIMIT, MIX_LIMIT, RAW_LIMIT, SOURCE_LIMIT } from './limits.ts';
import { pack } from './mix/mix.ts';
import { canSeal, type Lock, NO_CRYPTOGRAPHY, seal } from './seal.ts';
import { writeSections } from './sections/sections.ts';

/** short: as few bytes as possible. plain: nothing is packed, for bytes that stay in memory. */
export type Packing = 'short' | 'plain';

/** Told before any work is done: whether so many messages are more than a capsule may hold; null when they are not. */
export function refusalOfCount(messages: number): CapsuleRefusal | null {
  if (messages <= MESSAGE_LIMIT) return null;
  return refuse('too-large', `${messages} messages are more than the ${MESSAGE_LIMIT} that a link or file may hold.`);
}

/** The bytes of a capsule, envelope in front, locked when there is a lock. Refused when nobody could open it. */
export async function encodeCapsule(
  capsule: Capsule,
  packing: Packing = 'short',
  lock: Lock | null = null,
): Promise<Outcome<Uint8Array>> {
  const { messages, endpoints, sources } = capsule;
  const tooMany = refusalOfCount(messages.length);
  if (tooMany) return tooMany;
  const raw = writeSections(capsule);
  if (raw.length > RAW_LIMIT || endpoints.length > ENDPOINT_LIMIT || sources.length > SOURCE_LIMIT) {
    return refuse('too-large', 'This is more than a link or file may hold.');
  }
  if (lock && !canSeal()) return refuse('no-cryptography', NO_CRYPTOGRAPHY);
  const { codec, body } = await packed(raw, packing);
  const envelope = {
    encrypted: lock !== null,
    redacted: capsule.redacted,
    hasView: capsule.view !== null,
    codec,
    dictionary: codec === MIX ? 1 : 0,
  };
  const front = writeFront({ ...envelope, rawLength: raw.length });
  return { ok: true, value: writeEnvelope(envelope, raw, lock ? await seal(body, front, lock) : body) };
}

async function packed(raw: Uint8Array, packing: Packing): Promise<{ codec: number; body: Uint8Array }> {
  if (packing === 'plain') return { codec: STORED, body: raw };
  if (raw.length <= MIX_LIMIT) return { codec: MIX, body: pack(raw) };
  return { codec: DEFLATE, body: await deflate(raw) };
}
