/** RFC 8018 §5.2, as OWASP counts it for SHA-256. */
const ITERATIONS = 600_000;
const SALT = 16;
/** NIST SP 800-38D §8.2: 96 bits. */
const IV = 12;
const TAG = 16;

/** A passphrase to lock with, and where random bytes come from. */
export interface Lock {
  readonly passphrase: string;
  readonly random: (count: number) => Uint8Array;
}

export const NO_CRYPTOGRAPHY =
  'This browser locks and unlocks only on pages that came over https or from this machine.';

/** Whether this place can lock at all: browsers do so on pages that came over https, from this machine, or from a file. */
export function canSeal(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined;
}

/** Salt, initialisation vector and what AES-256-GCM makes of `bytes`; `front` is told openly and cannot be changed. */
export async function seal(bytes: Uint8Array, front: Uint8Array, { passphrase, random }: Lock): Promise<Uint8Array> {
  const salt = random(SALT);
  const iv = random(IV);
  const key = await keyOf(passphrase, salt);
  const locked = await crypto.subtle.encrypt(algorithm(iv, front), key, own(bytes));
  const out = new Uint8Array(SALT + IV + locked.byteLength);
  out.set(salt);
  out.set(iv, SALT);
  out.set(new Uint8Array(locked), SALT + IV);
  return out;
}

/** Undoes `seal`; null when the passphrase is not the one, or something was changed. */
export async function unseal(sealed: Uint8Array, front: Uint8Array, passphrase: string): Promise<Uint8Array | null> {
  if (sealed.length < SALT + IV + TAG) return null;
  const key = await keyOf(passphrase, sealed.subarray(0, SALT));
  const iv = sealed.subarray(SALT, SALT + IV);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, front), key, own(sealed.subarray(SALT + IV))));
  } catch {
    return null;
  }
}

function algorithm(iv: Uint8Array, front: Uint8Array): AesGcmParams {
  return { name: 'AES-GCM', iv: own(iv), additionalData: own(front), tagLength: 8 * TAG };
}

/** The same passphrase typed on another keyboard is the same: compatibility forms are one. */
async function keyOf(passphrase: string, salt: Uint8Array): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations: ITERATIONS };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A copy in memory of its own. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
