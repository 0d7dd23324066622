import { u16 } from './bytes.ts';
import { ETHERNET_BRIDGED, IP_BY_VERSION, IP4, IP6, type LinkPayload, MPLS, readPpp } from './link.ts';

/** UDP ports that are registered or usual for tunnels; a tunnel must look like one, too. */
const VXLAN: readonly number[] = [4789, 4790, 8472];
const GENEVE = 6081;
const GTP_USER = 2152;
const L2TP = 1701;
const TEREDO = 3544;
const MPLS_IN_UDP = 6635;

/** EtherTypes that mean something in GRE only. */
const ERSPAN_2 = 0x88be;
const ERSPAN_3 = 0x22eb;
const PPTP = 0x880b;

/** Finds the packet that a UDP payload tunnels; false when it is no tunnel. `ports` is the place of the two ports. */
export function readUdpTunnel(bytes: Uint8Array, at: number, end: number, ports: number, out: LinkPayload): boolean {
  const from = u16(bytes, ports);
  const to = u16(bytes, ports + 2);
  const either = (port: number) => from === port || to === port;
  if (at + 8 > end) return false;
  if (VXLAN.some(either)) return readVxlan(bytes, at, end, out);
  if (either(GENEVE)) return readGeneve(bytes, at, end, out);
  if (either(GTP_USER)) return readGtp(bytes, at, end, out);
  if (either(L2TP)) return readL2tp(bytes, at, end, out);
  if (either(TEREDO) && (bytes[at] as number) >> 4 === 6) return set(out, at, end, IP6);
  return either(MPLS_IN_UDP) && set(out, at, end, MPLS);
}

function set(out: LinkPayload, at: number, end: number, type: number): boolean {
  if (at >= end) return false;
  out.at = at;
  out.type = type;
  return true;
}

/** RFC 7348 §5: flags with a valid network identifier; the generic extension names what follows. */
function readVxlan(bytes: Uint8Array, at: number, end: number, out: LinkPayload): boolean {
  const flags = bytes[at] as number;
  if (!(flags & 8)) return false;
  const next = flags & 4 ? (bytes[at + 3] as number) : 3;
  if (next === 1) return set(out, at + 8, end, IP4);
  if (next === 2) return set(out, at + 8, end, IP6);
  return next === 3 && set(out, at + 8, end, ETHERNET_BRIDGED);
}

/** RFC 8926 §3.4. */
function readGeneve(bytes: Uint8Array, at: number, end: number, out: LinkPayload): boolean {
  if ((bytes[at] as number) >> 6 !== 0) return false;
  return set(out, at + 8 + (((bytes[at] as number) & 63) << 2), end, u16(bytes, at + 2));
}

/** 3GPP TS 29.281 §5.1: version 1, message type 255 carries a packet of the user. */
function readGtp(bytes: Uint8Array, at: number, end: number, out: LinkPayload): boolean {
  const flags = bytes[at] as number;
  if (flags >> 5 !== 1 || !(flags & 16) || bytes[at + 1] !== 255) return false;
  if (!(flags & 7)) return set(out, at + 8, end, IP_BY_VERSION);
  let next = at + 12 <= end && flags & 4 ? (bytes[at + 11] as number) : 0;
  let payload = at + 12;
  // Extension headers count in 4 bytes and end with the type of the next one.
  while (next !== 0 && payload < end) {
    const size = (bytes[payload] as number) << 2;
    if (size === 0 || payload + size > end) return false;
    next = bytes[payload + size - 1] as number;
    payload += size;
  }
  return set(out, payload, end, IP_BY_VERSION);
}

/** RFC 2661 §3.1: data messages of version 2. */
function readL2tp(bytes: Uint8Array, at: number, end: number, out: LinkPayload): boolean {
  const flags = u16(bytes, at);
  if ((flags & 15) !== 2 || flags & 0x8000) return false;
  let payload = at + 6 + (flags & 0x4000 ? 2 : 0) + (flags & 0x0800 ? 4 : 0);
  if (flags & 0x0200) {
    if (payload + 2 > end) return false;
    payload += 2 + u16(bytes, payload);
  }
  if (payload >= end) return false;
  readPpp(bytes, payload, end, out);
  return out.at < end;
}

/** Finds what GRE carries (RFC 2784, RFC 2890; version 1 is PPTP's, RFC 2637 §4.1). False when it is cut or empty. */
export function readGre(bytes: Uint8Array, at: number, end: number, out: LinkPayload): boolean {
  if (at + 4 > end) return false;
  const flags = u16(bytes, at);
  const protocol = u16(bytes, at + 2);
  const hasSequence = (flags & 0x1000) !== 0;
  let payload = at + 4 + (flags & 0xc000 ? 4 : 0) + (flags & 0x2000 ? 4 : 0) + (hasSequence ? 4 : 0);
  if (protocol === PPTP) {
    if (flags & 0x0080) payload += 4;
    if (payload >= end) return false;
    readPpp(bytes, payload, end, out);
    return out.at < end;
  }
  // Type I of ERSPAN has no header of its own and no sequence number.
  if (protocol === ERSPAN_2) return set(out, payload + (hasSequence ? 8 : 0), end, ETHERNET_BRIDGED);
  if (protocol !== ERSPAN_3) return set(out, payload, end, protocol);
  // The lowest bit of its header announces 8 bytes more.
  const optional = payload + 12 <= end && (bytes[payload + 11] as number) & 1 ? 8 : 0;
  return set(out, payload + 12 + optional, end, ETHERNET_BRIDGED);
}
