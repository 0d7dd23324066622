export const CLIENT_HELLO = 1;
export const SERVER_HELLO = 2;
export const NEW_SESSION_TICKET = 4;
export const END_OF_EARLY_DATA = 5;
export const FINISHED = 20;
export const KEY_UPDATE = 24;

const WANTED: ReadonlySet<number> = new Set([
  CLIENT_HELLO,
  SERVER_HELLO,
  NEW_SESSION_TICKET,
  END_OF_EARLY_DATA,
  FINISHED,
  KEY_UPDATE,
]);
const HEADER = 4;
/** A message that is wanted and longer than this is none. */
const LIMIT = 1 << 17;

/** Cuts the handshake records of one direction into messages (RFC 8446 §4); of those that are not wanted nothing is kept. */
export class HandshakeMessages {
  #rest = new Uint8Array(0);
  /** Bytes of a message that nobody wants and that are still to come. */
  #skip = 0;

  /** The wanted messages that these bytes complete. */
  *take(bytes: Uint8Array): Generator<{ readonly type: number; readonly body: Uint8Array }> {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    let data = new Uint8Array(this.#rest.length + bytes.length - skipped);
    data.set(this.#rest);
    data.set(bytes.subarray(skipped), this.#rest.length);
    while (data.length >= HEADER) {
      const type = data[0] as number;
      const end = HEADER + (((data[1] as number) << 16) | ((data[2] as number) << 8) | (data[3] as number));
      if (!WANTED.has(type) || end > LIMIT) {
        this.#skip = Math.max(0, end - data.length);
        data = data.slice(end);
        continue;
      }
      if (end > data.length) break;
      yield { type, body: data.slice(HEADER, end) };
      data = data.slice(end);
    }
    this.#rest = data;
  }

  /** Forgets what is not whole: bytes are missing. */
  reset(): void {
    this.#rest = new Uint8Array(0);
    this.#skip = 0;
  }
}
