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

/** Whether a[aStart, aEnd) ends with b[bStart, bEnd). */
export function endsAlike(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  const length = bEnd - bStart;
  if (length === 0 || aEnd - aStart < length) return false;
  for (let i = 1; i <= length; i++) if (a[aEnd - i] !== b[bEnd - i]) return false;
  return true;
}
