/**
 * Whether the longer of two messages begins with the shorter one, blanks and line ends aside: a tool printed the same
 * message twice, perhaps with less of its body the first time.
 */
export function isSameMessage(a: Uint8Array, b: Uint8Array): boolean {
  let i = 0;
  let k = 0;
  for (;;) {
    while (i < a.length && (a[i] as number) <= 32) i++;
    while (k < b.length && (b[k] as number) <= 32) k++;
    if (i >= a.length || k >= b.length) return i > 0 && k > 0;
    if (a[i++] !== b[k++]) return false;
  }
}

/** Whether bytes[start, end) end with the bytes of `line`. */
export function endsWith(bytes: Uint8Array, start: number, end: number, line: Uint8Array): boolean {
  if (line.length === 0 || end - start < line.length) return false;
  for (let i = 1; i <= line.length; i++) if (bytes[end - i] !== line[line.length - i]) return false;
  return true;
}
