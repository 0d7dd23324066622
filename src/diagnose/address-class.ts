import { parseAddress } from '../base/address.ts';
import { remembering } from '../base/memo.ts';

/** Where an address can be reached from. `name`: no IP address; `unusable`: all zeros, multicast or broadcast. */
export type AddressClass = 'loopback' | 'link-local' | 'private' | 'public' | 'unusable' | 'name';

/** Class of an IPv4 or IPv6 address in text, brackets and zone allowed. Documentation ranges count as public. */
export const addressClass = remembering((text: string): AddressClass => {
  const bytes = parseAddress(text);
  if (!bytes) return 'name';
  return bytes.length === 4 ? classOfV4(bytes) : classOfV6(bytes);
});

/** Whether an address is not reachable from the Internet: private, link-local or loopback. */
export function isInside(text: string): boolean {
  const found = addressClass(text);
  return found === 'private' || found === 'link-local' || found === 'loopback';
}

function classOfV4(bytes: Uint8Array): AddressClass {
  const [a = 0, b = 0] = bytes;
  if (a === 127) return 'loopback';
  if (a === 169 && b === 254) return 'link-local';
  // RFC 1918, and RFC 6598 for carrier-grade NAT.
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 100 && b >= 64 && b < 128) return 'private';
  return a === 0 || a >= 224 ? 'unusable' : 'public';
}

function classOfV6(bytes: Uint8Array): AddressClass {
  const [a = 0, b = 0] = bytes;
  if (bytes.subarray(0, 15).every((byte) => byte === 0)) return bytes[15] === 1 ? 'loopback' : 'unusable';
  if (a === 0xfe && (b & 0xc0) === 0x80) return 'link-local';
  // RFC 4193 unique local addresses.
  if ((a & 0xfe) === 0xfc) return 'private';
  return a === 0xff ? 'unusable' : 'public';
}
