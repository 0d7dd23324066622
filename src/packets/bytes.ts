/** Big-endian 16 bits. Callers check the length first. */
export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** Big-endian 32 bits, unsigned. */
export function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0;
}

/** Little-endian 16 bits. */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

/** Little-endian 32 bits, unsigned. */
export function u32le(bytes: Uint8Array, at: number): number {
  return (u16le(bytes, at) | (u16le(bytes, at + 2) << 16)) >>> 0;
}

/** Whether bytes at `at` are these ASCII characters, in this case. */
export function isText(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** First position at or after `at` that holds neither CR nor LF (RFC 3261 §7.5: empty lines before a start line). */
export function skipLineEnds(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] === 13 || bytes[at] === 10)) at++;
  return at;
}
