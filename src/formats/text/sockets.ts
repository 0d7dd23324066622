import type { EndpointTable } from '../../base/endpoint.ts';

/** Texts that are remembered at most; hostile input must not fill the memory. */
const LIMIT = 100_000;
/** A power of two. */
const SLOTS = 256;

/** Endpoints of sockets written as text; the same few texts come again and again. */
export class Sockets {
  readonly #endpoints: EndpointTable;
  readonly #known = new Map<string, number>();
  /** The last text of each slot and its id: finds most without hashing. */
  readonly #lately: string[] = new Array<string>(SLOTS).fill('');
  readonly #ids = new Int32Array(SLOTS);

  constructor(endpoints: EndpointTable) {
    this.#endpoints = endpoints;
  }

  /** Endpoint id of `host`, `host:port`, `[v6]:port`; -1 when no host is written. */
  id(text: string): number {
    const slot = slotOf(text);
    if (text !== '' && this.#lately[slot] === text) return this.#ids[slot] as number;
    let id = this.#known.get(text);
    if (id === undefined) {
      id = this.#read(text);
      if (this.#known.size < LIMIT) this.#known.set(text, id);
    }
    this.#lately[slot] = text;
    this.#ids[slot] = id;
    return id;
  }

  #read(text: string): number {
    const parts = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) ?? /^([^:]+)(?::(\d{1,5}))?$/.exec(text);
    // More than one colon and no brackets: an IPv6 address without a port.
    const host = parts?.[1] ?? (text.includes('::') || text.split(':').length === 8 ? text : '');
    const port = Number(parts?.[2] ?? 0);
    if (host === '' || host.length > 255) return -1;
    return this.#endpoints.ofHost(host, port <= 65535 ? port : 0);
  }
}

/** Sockets differ in their last characters, or in those before the port. */
function slotOf(text: string): number {
  const { length } = text;
  return (
    (text.charCodeAt(length - 1) * 7 + text.charCodeAt(length - 3) * 31 + text.charCodeAt(length - 6)) & (SLOTS - 1)
  );
}
