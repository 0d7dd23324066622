const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NONE = 255;
const VALUES = new Uint8Array(128).fill(NONE);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** RFC 4648 §5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    for (let i = 0; i < 4 && i <= left; i++) text += ALPHABET[(group >> (18 - 6 * i)) & 63];
  }
  return text;
}

/** Bytes that whole groups of characters give; what a last character says in part is left out. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 6) >> 3);
  let group = 0;
  let bits = 0;
  for (let i = 0, at = 0; i < text.length; i++) {
    group = ((group << 6) | sextet(text.charCodeAt(i))) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (group >> bits) & 255;
  }
  return bytes;
}

/** Whether the character with this code is one of the alphabet. */
export function isBase64url(code: number): boolean {
  return code < 128 && VALUES[code] !== NONE;
}

/** Characters that stand for so many bytes. */
export function base64urlLength(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

function sextet(code: number): number {
  return isBase64url(code) ? (VALUES[code] as number) : 0;
}
