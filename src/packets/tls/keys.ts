import type { Hash, Suite } from './suites.ts';

/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What protects the records of one direction. */
export interface RecordKeys {
  readonly key: Bytes;
  /** Of TLS 1.2 with GCM: its first four bytes, the others stand in each record. */
  readonly iv: Bytes;
  readonly mac: Bytes;
}

const encoder = new TextEncoder();

/** HMAC with one key, which is imported once. */
async function hmac(hash: Hash, key: Uint8Array): Promise<(data: Uint8Array) => Promise<Bytes>> {
  const imported = await crypto.subtle.importKey('raw', own(key), { name: 'HMAC', hash }, false, ['sign']);
  return async (data) => new Uint8Array(await crypto.subtle.sign('HMAC', imported, own(data)));
}

/** The HMAC of records: what a direction's mac key makes of bytes. */
export function macOf(hash: Hash, key: Uint8Array): Promise<(data: Uint8Array) => Promise<Bytes>> {
  return hmac(hash, key);
}

/** The bytes in memory of their own. */
export function own(bytes: Uint8Array): Bytes {
  return bytes.slice() as Bytes;
}

/** HKDF-Expand-Label with an empty context (RFC 8446 §7.1), for lengths that one block gives. */
async function expandLabel(hash: Hash, secret: Uint8Array, label: string, length: number): Promise<Bytes> {
  const name = encoder.encode(`tls13 ${label}`);
  const info = Uint8Array.from([length >> 8, length & 255, name.length, ...name, 0, 1]);
  return (await (await hmac(hash, secret))(info)).slice(0, length);
}

/** Keys of TLS 1.3 from a traffic secret (RFC 8446 §7.3). */
export async function keysOfSecret(suite: Suite, secret: Uint8Array): Promise<RecordKeys> {
  const key = await expandLabel(suite.hash, secret, 'key', suite.keyLength);
  return { key, iv: await expandLabel(suite.hash, secret, 'iv', 12), mac: new Uint8Array(0) };
}

/** The secret behind a key update (RFC 8446 §7.2). */
export function nextSecret(suite: Suite, secret: Uint8Array): Promise<Bytes> {
  return expandLabel(suite.hash, secret, 'traffic upd', secret.length);
}

const MAC_LENGTH: { readonly [K in Hash]: number } = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48 };

/** Keys of TLS 1.2 from the master secret (RFC 5246 §6.3): the client's and the server's. */
export async function keysOfMaster(
  suite: Suite,
  master: Uint8Array,
  client: Uint8Array,
  server: Uint8Array,
): Promise<{ readonly client: RecordKeys; readonly server: RecordKeys }> {
  const mac = suite.mac ? MAC_LENGTH[suite.mac] : 0;
  const iv = suite.cipher === 'gcm' ? 4 : suite.cipher === 'chacha' ? 12 : 0;
  const sizes = [mac, mac, suite.keyLength, suite.keyLength, iv, iv];
  const label = encoder.encode('key expansion');
  const seed = Uint8Array.from([...label, ...server, ...client]);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const block = await expand(suite.hash, master, seed, total);
  let at = 0;
  const [clientMac, serverMac, clientKey, serverKey, clientIv, serverIv] = sizes.map((size) => {
    at += size;
    return block.slice(at - size, at);
  });
  const none = new Uint8Array(0);
  return {
    client: { key: clientKey ?? none, iv: clientIv ?? none, mac: clientMac ?? none },
    server: { key: serverKey ?? none, iv: serverIv ?? none, mac: serverMac ?? none },
  };
}

/** P_hash (RFC 5246 §5). */
async function expand(hash: Hash, secret: Uint8Array, seed: Uint8Array, length: number): Promise<Bytes> {
  const sign = await hmac(hash, secret);
  const block = new Uint8Array(length);
  let a: Uint8Array = seed;
  for (let at = 0; at < length; ) {
    a = await sign(a);
    const part = await sign(Uint8Array.from([...a, ...seed]));
    block.set(part.subarray(0, Math.min(part.length, length - at)), at);
    at += part.length;
  }
  return block;
}
