import { u16, u32 } from './bytes.ts';

export const ICMP_4 = 1;
export const IP_IN_IP = 4;
export const TCP = 6;
export const UDP = 17;
export const IP6_IN_IP = 41;
export const GRE = 47;
export const ENCAPSULATED = 50;
export const ICMP_6 = 58;
export const SCTP = 132;
export const MPLS_IN_IP = 137;

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;
const MOBILITY = 135;
const HIP = 139;
const SHIM6 = 140;

/** What an IP header says, as offsets into the array it was read from; one object is reused for a pass. */
export interface IpHeader {
  /** Offsets of the addresses, which are `addressLength` bytes long. */
  source: number;
  destination: number;
  addressLength: 4 | 16;
  /** Protocol of the payload, behind all extension headers. */
  protocol: number;
  payload: number;
  /** End of the payload as far as it was captured. */
  end: number;
  /** Bytes of the payload that the header announces and the capture does not hold. */
  missing: number;
  /** Identification; 0 for IPv6 without a fragment header. */
  id: number;
  dontFragment: boolean;
  /** Offset of this fragment in its datagram, bytes. */
  fragment: number;
  moreFragments: boolean;
}

export function emptyIpHeader(): IpHeader {
  return {
    source: 0,
    destination: 0,
    addressLength: 4,
    protocol: 0,
    payload: 0,
    end: 0,
    missing: 0,
    id: 0,
    dontFragment: false,
    fragment: 0,
    moreFragments: false,
  };
}

/** Reads the IP header at `at`, whichever version, and extension headers behind it; false when damaged or cut off. */
export function readIp(bytes: Uint8Array, at: number, end: number, out: IpHeader): boolean {
  if (at >= end) return false;
  const version = (bytes[at] as number) >> 4;
  if (version === 4) return readIp4(bytes, at, end, out);
  return version === 6 && readIp6(bytes, at, end, out);
}

/** RFC 791 §3.1. */
function readIp4(bytes: Uint8Array, at: number, end: number, out: IpHeader): boolean {
  const header = ((bytes[at] as number) & 15) << 2;
  if (header < 20 || at + header > end) return false;
  const total = u16(bytes, at + 2);
  // A total length of 0 is what segmentation offload leaves behind: the rest of the frame is meant.
  const stop = total === 0 ? end : at + total;
  if (stop < at + header) return false;
  const fragment = u16(bytes, at + 6);
  out.source = at + 12;
  out.destination = at + 16;
  out.addressLength = 4;
  out.protocol = bytes[at + 9] as number;
  out.payload = at + header;
  out.end = Math.min(stop, end);
  out.missing = Math.max(0, stop - end);
  out.id = u16(bytes, at + 4);
  out.dontFragment = (fragment & 0x4000) !== 0;
  out.fragment = (fragment & 0x1fff) << 3;
  out.moreFragments = (fragment & 0x2000) !== 0;
  return out.fragment > 0 || out.moreFragments || readExtensions(bytes, out);
}

/** RFC 8200 §3. */
function readIp6(bytes: Uint8Array, at: number, end: number, out: IpHeader): boolean {
  if (at + 40 > end) return false;
  const length = u16(bytes, at + 4);
  // A length of 0 is a jumbogram or segmentation offload: the rest of the frame is meant.
  const stop = length === 0 ? end : at + 40 + length;
  out.source = at + 8;
  out.destination = at + 24;
  out.addressLength = 16;
  out.protocol = bytes[at + 6] as number;
  out.payload = at + 40;
  out.end = Math.min(stop, end);
  out.missing = Math.max(0, stop - end);
  out.id = 0;
  out.dontFragment = true;
  out.fragment = 0;
  out.moreFragments = false;
  return readExtensions(bytes, out);
}

/**
 * Walks the extension headers at `out.payload` (RFC 8200 §4) up to the upper protocol, or to the first fragment that is
 * not whole. False when one is cut off. Also for what was put together from fragments.
 */
export function readExtensions(bytes: Uint8Array, out: IpHeader): boolean {
  // Each header is at least 8 bytes, so that the loop ends with the packet.
  while (isExtension(out.protocol)) {
    const at = out.payload;
    if (at + 8 > out.end) return false;
    const next = bytes[at] as number;
    if (out.protocol === FRAGMENT) {
      out.payload = at + 8;
      const offset = u16(bytes, at + 2);
      out.id = u32(bytes, at + 4);
      out.fragment = offset & 0xfff8;
      out.moreFragments = (offset & 1) !== 0;
      out.protocol = next;
      // RFC 8200 §4.5: what stands behind is a piece of the datagram, headers included.
      if (out.fragment > 0 || out.moreFragments) return true;
      continue;
    }
    const length = bytes[at + 1] as number;
    // RFC 4302 §2.2: the authentication header counts in 4 bytes, all others in 8.
    const size = out.protocol === AUTHENTICATION ? (length + 2) << 2 : (length + 1) << 3;
    if (at + size > out.end) return false;
    out.payload = at + Math.max(8, size);
    out.protocol = next;
  }
  return true;
}

function isExtension(protocol: number): boolean {
  switch (protocol) {
    case HOP_BY_HOP:
    case ROUTING:
    case FRAGMENT:
    case AUTHENTICATION:
    case DESTINATION:
    case MOBILITY:
    case HIP:
    case SHIM6:
      return true;
    default:
      return false;
  }
}
