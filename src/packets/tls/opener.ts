import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { joined } from '../../base/joined.ts';
import { type Bytes, macOf, own, type RecordKeys } from './keys.ts';
import type { Suite } from './suites.ts';

/** What a record holds once it is opened. */
export interface Opened {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Opens a record of one direction under its keys: type and version as its header has them; null when they do not fit. */
export type Opener = (sequence: number, type: number, version: number, bytes: Uint8Array) => Promise<Opened | null>;

export const TLS_1_3 = 0x0304;
const TAG = 16;
const BLOCK = 16;

/** How records of one direction are opened under these keys. */
export async function openerOf(
  suite: Suite,
  version: number,
  keys: RecordKeys,
  encryptThenMac: boolean,
): Promise<Opener> {
  if (suite.cipher === 'cbc') return cbcOpener(suite, keys, encryptThenMac);
  const open = suite.cipher === 'chacha' ? chacha(keys.key) : await gcm(keys.key);
  return version === TLS_1_3 ? opener13(open, keys.iv) : opener12(open, keys.iv);
}

/** Authenticated decryption: null when the data were not made with this key. */
type Decrypt = (nonce: Bytes, associated: Bytes, data: Uint8Array) => Promise<Uint8Array | null>;

async function gcm(key: Bytes): Promise<Decrypt> {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  return async (iv, additionalData, data) => {
    const how = { name: 'AES-GCM', iv, additionalData };
    return crypto.subtle.decrypt(how, imported, own(data)).then(
      (plain) => new Uint8Array(plain),
      () => null,
    );
  };
}

function chacha(key: Bytes): Decrypt {
  return async (nonce, associated, data) => {
    try {
      return chacha20poly1305(key, nonce, associated).decrypt(data);
    } catch {
      return null;
    }
  };
}

/** RFC 8446 §5.2: the type stands behind the content, and zeros behind the type. */
function opener13(decrypt: Decrypt, iv: Bytes): Opener {
  return async (sequence, type, version, bytes) => {
    if (bytes.length <= TAG) return null;
    const header = Uint8Array.from([type, version >> 8, version & 255, bytes.length >> 8, bytes.length & 255]);
    const plain = await decrypt(nonceOf(iv, sequence), header, bytes);
    let end = plain?.length ?? 0;
    while (plain && end > 0 && plain[end - 1] === 0) end--;
    return plain && end > 0 ? { type: plain[end - 1] as number, content: plain.subarray(0, end - 1) } : null;
  };
}

/** RFC 5246 §6.2.3.3 with RFC 5288 §3 (part of the nonce stands in the record) or RFC 7905 §2 (none does). */
function opener12(decrypt: Decrypt, iv: Bytes): Opener {
  const explicit = 12 - iv.length;
  return async (sequence, type, version, bytes) => {
    const length = bytes.length - explicit - TAG;
    if (length < 0) return null;
    const nonce = explicit === 0 ? nonceOf(iv, sequence) : Uint8Array.from([...iv, ...bytes.subarray(0, explicit)]);
    const content = await decrypt(nonce, associatedOf(sequence, type, version, length), bytes.subarray(explicit));
    return content && { type, content };
  };
}

/** RFC 8446 §5.3: the sequence number, padded to the length of the IV, exclusive or the IV. */
function nonceOf(iv: Bytes, sequence: number): Bytes {
  const nonce = iv.slice();
  const view = new DataView(nonce.buffer);
  view.setUint32(8, view.getUint32(8) ^ (sequence >>> 0));
  view.setUint32(4, view.getUint32(4) ^ Math.floor(sequence / 4294967296));
  return nonce;
}

/** Sequence number, type, version and length: what is authenticated beside the content. */
function associatedOf(sequence: number, type: number, version: number, length: number): Bytes {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(sequence / 4294967296));
  view.setUint32(4, sequence >>> 0);
  view.setUint8(8, type);
  view.setUint16(9, version);
  view.setUint16(11, length);
  return bytes;
}

/** RFC 5246 §6.2.3.2: IV, then content, MAC and padding; or the MAC behind what is encrypted (RFC 7366). */
async function cbcOpener({ mac: hash }: Suite, keys: RecordKeys, encryptThenMac: boolean): Promise<Opener> {
  const key = await crypto.subtle.importKey('raw', keys.key, 'AES-CBC', false, ['encrypt', 'decrypt']);
  const sign = await macOf(hash ?? 'SHA-256', keys.mac);
  const size = keys.mac.length;
  const isSigned = async (sequence: number, type: number, version: number, content: Uint8Array, mac: Uint8Array) => {
    const made = await sign(joined(associatedOf(sequence, type, version, content.length), content));
    return made.every((byte, i) => byte === mac[i]);
  };
  return async (sequence, type, version, bytes) => {
    const body = encryptThenMac ? bytes.subarray(0, bytes.length - size) : bytes;
    if (body.length < 2 * BLOCK || body.length % BLOCK !== 0) return null;
    if (encryptThenMac && !(await isSigned(sequence, type, version, body, bytes.subarray(body.length)))) return null;
    const plain = await decryptBlocks(key, own(body));
    const end = plain.length - 1 - (plain[plain.length - 1] ?? 0);
    if (encryptThenMac) return end < 0 ? null : { type, content: plain.subarray(0, end) };
    const content = end < size ? null : plain.subarray(0, end - size);
    const isWhole = content && (await isSigned(sequence, type, version, content, plain.subarray(end - size, end)));
    return isWhole ? { type, content } : null;
  };
}

/**
 * AES-CBC without its padding: WebCrypto insists on that of PKCS #7, so a block of it is made to follow. The first block
 * is the IV.
 */
async function decryptBlocks(key: CryptoKey, data: Bytes): Promise<Uint8Array> {
  const iv = data.slice(data.length - BLOCK);
  const padding = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, new Uint8Array(0));
  const whole = joined(data.subarray(BLOCK), new Uint8Array(padding));
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: data.slice(0, BLOCK) }, key, whole));
}
