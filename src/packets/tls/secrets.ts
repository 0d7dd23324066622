/** What a line of a key log holds (draft-ietf-tls-keylogfile §2): a label, the client's random, the secret. */
const LINE = /^([A-Z][A-Z0-9_]{2,40}) ([0-9a-f]{64}) ([0-9a-f]{32,128})$/i;
/** Master secret by the session that it belongs to, as some programs write it. */
const SESSION = /^RSA Session-ID:([0-9a-f]{2,64}) Master-Key:([0-9a-f]{96})$/i;
/** Premaster secret by the first bytes of what the client sent it as: told, but the lines above say the same. */
const PREMASTER = /^(?:RSA [0-9a-f]{16}|PMS_CLIENT_RANDOM [0-9a-f]{64}) [0-9a-f]{96}$/i;
/** Sessions whose secrets are kept at most. */
const MOST = 200_000;

export type SecretLabel =
  | 'CLIENT_RANDOM'
  | 'CLIENT_EARLY_TRAFFIC_SECRET'
  | 'CLIENT_HANDSHAKE_TRAFFIC_SECRET'
  | 'SERVER_HANDSHAKE_TRAFFIC_SECRET'
  | 'CLIENT_TRAFFIC_SECRET_0'
  | 'SERVER_TRAFFIC_SECRET_0';

/** Whether these first bytes are those of a key log: nothing but comments stands before its first line. */
export function isKeyLog(head: Uint8Array): boolean {
  const text = decoder.decode(head.subarray(0, 8192));
  for (const line of text.split('\n', 200)) {
    const plain = line.trim();
    if (plain !== '' && !plain.startsWith('#')) return [LINE, SESSION, PREMASTER].some((form) => form.test(plain));
  }
  return false;
}

const decoder = new TextDecoder();

/** Secrets of TLS sessions, by what is seen of them on the wire. They stay here: nothing hands them out but to decrypt. */
export class TlsSecrets {
  readonly #byRandom = new Map<string, Map<string, Uint8Array>>();
  /** Master secrets of TLS 1.2 by session id or ticket, for sessions that are resumed. */
  readonly #bySession = new Map<string, Uint8Array>();

  /** Sessions that are known. */
  get count(): number {
    return this.#byRandom.size + this.#bySession.size;
  }

  /** Takes the lines of a key log; those that are none are passed over. @returns lines that held a secret */
  read(text: string): number {
    let lines = 0;
    for (const line of text.split('\n')) if (this.#line(line.trim())) lines++;
    return lines;
  }

  of(random: Uint8Array, label: SecretLabel): Uint8Array | null {
    return this.#byRandom.get(hexOf(random))?.get(label) ?? null;
  }

  /** Whether anything is known of the session with this client random. */
  knows(random: Uint8Array): boolean {
    return this.#byRandom.has(hexOf(random));
  }

  /** Master secret of a session that is resumed by its id or ticket. */
  ofSession(id: Uint8Array): Uint8Array | null {
    return id.length === 0 ? null : (this.#bySession.get(hexOf(id)) ?? null);
  }

  /** A session that may be resumed under this id or ticket. */
  keepSession(id: Uint8Array, master: Uint8Array): void {
    if (id.length > 0 && this.#bySession.size < MOST) this.#bySession.set(hexOf(id), master);
  }

  #line(line: string): boolean {
    const [, label = '', random = '', secret = ''] = LINE.exec(line) ?? [];
    if (label !== '') {
      this.#keep(random.toLowerCase(), label.toUpperCase(), bytesOf(secret));
      return true;
    }
    const [, id = '', master = ''] = SESSION.exec(line) ?? [];
    if (id !== '') this.keepSession(bytesOf(id), bytesOf(master));
    return id !== '';
  }

  #keep(random: string, label: string, secret: Uint8Array): void {
    const known = this.#byRandom.get(random);
    if (known) known.set(label, secret);
    else if (this.#byRandom.size < MOST) this.#byRandom.set(random, new Map([[label, secret]]));
  }
}

function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length >> 1 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
