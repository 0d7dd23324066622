import { u16 } from '../bytes.ts';

/** What the hello of either side says (RFC 5246 §7.4.1, RFC 8446 §4.1). */
export interface Hello {
  /** 32 bytes. */
  readonly random: Uint8Array;
  readonly session: Uint8Array;
  /** Version that the server chose: 0x0303 is TLS 1.2, 0x0304 is 1.3; of a client what its hello looks like. */
  readonly version: number;
  /** Cipher suite that the server chose, 0 of a client. */
  readonly suite: number;
  /** Ticket that the client offers, empty for none. */
  readonly ticket: Uint8Array;
  /** Encrypt-then-MAC was agreed (RFC 7366). */
  readonly encryptThenMac: boolean;
  /** Data follow at once (RFC 8446 §4.2.10). */
  readonly earlyData: boolean;
  /** The server asks for another hello (RFC 8446 §4.1.4). */
  readonly isRetry: boolean;
}

const EMPTY = new Uint8Array(0);
const ENCRYPT_THEN_MAC = 22;
const SESSION_TICKET = 35;
const EARLY_DATA = 42;
const SUPPORTED_VERSIONS = 43;
/** First bytes of the random of a HelloRetryRequest: SHA-256 of its name. */
const RETRY = [0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11] as const;

/** Reads the body of a ClientHello or ServerHello; null when it is damaged. */
export function readHello(body: Uint8Array, isServer: boolean): Hello | null {
  const sessionEnd = 35 + (body[34] ?? 255);
  if (sessionEnd + 2 > body.length) return null;
  const random = body.slice(2, 34);
  const hello = {
    random,
    session: body.slice(35, sessionEnd),
    version: u16(body, 0),
    suite: isServer ? u16(body, sessionEnd) : 0,
    ticket: EMPTY as Uint8Array,
    encryptThenMac: false,
    earlyData: false,
    isRetry: isServer && RETRY.every((byte, i) => random[i] === byte),
  };
  // One suite and one method of compression, or lists of them with their lengths.
  const suites = isServer ? sessionEnd + 2 : sessionEnd + 2 + u16(body, sessionEnd);
  const extensions = isServer ? suites + 1 : suites + 1 + (body[suites] ?? 0);
  for (const [type, value] of extensionsIn(body, extensions)) {
    if (type === ENCRYPT_THEN_MAC) hello.encryptThenMac = true;
    else if (type === SESSION_TICKET) hello.ticket = value;
    else if (type === EARLY_DATA) hello.earlyData = true;
    else if (type === SUPPORTED_VERSIONS && isServer && value.length === 2) hello.version = u16(value, 0);
  }
  return hello;
}

function* extensionsIn(body: Uint8Array, at: number): Generator<[type: number, value: Uint8Array]> {
  if (at + 2 > body.length) return;
  const end = Math.min(body.length, at + 2 + u16(body, at));
  for (let next = at + 2; next + 4 <= end; ) {
    const stop = next + 4 + u16(body, next + 2);
    if (stop > end) return;
    yield [u16(body, next), body.slice(next + 4, stop)];
    next = stop;
  }
}
