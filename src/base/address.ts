/** Bytes of an IPv4 or IPv6 address in text, brackets and zone allowed; null when it is neither. */
export function parseAddress(text: string): Uint8Array | null {
  let host = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const zone = host.indexOf('%');
  if (zone >= 0) host = host.slice(0, zone);
  return host.includes(':') ? parseV6(host) : parseV4(host);
}

/** Code of `.` less that of `0`. */
const DOT = -2;

function parseV4(text: string): Uint8Array | null {
  if (text.length < 7 || text.length > 15) return null;
  const bytes = new Uint8Array(4);
  let [part, digits, value] = [0, 0, 0];
  for (let i = 0; i <= text.length; i++) {
    const digit = i < text.length ? text.charCodeAt(i) - 48 : DOT;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (++digits > 3 || value > 255) return null;
    } else {
      if (digit !== DOT || digits === 0 || part > 3) return null;
      bytes[part++] = value;
      digits = value = 0;
    }
  }
  return part === 4 ? bytes : null;
}

function parseV6(text: string): Uint8Array | null {
  if (text.length > 45) return null;
  const halves = text.split('::', 3);
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...new Array<number>(halves.length === 2 ? missing : 0).fill(0), ...tail];
  const bytes = new Uint8Array(16);
  for (const [i, group] of all.entries()) {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 255;
  }
  return bytes;
}

/** 16-bit groups of one side of `::`; a dotted quad at the end counts as two (RFC 4291 §2.2). */
function groups(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const result: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (!v4) return null;
      const [a = 0, b = 0, c = 0, d = 0] = v4;
      result.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) result.push(Number.parseInt(part, 16));
    else return null;
  }
  return result;
}

/** Text of 4 or 16 address bytes: dotted quad, or RFC 5952 for IPv6. */
export function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const words: number[] = [];
  for (let i = 0; i < 16; i += 2) words.push(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  const run = longestZeroRun(words);
  const text = (part: number[]) => part.map((word) => word.toString(16)).join(':');
  if (run.length < 2) return text(words);
  return `${text(words.slice(0, run.start))}::${text(words.slice(run.start + run.length))}`;
}

function longestZeroRun(words: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let i = 0; i <= words.length; i++) {
    if (words[i] === 0) continue;
    if (i - start > best.length) best = { start, length: i - start };
    start = i + 1;
  }
  return best;
}

/**
 * A host in the one form in which hosts are compared: an address as its canonical text (RFC 5954 §4.2), IPv4 where IPv6
 * only carries it (RFC 4291 §2.5.5.2); a name in lower case, without the dot at its end (RFC 1034 §3.1).
 */
export function canonicalHost(host: string): string {
  const bytes = parseAddress(host);
  if (!bytes) return host.toLowerCase().replace(/\.$/, '');
  return formatAddress(isMapped(bytes) ? bytes.subarray(12) : bytes);
}

/** Whether two hosts are one, however they are written. */
export function isSameHost(a: string, b: string): boolean {
  return a === b || canonicalHost(a) === canonicalHost(b);
}

/** ::ffff:a.b.c.d is the IPv4 address that it carries (RFC 4291 §2.5.5.2). */
export function isMapped(bytes: Uint8Array, at = 0): boolean {
  if (bytes.length < at + 16) return false;
  for (let i = 0; i < 10; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 10] === 255 && bytes[at + 11] === 255;
}
