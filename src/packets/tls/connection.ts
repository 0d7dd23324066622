import type { Flow } from '../flow.ts';
import {
  CLIENT_HELLO,
  END_OF_EARLY_DATA,
  FINISHED,
  KEY_UPDATE,
  NEW_SESSION_TICKET,
  SERVER_HELLO,
} from './handshake.ts';
import { type Hello, readHello } from './hello.ts';
import { keysOfMaster } from './keys.ts';
import { TLS_1_3 } from './opener.ts';
import { APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE, type TlsRecord } from './record.ts';
import type { TlsSecrets } from './secrets.ts';
import { Side } from './side.ts';
import { SUITES, type Suite } from './suites.ts';

const TLS_1_2 = 0x0303;
/** Behind these the next keys of TLS 1.3 are in force (RFC 8446 §4.4.4, §4.5, §4.6.3). */
const ADVANCES: ReadonlySet<number> = new Set([FINISHED, KEY_UPDATE, END_OF_EARLY_DATA]);

/** What a record of application data held, or that some are missing before the next. */
export interface Plain {
  readonly flow: Flow;
  readonly record: TlsRecord;
  /** null for a gap. */
  readonly content: Uint8Array | null;
}

/** Whether a connection can be decrypted: `waiting` for its hellos or its secret, `no` with the reason in `why`. */
export type Readable = 'waiting' | 'yes' | 'no';

/** One TLS connection: takes its records in the order in which they came and gives what is in them. */
export class TlsConnection {
  readable: Readable = 'waiting';
  /** Why it cannot be decrypted, in words; '' when that is not known. */
  why = '';
  readonly #secrets: TlsSecrets;
  readonly #sides = new Map<Flow, Side>();
  #client: Side | null = null;
  #server: Side | null = null;
  #clientHello: Hello | null = null;
  #serverHello: Hello | null = null;
  /** The server asked for another hello: only TLS 1.3 does. */
  #isRetried = false;
  /** TLS 1.2. */
  #master: Uint8Array | null = null;

  constructor(secrets: TlsSecrets) {
    this.#secrets = secrets;
  }

  /** Whether its client names a session whose secrets are here. */
  get isKnown(): boolean {
    return this.#clientHello !== null && this.#secrets.knows(this.#clientHello.random);
  }

  /** Nothing came yet. */
  get isEmpty(): boolean {
    return this.#sides.size === 0;
  }

  /** Records that did not open although their keys are known. */
  get failed(): number {
    return this.#sum(({ failed }) => failed);
  }

  /** Bytes that wait. */
  get held(): number {
    return this.#sum(({ queue }) => queue.reduce((sum, { bytes }) => sum + bytes.length, 0));
  }

  push(flow: Flow, record: TlsRecord): void {
    const side = this.#sides.get(flow) ?? new Side();
    this.#sides.set(flow, side);
    side.queue.push(record);
  }

  /** Lets go of all that waits. */
  drop(): void {
    for (const { queue } of this.#sides.values()) queue.length = 0;
  }

  /** Reads what waits as far as it can be read, and hands on what it holds. */
  async drain(take: (plain: Plain) => void): Promise<void> {
    for (;;) {
      if (this.readable === 'waiting' && this.#serverHello) await this.#unlock(this.#serverHello);
      if (this.readable === 'no' || (this.readable === 'waiting' && this.#serverHello)) return;
      const next = this.#next();
      const record = next?.[1].queue.shift();
      if (!next || !record) return;
      await this.#record(next[0], next[1], record, take);
    }
  }

  #sum(of: (side: Side) => number): number {
    let sum = 0;
    for (const side of this.#sides.values()) sum += of(side);
    return sum;
  }

  /** The side whose record came first, of those that need not wait for the other one. */
  #next(): [Flow, Side] | null {
    let found: [Flow, Side] | null = null;
    for (const [flow, side] of this.#sides) {
      const [record] = side.queue;
      if (!record || !this.#mayRead(side, record)) continue;
      if (!found || record.order < (found[1].queue[0]?.order ?? 0)) found = [flow, side];
    }
    return found;
  }

  /** Hellos are read at once, the server's behind the client's; what is encrypted waits for both. */
  #mayRead(side: Side, { type, lost, bytes }: TlsRecord): boolean {
    if (lost > 0 || this.#serverHello) return true;
    // When a session is agreed anew, the hellos are encrypted, too, but not what changes the cipher behind them.
    if (type === CHANGE_CIPHER_SPEC) return this.#isRetried;
    if (side.isEncrypted) return true;
    if (type !== HANDSHAKE) return false;
    return this.#clientHello !== null || (this.#client ? side === this.#client : bytes[0] === CLIENT_HELLO);
  }

  async #record(flow: Flow, side: Side, record: TlsRecord, take: (plain: Plain) => void): Promise<void> {
    if (record.lost > 0) {
      side.lose(record.lost);
      take({ flow, record, content: null });
      return;
    }
    if (!this.#client && record.bytes[0] === CLIENT_HELLO) this.#client = side;
    // TLS 1.3 sends a change of cipher only to look like 1.2 (RFC 8446 §D.4).
    const isPlain = !side.isEncrypted || (record.type === CHANGE_CIPHER_SPEC && this.#isNew);
    const opened = isPlain ? { type: record.type, content: record.bytes } : await side.open(record);
    if (opened?.type === CHANGE_CIPHER_SPEC) side.changeCipher();
    else if (opened?.type === HANDSHAKE) await this.#handshake(side, opened.content);
    else if (opened?.type === APPLICATION_DATA && !isPlain) take({ flow, record, content: opened.content });
  }

  get #isNew(): boolean {
    return this.#serverHello?.version === TLS_1_3;
  }

  async #handshake(side: Side, bytes: Uint8Array): Promise<void> {
    for (const { type, body } of side.handshake.take(bytes)) {
      if (type === CLIENT_HELLO) this.#helloOf(side, body);
      else if (type === SERVER_HELLO) await this.#agree(side, readHello(body, true));
      else if (this.#isNew && ADVANCES.has(type)) await side.advance();
      else if (!this.#isNew && type === NEW_SESSION_TICKET) this.#keepTicket(body);
    }
  }

  #helloOf(side: Side, body: Uint8Array): void {
    this.#client = side;
    this.#clientHello = readHello(body, false);
    // Behind a hello that asks for another one, and when a session is agreed anew, the server's is still to come.
    this.#serverHello = null;
    if (!this.#clientHello) this.#giveUp('its first message is damaged');
  }

  async #agree(server: Side, hello: Hello | null): Promise<void> {
    if (!hello || server === this.#client) return;
    this.#isRetried ||= hello.isRetry;
    if (hello.isRetry) return;
    this.#serverHello = hello;
    this.#server = server;
    const isOld = hello.version < TLS_1_2;
    if (isOld) this.#giveUp('TLS before version 1.2 is not decrypted');
    else if (!SUITES.has(hello.suite)) this.#giveUp(`cipher suite 0x${hex(hello.suite)} is not decrypted`);
    else await this.#unlock(hello);
  }

  /** Both hellos are known: keys are made of the secrets, when those are here. */
  async #unlock(hello: Hello): Promise<void> {
    const suite = SUITES.get(hello.suite);
    const random = this.#clientHello?.random;
    if (!suite || !random) return;
    const isReady =
      hello.version === TLS_1_3 ? await this.#unlockNew(suite, random) : await this.#unlockOld(suite, hello);
    if (isReady) this.readable = 'yes';
  }

  async #unlockNew(suite: Suite, random: Uint8Array): Promise<boolean> {
    const secrets = this.#secrets;
    if (!secrets.knows(random)) return false;
    const early = this.#clientHello?.earlyData ? secrets.of(random, 'CLIENT_EARLY_TRAFFIC_SECRET') : null;
    const client = ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'CLIENT_TRAFFIC_SECRET_0'] as const;
    const server = ['SERVER_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_TRAFFIC_SECRET_0'] as const;
    await this.#client?.follow(suite, [early, ...client.map((label) => secrets.of(random, label))]);
    await this.#server?.follow(
      suite,
      server.map((label) => secrets.of(random, label)),
    );
    return true;
  }

  async #unlockOld(suite: Suite, hello: Hello): Promise<boolean> {
    const random = this.#clientHello?.random;
    const master = this.#findMaster(hello);
    if (!master || !random) return false;
    this.#master = master;
    this.#secrets.keepSession(hello.session, master);
    const { client, server } = await keysOfMaster(suite, master, random, hello.random);
    await this.#client?.prepare(suite, hello.version, client, hello.encryptThenMac);
    await this.#server?.prepare(suite, hello.version, server, hello.encryptThenMac);
    return true;
  }

  /** The master secret by the client's random, or of the session that is resumed by its id or ticket (RFC 5077). */
  #findMaster({ session }: Hello): Uint8Array | null {
    const client = this.#clientHello;
    if (!client) return null;
    const own = this.#secrets.of(client.random, 'CLIENT_RANDOM');
    const isEcho = session.length === client.session.length && session.every((byte, i) => byte === client.session[i]);
    return own ?? (isEcho ? (this.#secrets.ofSession(session) ?? this.#secrets.ofSession(client.ticket)) : null);
  }

  /** Lifetime, length, ticket (RFC 5077 §3.3). */
  #keepTicket(body: Uint8Array): void {
    if (this.#master) this.#secrets.keepSession(body.slice(6), this.#master);
  }

  #giveUp(why: string): void {
    this.readable = 'no';
    this.why = why;
  }
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
