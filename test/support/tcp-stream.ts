import { ACK, type Ends, ethernet, FIN, ip4, SYN, tcp } from './packets.ts';

/** A piece of a byte stream at its place. */
export interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Cuts bytes at these places. */
export function pieces(bytes: Uint8Array, cuts: readonly number[]): Piece[] {
  const inside = [...new Set(cuts)].filter((cut) => cut > 0 && cut < bytes.length).sort((a, b) => a - b);
  const bounds = [0, ...inside, bytes.length];
  return bounds.slice(1).map((end, i) => ({ at: bounds[i] ?? 0, bytes: bytes.subarray(bounds[i], end) }));
}

export const ends: Ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 40000, dport: 5060 };
export const back: Ends = { from: '10.0.0.2', to: '10.0.0.1', sport: 5060, dport: 40000 };

/** One direction of a TCP connection whose first byte of data has the number `first`. */
export class Talker {
  readonly #ends: Ends;
  readonly #first: number;

  constructor(whose = ends, first = 1000) {
    this.#ends = whose;
    this.#first = first;
  }

  open(): Uint8Array {
    return this.#frame(-1, new Uint8Array(0), SYN);
  }

  data({ at, bytes }: Piece): Uint8Array {
    return this.#frame(at, bytes);
  }

  acknowledge(at: number, theirs: number): Uint8Array {
    const segment = { sequence: this.#first + at, acknowledged: theirs, flags: ACK };
    return ethernet(ip4(this.#ends, tcp(this.#ends, segment), { protocol: 6 }));
  }

  close(at: number): Uint8Array {
    return this.#frame(at, new Uint8Array(0), FIN);
  }

  #frame(at: number, bytes: Uint8Array, flags = 8): Uint8Array {
    const segment = tcp(this.#ends, { sequence: this.#first + at, flags }, bytes);
    return ethernet(ip4(this.#ends, segment, { protocol: 6 }));
  }
}
