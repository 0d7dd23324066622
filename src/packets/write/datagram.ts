const UDP = 17;
const HEADER = 8;
const IP4_HEADER = 20;
const IP6_HEADER = 40;
const HOPS = 64;

/** What a datagram can hold: IPv4 counts its header, too (RFC 791 §3.1). */
export const LONGEST_PAYLOAD = 65_535 - IP4_HEADER - HEADER;

/** A socket: an address of 4 or 16 bytes and a port. */
export interface Socket {
  readonly address: Uint8Array;
  readonly port: number;
}

/** IP and UDP around a payload, with checksums; ends of two families meet in IPv6 (RFC 4291 §2.5.5.2). */
export function buildDatagram(from: Socket, to: Socket, payload: Uint8Array): Uint8Array {
  const isSix = from.address.length === 16 || to.address.length === 16;
  const source = isSix ? mapped(from.address) : from.address;
  const destination = isSix ? mapped(to.address) : to.address;
  const header = isSix ? IP6_HEADER : IP4_HEADER;
  const packet = new Uint8Array(header + HEADER + payload.length);
  const view = new DataView(packet.buffer);
  view.setUint16(header, from.port);
  view.setUint16(header + 2, to.port);
  view.setUint16(header + 4, HEADER + payload.length);
  packet.set(payload, header + HEADER);
  if (isSix) writeIp6(packet, view, source, destination, HEADER + payload.length);
  else writeIp4(packet, view, source, destination);
  // RFC 768: over a pseudo header of addresses, protocol and length; 0 stands for none and is sent as all ones.
  const pseudo =
    sum(source, 0, source.length) + sum(destination, 0, destination.length) + UDP + HEADER + payload.length;
  const checksum = folded(pseudo + sum(packet, header, packet.length));
  view.setUint16(header + 6, checksum === 0 ? 0xffff : checksum);
  return packet;
}

/** RFC 791 §3.1. */
function writeIp4(packet: Uint8Array, view: DataView, source: Uint8Array, destination: Uint8Array): void {
  packet[0] = 0x45;
  view.setUint16(2, packet.length);
  view.setUint16(6, 0x4000);
  packet[8] = HOPS;
  packet[9] = UDP;
  packet.set(source, 12);
  packet.set(destination, 16);
  view.setUint16(10, folded(sum(packet, 0, IP4_HEADER)));
}

/** RFC 8200 §3. */
function writeIp6(
  packet: Uint8Array,
  view: DataView,
  source: Uint8Array,
  destination: Uint8Array,
  length: number,
): void {
  packet[0] = 0x60;
  view.setUint16(4, length);
  packet[6] = UDP;
  packet[7] = HOPS;
  packet.set(source, 8);
  packet.set(destination, 24);
}

function mapped(address: Uint8Array): Uint8Array {
  if (address.length === 16) return address;
  const long = new Uint8Array(16);
  long.set([255, 255], 10);
  long.set(address, 12);
  return long;
}

/** RFC 1071. */
function sum(bytes: Uint8Array, start: number, end: number): number {
  let total = 0;
  for (let at = start; at < end; at += 2)
    total += ((bytes[at] as number) << 8) | (at + 1 < end ? (bytes[at + 1] as number) : 0);
  return total;
}

function folded(total: number): number {
  let value = total;
  while (value > 0xffff) value = (value & 0xffff) + Math.floor(value / 0x10000);
  return ~value & 0xffff;
}
