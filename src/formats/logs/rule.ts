/** Whether bytes[start, end) are nothing but hyphens, one or more. */
export function isRule(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 45) return false;
  return end > start;
}
