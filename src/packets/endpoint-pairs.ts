import type { EndpointTable } from '../base/endpoint.ts';
import { u16, u32 } from './bytes.ts';
import type { IpHeader } from './ip.ts';

/** Pairs that are remembered, a power of two. */
const SIZE = 1024;

/**
 * Ids of the two ends of a packet. Packets of one conversation follow each other, so that the last pairs of IPv4 ends are
 * kept by their numbers: three comparisons stand for two walks through the table of endpoints.
 */
export class EndpointPairs {
  from = -1;
  to = -1;
  readonly #endpoints: EndpointTable;
  /** Source, destination, ports. */
  readonly #keys = new Uint32Array(SIZE * 3);
  readonly #ids = new Int32Array(SIZE * 2).fill(-1);

  constructor(endpoints: EndpointTable) {
    this.#endpoints = endpoints;
  }

  /** Sets `from` and `to` for the packet with this header; its ports stand where the payload of IP begins. */
  find(bytes: Uint8Array, ip: IpHeader): void {
    if (ip.addressLength === 4) this.#find4(bytes, ip);
    else this.#look(bytes, ip);
  }

  #find4(bytes: Uint8Array, ip: IpHeader): void {
    const source = u32(bytes, ip.source);
    const destination = u32(bytes, ip.destination);
    const ports = u32(bytes, ip.payload);
    const mixed = Math.imul(source ^ Math.imul(destination, 31) ^ Math.imul(ports, 0x9e3779b1), 0x85ebca6b);
    const slot = (mixed >>> 16) & (SIZE - 1);
    const keys = this.#keys;
    const ids = this.#ids;
    const at = slot * 3;
    if (
      keys[at] === source &&
      keys[at + 1] === destination &&
      keys[at + 2] === ports &&
      (ids[slot * 2] as number) >= 0
    ) {
      this.from = ids[slot * 2] as number;
      this.to = ids[slot * 2 + 1] as number;
      return;
    }
    this.#look(bytes, ip);
    keys[at] = source;
    keys[at + 1] = destination;
    keys[at + 2] = ports;
    ids[slot * 2] = this.from;
    ids[slot * 2 + 1] = this.to;
  }

  #look(bytes: Uint8Array, ip: IpHeader): void {
    const { source, destination, addressLength, payload } = ip;
    this.from = this.#endpoints.ofBytes(bytes, source, addressLength, u16(bytes, payload));
    this.to = this.#endpoints.ofBytes(bytes, destination, addressLength, u16(bytes, payload + 2));
  }
}
