import { u16, u16le, u32 } from './bytes.ts';

export const IP4 = 0x0800;
export const IP6 = 0x86dd;
/** IP of either version, as its first nibble says; no EtherType has this number. */
export const IP_BY_VERSION = 0x10000;
export const ETHERNET_BRIDGED = 0x6558;
/** Nothing that is read further. */
const NOTHING = 0;

/** What stands behind a link layer; one object is reused for a pass. */
export interface LinkPayload {
  at: number;
  /** EtherType, or IP_BY_VERSION. */
  type: number;
}

/** Code points of pcap's list of link types. */
const NULL = 0;
const ETHERNET = 1;
const PPP = 9;
const RAW_BSD = 12;
const RAW_OPENBSD = 14;
const PPP_HDLC = 50;
const PPP_ETHER = 51;
const RAW = 101;
const CISCO_HDLC = 104;
const IEEE_802_11 = 105;
const LOOP = 108;
const LINUX_COOKED = 113;
const RADIOTAP = 127;
const RAW_IP4 = 228;
const RAW_IP6 = 229;
const LINUX_COOKED_2 = 276;

/** Finds what a frame of this link type carries. False when the type is not known; a cut frame carries nothing. */
export function readLink(bytes: Uint8Array, start: number, end: number, linkType: number, out: LinkPayload): boolean {
  switch (linkType) {
    case ETHERNET:
      readEthernet(bytes, start, end, out);
      return true;
    case LINUX_COOKED:
      return behind(out, end, start + 16, start + 16 <= end ? cookedType(bytes, start + 14) : NOTHING);
    case LINUX_COOKED_2:
      return behind(out, end, start + 20, start + 20 <= end ? cookedType(bytes, start) : NOTHING);
    case RAW_BSD:
    case RAW_OPENBSD:
    case RAW:
    case RAW_IP4:
    case RAW_IP6:
      return behind(out, end, start, IP_BY_VERSION);
    case NULL:
    case LOOP:
      // The address family has as many numbers as there are systems, in either byte order: the version nibble is sure.
      return behind(out, end, start + 4, IP_BY_VERSION);
    case PPP:
    case PPP_HDLC:
      readPpp(bytes, start, end, out);
      return true;
    case PPP_ETHER:
      readPpp(bytes, start + 6, end, out);
      return true;
    case CISCO_HDLC:
      return behind(out, end, start + 4, start + 4 <= end ? u16(bytes, start + 2) : NOTHING);
    case IEEE_802_11:
      readWireless(bytes, start, end, out);
      return true;
    case RADIOTAP:
      readWireless(bytes, start + 4 <= end ? start + u16le(bytes, start + 2) : end, end, out);
      return true;
    default:
      return false;
  }
}

function behind(out: LinkPayload, end: number, at: number, type: number): true {
  out.at = Math.min(at, end);
  out.type = at < end ? type : NOTHING;
  return true;
}

/** Ethernet II, or IEEE 802.3 with LLC and SNAP. */
function readEthernet(bytes: Uint8Array, start: number, end: number, out: LinkPayload): void {
  if (start + 14 > end) behind(out, end, end, NOTHING);
  else {
    const type = u16(bytes, start + 12);
    if (type >= 0x600) behind(out, end, start + 14, type);
    else readSnap(bytes, start + 14, end, out);
  }
}

/** `AA AA 03`, organisation, EtherType. */
function readSnap(bytes: Uint8Array, at: number, end: number, out: LinkPayload): void {
  const isSnap = at + 8 <= end && u16(bytes, at) === 0xaaaa && bytes[at + 2] === 3;
  behind(out, end, at + 8, isSnap ? u16(bytes, at + 6) : NOTHING);
}

/** Linux writes numbers below 0x600 for what has no EtherType: 1 is 802.3, 4 is LLC. */
function cookedType(bytes: Uint8Array, at: number): number {
  const type = u16(bytes, at);
  return type < 0x600 ? NOTHING : type;
}

/** RFC 1661 §2, RFC 1662 §3.1: address and control may be left out, and one byte of the protocol. */
export function readPpp(bytes: Uint8Array, start: number, end: number, out: LinkPayload): void {
  let at = start;
  if (at + 2 <= end && u16(bytes, at) === 0xff03) at += 2;
  if (at + 2 > end) {
    behind(out, end, end, NOTHING);
    return;
  }
  const short = ((bytes[at] as number) & 1) === 1;
  const protocol = short ? (bytes[at] as number) : u16(bytes, at);
  const type = protocol === 0x21 ? IP4 : protocol === 0x57 ? IP6 : protocol === 0x281 ? MPLS : NOTHING;
  behind(out, end, at + (short ? 1 : 2), type);
}

/** IEEE 802.11-2020 §9.3.2: data frames that are not encrypted. */
function readWireless(bytes: Uint8Array, start: number, end: number, out: LinkPayload): void {
  behind(out, end, end, NOTHING);
  if (start + 24 > end) return;
  const control = bytes[start] as number;
  const flags = bytes[start + 1] as number;
  // Type 2 is data; subtype bit 2 says that there is none, flag 0x40 that it is protected.
  if ((control & 0x0c) !== 0x08 || control & 0x40 || flags & 0x40) return;
  let at = start + 24;
  if ((flags & 3) === 3) at += 6;
  if (control & 0x80) at += flags & 0x80 ? 6 : 2;
  readSnap(bytes, at, end, out);
}

export const MPLS = 0x8847;
const MPLS_MULTICAST = 0x8848;
const PPPOE_SESSION = 0x8864;
/** 802.1Q, 802.1ad and the numbers that were used before there was a standard. */
const VLAN: readonly number[] = [0x8100, 0x88a8, 0x9100, 0x9200, 0x9300];

/** Takes off what stands between Ethernet and IP: VLAN tags, MPLS labels, PPPoE, bridged Ethernet. */
export function unwrapLink(bytes: Uint8Array, end: number, out: LinkPayload): void {
  // Each turn takes at least 4 bytes off.
  while (out.type !== IP4 && out.type !== IP6 && out.at < end) {
    if (VLAN.includes(out.type)) {
      behind(out, end, out.at + 4, out.at + 4 <= end ? u16(bytes, out.at + 2) : NOTHING);
    } else if (out.type === MPLS || out.type === MPLS_MULTICAST) readMpls(bytes, end, out);
    else if (out.type === PPPOE_SESSION) readPpp(bytes, out.at + 6, end, out);
    else if (out.type === ETHERNET_BRIDGED) readEthernet(bytes, out.at, end, out);
    else return;
  }
}

/** RFC 3032 §2.1 up to the bottom of the stack; behind it IP, or a pseudowire with Ethernet (RFC 4448). */
function readMpls(bytes: Uint8Array, end: number, out: LinkPayload): void {
  let { at } = out;
  let bottom = false;
  while (!bottom && at + 4 <= end) {
    bottom = (u32(bytes, at) & 0x100) !== 0;
    at += 4;
  }
  if (!bottom || at >= end) {
    behind(out, end, end, NOTHING);
    return;
  }
  const version = (bytes[at] as number) >> 4;
  if (version === 4 || version === 6) behind(out, end, at, version === 4 ? IP4 : IP6);
  // RFC 4385 §3: a control word begins with 0000.
  else behind(out, end, version === 0 ? at + 4 : at, ETHERNET_BRIDGED);
}
