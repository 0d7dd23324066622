import { u16 } from './bytes.ts';
import { FRAGMENT_MISSING } from './event-table.ts';
import { emptyIcmpError, readIcmp } from './icmp.ts';
import { type IpHeader, UDP } from './ip.ts';
import type { Pass } from './pass.ts';
import { mayBegin } from './start-line.ts';
import { NO_TEXT } from './udp-payload.ts';

const ICMP_HEADER = 8;
const UDP_HEADER = 8;

/** Writes down what happens beside SIP and media and concerns them (ICMP, connections that end, fragments that miss). */
export class Happenings {
  readonly #pass: Pass;
  readonly #error = emptyIcmpError();

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** Takes an ICMP packet, which `ip` describes. */
  icmp(bytes: Uint8Array, ip: IpHeader): void {
    const error = this.#error;
    if (!readIcmp(bytes, ip, error)) return;
    const { quoted, kind, detail } = error;
    this.#add(bytes, quoted, kind, detail, isOurs(bytes, quoted), this.#socket(bytes, ip.source, ip.addressLength, 0));
  }

  /** A datagram that stayed incomplete; `ip` describes what is there of it, from its beginning on. */
  fragment(bytes: Uint8Array, ip: IpHeader): void {
    if (ip.payload + 4 > ip.end) return;
    this.#add(bytes, ip, FRAGMENT_MISSING, '', isOurs(bytes, ip), -1);
  }

  /** Something about a connection. @param key source and destination address, source and destination port */
  connection(key: Uint8Array, reverse: boolean, kind: number, detail: string, sure: boolean): void {
    const length = key.length === 12 ? 4 : 16;
    const ports = length * 2;
    const a = this.#socket(key, 0, length, u16(key, ports));
    const b = this.#socket(key, length, length, u16(key, ports + 2));
    const [from, to] = reverse ? [b, a] : [a, b];
    if (from >= 0 && to >= 0) this.#write(from, to, kind, detail, sure, from);
  }

  /** No more of this source: what concerns neither SIP nor media is dropped. */
  finish(): void {
    const { traffic, sink, known } = this.#pass;
    const { sockets, flows } = traffic;
    const media = new Set<number>();
    for (let row = 0; row < flows.count; row++) {
      media.add(flows.columns.from[row] as number);
      media.add(flows.columns.to[row] as number);
    }
    const talking = new Set(sink.endpoints.list().map(({ address, port }) => `${address} ${port}`));
    traffic.events.keep(known.source, (socket) => {
      const { address, port } = sockets.get(socket);
      return media.has(socket) || talking.has(`${address} ${port}`);
    });
  }

  #add(bytes: Uint8Array, ip: IpHeader, kind: number, detail: string, sure: boolean, reporter: number): void {
    const { source, destination, addressLength, payload } = ip;
    const from = this.#socket(bytes, source, addressLength, u16(bytes, payload));
    const to = this.#socket(bytes, destination, addressLength, u16(bytes, payload + 2));
    if (from >= 0 && to >= 0) this.#write(from, to, kind, detail, sure, reporter);
  }

  #write(from: number, to: number, kind: number, detail: string, sure: boolean, reporter: number): void {
    const { traffic, known, time, frame } = this.#pass;
    traffic.events.add({ source: known.source, kind, detail, reporter, from, to, time, frame, sure });
  }

  #socket(bytes: Uint8Array, at: number, length: 4 | 16, port: number): number {
    const { traffic } = this.#pass;
    return traffic.hasRoom ? traffic.sockets.ofBytes(bytes, at, length, port) : -1;
  }
}

/** SIP or RTP by the first bytes of its payload. */
function isOurs(bytes: Uint8Array, { protocol, payload, end }: IpHeader): boolean {
  const at = payload + UDP_HEADER;
  if (protocol !== UDP || at + ICMP_HEADER > end) return false;
  const first = bytes[at] as number;
  return (first >= NO_TEXT && first < 0xc0) || mayBegin(bytes, at, end);
}
