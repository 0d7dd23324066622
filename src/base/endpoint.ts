import { formatAddress, isMapped, parseAddress } from './address.ts';
import { Interner } from './interner.ts';

/**
 * address: an IP address. name: a host name or a masked address such as `173.XXX.XXX.88`.
 * self: the system that wrote the log, whose address the log does not print. unknown: nothing at all is known.
 */
export type EndpointKind = 'address' | 'name' | 'self' | 'unknown';

/** One socket as a trace shows it: a host and a port. */
export interface Endpoint {
  readonly id: number;
  readonly kind: EndpointKind;
  /** IP address in its canonical text (RFC 5952 for IPv6), host name, or '' for self and unknown. */
  readonly address: string;
  /** 0 when not known. */
  readonly port: number;
}

const KINDS = new Map<number, EndpointKind>([
  [4, 'address'],
  [6, 'address'],
  [1, 'name'],
  [2, 'self'],
  [3, 'unknown'],
]);

/** Interns sockets: the same address and port get the same small number, whichever format named them. */
export class EndpointTable {
  readonly #ids = new Interner(64);
  #key = new Uint8Array(64);
  #views: Endpoint[] = [];
  #hosts: Int32Array = new Int32Array(0);

  get count(): number {
    return this.#ids.count;
  }

  /** Id of an IP address given as 4 or 16 network-order bytes. */
  ofBytes(bytes: Uint8Array, at: number, length: 4 | 16, port: number): number {
    if (length === 16 && isMapped(bytes, at)) return this.ofBytes(bytes, at + 12, 4, port);
    const key = this.#key;
    key[0] = length === 4 ? 4 : 6;
    key[1] = port >> 8;
    key[2] = port & 255;
    for (let i = 0; i < length; i++) key[3 + i] = bytes[at + i] as number;
    return this.#ids.id(key, 0, 3 + length);
  }

  /** Id of a host written as text: IP addresses meet those of `ofBytes`, anything else is a name, case folded. */
  ofHost(host: string, port: number): number {
    const address = parseAddress(host);
    if (address) return this.ofBytes(address, 0, address.length === 4 ? 4 : 16, port);
    return this.#named(1, host.toLowerCase().slice(0, 255), port);
  }

  /** Id of the system that wrote a log which prints only the peer. One per source. */
  ofSelf(source: number): number {
    return this.#named(2, String(source), 0);
  }

  /** Id of "somebody, the trace does not say who". One per source and side, so that two sides stay two lanes. */
  ofUnknown(source: number, side: 'sender' | 'receiver'): number {
    return this.#named(3, `${source} ${side}`, 0);
  }

  /** What an id stands for. */
  get(id: number): Endpoint {
    this.#views[id] ??= this.#view(id);
    return this.#views[id];
  }

  /** All endpoints in order of id. */
  list(): Endpoint[] {
    return Array.from({ length: this.count }, (_, id) => this.get(id));
  }

  /** A small number for the host of each endpoint, by id: sockets that differ only in their port share one. A view. */
  hosts(): Int32Array {
    if (this.#hosts.length === this.count) return this.#hosts;
    const hosts = new Interner(64);
    const numbers = new Int32Array(this.count);
    for (let id = 0; id < numbers.length; id++) {
      const key = this.#ids.bytesOf(id).slice();
      key[1] = key[2] = 0;
      numbers[id] = hosts.id(key, 0, key.length);
    }
    this.#hosts = numbers;
    return numbers;
  }

  #named(tag: number, text: string, port: number): number {
    const bytes = new TextEncoder().encode(text);
    const key = new Uint8Array(3 + bytes.length);
    key.set([tag, port >> 8, port & 255]);
    key.set(bytes, 3);
    return this.#ids.id(key, 0, key.length);
  }

  #view(id: number): Endpoint {
    const key = this.#ids.bytesOf(id);
    const tag = key[0] ?? 3;
    const kind = KINDS.get(tag) ?? 'unknown';
    const port = ((key[1] ?? 0) << 8) | (key[2] ?? 0);
    const rest = key.slice(3);
    if (kind === 'address') return { id, kind, address: formatAddress(rest), port };
    return { id, kind, address: kind === 'name' ? new TextDecoder().decode(rest) : '', port };
  }
}
