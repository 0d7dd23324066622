import { parseAddress } from '../../src/base/address.ts';

/** Where a packet comes from and goes to. */
export interface Ends {
  readonly from: string;
  readonly to: string;
  readonly sport?: number;
  readonly dport?: number;
}

const encoder = new TextEncoder();

export function text(value: string): Uint8Array {
  return encoder.encode(value);
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return joinAll(parts);
}

export function joinAll(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Big-endian numbers of so many bytes each: `be([2, 5060], [4, 1])`. */
export function be(...numbers: readonly (readonly [size: number, value: number])[]): Uint8Array {
  const bytes: number[] = [];
  for (const [size, value] of numbers) {
    for (let i = size - 1; i >= 0; i--) bytes.push(Math.floor(value / 256 ** i) & 255);
  }
  return Uint8Array.from(bytes);
}

function address(value: string): Uint8Array {
  return parseAddress(value) ?? new Uint8Array(4);
}

export function udp(ends: Ends, payload: Uint8Array): Uint8Array {
  const header = be([2, ends.sport ?? 5060], [2, ends.dport ?? 5060], [2, payload.length + 8], [2, 0]);
  return join(header, payload);
}

export interface Segment {
  readonly sequence: number;
  readonly acknowledged?: number;
  readonly flags?: number;
}

export const FIN = 1;
export const SYN = 2;
export const ACK = 16;

export function tcp(
  ends: Ends,
  { sequence, acknowledged, flags }: Segment,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const bits = flags ?? (acknowledged === undefined ? 8 : ACK | 8);
  const ports = be(
    [2, ends.sport ?? 5060],
    [2, ends.dport ?? 5060],
    [4, sequence >>> 0],
    [4, (acknowledged ?? 0) >>> 0],
  );
  return join(ports, be([1, 5 << 4], [1, bits], [2, 65535], [4, 0]), payload);
}

export interface Ip4 {
  readonly protocol?: number;
  readonly id?: number;
  readonly dontFragment?: boolean;
  readonly more?: boolean;
  /** Bytes. */
  readonly offset?: number;
  /** Length a multiple of 4. */
  readonly options?: Uint8Array;
}

export function ip4(ends: Ends, payload: Uint8Array, how: Ip4 = {}): Uint8Array {
  const options = how.options ?? new Uint8Array(0);
  const header = 20 + options.length;
  const fragment = (how.dontFragment ? 0x4000 : 0) | (how.more ? 0x2000 : 0) | ((how.offset ?? 0) >> 3);
  const start = be([1, 0x40 | (header >> 2)], [1, 0], [2, header + payload.length], [2, how.id ?? 0], [2, fragment]);
  const rest = be([1, 64], [1, how.protocol ?? 17], [2, 0]);
  return join(start, rest, address(ends.from), address(ends.to), options, payload);
}

/** `extensions` are whole extension headers whose first has the number `protocol`. */
export function ip6(
  ends: Ends,
  payload: Uint8Array,
  protocol = 17,
  extensions: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const start = be([4, 0x60000000], [2, extensions.length + payload.length], [1, protocol], [1, 64]);
  return join(start, address(ends.from), address(ends.to), extensions, payload);
}

const ETHER_IP4 = 0x0800;
export const ETHER_IP6 = 0x86dd;

/** An Ethernet frame; `tags` stand before the type: `[[0x8100, 5]]` is VLAN 5. */
export function ethernet(
  packet: Uint8Array,
  type = typeOf(packet),
  tags: readonly [number, number][] = [],
): Uint8Array {
  const macs = be([6, 2], [6, 1]);
  return join(macs, ...tags.map(([kind, value]) => be([2, kind], [2, value])), be([2, type]), packet);
}

export function typeOf(packet: Uint8Array): number {
  return (packet[0] ?? 0) >> 4 === 6 ? ETHER_IP6 : ETHER_IP4;
}

/** IPv4 fragments of a datagram, cut at these offsets (multiples of 8). */
export function fragments4(ends: Ends, datagram: Uint8Array, cuts: readonly number[], how: Ip4 = {}): Uint8Array[] {
  const bounds = [0, ...cuts, datagram.length];
  return bounds.slice(1).map((end, i) => {
    const offset = bounds[i] ?? 0;
    return ip4(ends, datagram.subarray(offset, end), { id: 7, ...how, offset, more: end < datagram.length });
  });
}

/** IPv6 fragments of a datagram whose first header has the number `protocol`. */
export function fragments6(
  ends: Ends,
  datagram: Uint8Array,
  cuts: readonly number[],
  protocol = 17,
  id = 7,
): Uint8Array[] {
  const bounds = [0, ...cuts, datagram.length];
  return bounds.slice(1).map((end, i) => {
    const offset = bounds[i] ?? 0;
    const header = be([1, protocol], [1, 0], [2, offset | (end < datagram.length ? 1 : 0)], [4, id]);
    return ip6(ends, datagram.subarray(offset, end), 44, header);
  });
}
