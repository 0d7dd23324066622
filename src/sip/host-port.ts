import { COLON } from './bytes.ts';

const LEFT_BRACKET = 91;
const RIGHT_BRACKET = 93;
const decoder = new TextDecoder();

export interface HostPort {
  host: string;
  /** 0 when none is written. */
  port: number;
}

/** `host`, `host:port`, `[v6]:port` or a bare `v6` in bytes[start, end); null when no host is there. */
export function readHostPort(bytes: Uint8Array, start: number, end: number): HostPort | null {
  let stop = start;
  if (bytes[start] === LEFT_BRACKET) {
    while (stop < end && bytes[stop] !== RIGHT_BRACKET) stop++;
    const host = decoder.decode(bytes.subarray(start + 1, stop));
    return host === '' ? null : { host, port: portAfter(bytes, stop + 1, end) };
  }
  const bare = bareAddressEnd(bytes, start, end);
  if (bare > start) stop = bare;
  else while (stop < end && bytes[stop] !== COLON && (bytes[stop] as number) > 32) stop++;
  const host = decoder.decode(bytes.subarray(start, stop));
  return host === '' ? null : { host, port: portAfter(bytes, stop, end) };
}

/**
 * End of an IPv6 address without brackets, which leaves no room for a port: `received` holds such (RFC 3261 §25.1,
 * via-received; RFC 5118 §4.5). -1 for anything else: fewer than two colons, or a character of no address.
 */
function bareAddressEnd(bytes: Uint8Array, start: number, end: number): number {
  let colons = 0;
  let at = start;
  for (; at < end && (bytes[at] as number) > 32; at++) {
    const byte = bytes[at] as number;
    if (byte === COLON) colons++;
    else if (!isAddressDigit(byte)) return -1;
  }
  return colons > 1 ? at : -1;
}

/** Hexadecimal digit, or the dot of an address that ends like IPv4. */
function isAddressDigit(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 46 || ((byte | 32) >= 97 && (byte | 32) <= 102);
}

function portAfter(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] as number) <= 32) at++;
  if (bytes[at] !== COLON || at >= end) return 0;
  let port = 0;
  for (at++; at < end && (bytes[at] as number) <= 32; at++);
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    port = port * 10 + digit;
    if (port > 65535) return 0;
  }
  return port;
}

/** Host and port of a SIP or SIPS URI in bytes[start, end); null for tel, urn and everything without a host. */
export function readUriHost(bytes: Uint8Array, start: number, end: number): HostPort | null {
  let at = start;
  while (at < end && bytes[at] !== COLON) at++;
  const scheme = decoder.decode(bytes.subarray(start, at)).toLowerCase();
  if (scheme !== 'sip' && scheme !== 'sips') return null;
  at++;
  let stop = at;
  // RFC 3261 §19.1.1: user and password may hold `;` and `?`, so the host begins behind the last `@` before `>`.
  for (let i = at; i < end && bytes[i] !== 62; i++) if (bytes[i] === 64) at = i + 1;
  stop = at;
  while (stop < end && bytes[stop] !== 59 && bytes[stop] !== 63 && bytes[stop] !== 62) stop++;
  return readHostPort(bytes, at, stop);
}
