import { HandshakeMessages } from './handshake.ts';
import { keysOfSecret, nextSecret, type RecordKeys } from './keys.ts';
import { type Opened, type Opener, openerOf, TLS_1_3 } from './opener.ts';
import type { TlsRecord } from './record.ts';
import type { Suite } from './suites.ts';

/** Sequence numbers that are tried at most where records are missing. */
const MOST_TRIES = 512;
/** Bytes of the shortest record. */
const SHORTEST = 22;

/** A traffic secret of TLS 1.3, and whether another one of the same kind follows it by a key update. */
interface Epoch {
  readonly secret: Uint8Array;
  readonly isApplication: boolean;
}

/** What is known of the records of one direction of a connection. */
export class Side {
  readonly handshake = new HandshakeMessages();
  /** Records that wait for their turn. */
  readonly queue: TlsRecord[] = [];
  /** Records that did not open. */
  failed = 0;
  #opener: Opener | null = null;
  #sequence = 0;
  /** How many records may be missing before the next one. */
  #missing = 0;
  #suite: Suite | null = null;
  #epochs: Epoch[] = [];
  /** TLS 1.2: protects what follows the next change of cipher. */
  #pending: Opener | null = null;

  /** Whether records of this side are encrypted from here on. */
  get isEncrypted(): boolean {
    return this.#opener !== null;
  }

  /** Bytes are not in the capture: some records are missing, and the rest of a message. */
  lose(bytes: number): void {
    this.handshake.reset();
    this.#missing = Math.min(MOST_TRIES, this.#missing + Math.floor(bytes / SHORTEST) + 1);
  }

  /** TLS 1.3: the traffic secrets that follow one another, as far as they are known. */
  async follow(suite: Suite, secrets: readonly (Uint8Array | null)[]): Promise<void> {
    this.#suite = suite;
    const last = secrets.length - 1;
    this.#epochs = secrets.flatMap((secret, i) => (secret ? [{ secret, isApplication: i === last }] : []));
    const [first] = this.#epochs;
    if (first) await this.#enter(first);
  }

  /** TLS 1.2: the keys that the next change of cipher puts into force. */
  async prepare(suite: Suite, version: number, keys: RecordKeys, encryptThenMac: boolean): Promise<void> {
    this.#pending = await openerOf(suite, version, keys, encryptThenMac);
  }

  /** TLS 1.2: the cipher changes. */
  changeCipher(): void {
    if (!this.#pending) return;
    this.#opener = this.#pending;
    this.#pending = null;
    this.#sequence = 0;
    this.#missing = 0;
  }

  /** TLS 1.3: the next secret is in force (RFC 8446 §4.4.4, §4.5, §4.6.3). */
  async advance(): Promise<void> {
    const next = await this.#nextEpoch();
    if (!next) return;
    this.#epochs = next.rest;
    await this.#enter(next.epoch);
  }

  /** What an encrypted record holds; null when no key that is known opens it. */
  async open(record: TlsRecord): Promise<Opened | null> {
    const found = await this.#try(record, this.#opener, this.#sequence);
    if (found) return found;
    // Its end was not seen, or its keys were not written down: the next secret may be in force already.
    const next = await this.#nextEpoch();
    if (!next || !this.#suite) return this.#fail();
    const opener = await openerOf(this.#suite, TLS_1_3, await keysOfSecret(this.#suite, next.epoch.secret), false);
    const opened = await this.#try(record, opener, 0);
    if (!opened) return this.#fail();
    this.#epochs = next.rest;
    this.#opener = opener;
    return opened;
  }

  #fail(): null {
    this.failed++;
    this.#sequence++;
    return null;
  }

  async #try({ type, version, bytes }: TlsRecord, opener: Opener | null, from: number): Promise<Opened | null> {
    if (!opener) return null;
    for (let sequence = from; sequence <= from + this.#missing; sequence++) {
      const opened = await opener(sequence, type, version, bytes);
      if (!opened) continue;
      this.#sequence = sequence + 1;
      this.#missing = 0;
      return opened;
    }
    return null;
  }

  async #enter({ secret }: Epoch): Promise<void> {
    if (!this.#suite) return;
    this.#opener = await openerOf(this.#suite, TLS_1_3, await keysOfSecret(this.#suite, secret), false);
    this.#sequence = 0;
    this.#missing = 0;
  }

  async #nextEpoch(): Promise<{ readonly epoch: Epoch; readonly rest: Epoch[] } | null> {
    const [now, ...rest] = this.#epochs;
    if (!now || !this.#suite) return null;
    const [following] = rest;
    if (following) return { epoch: following, rest };
    if (!now.isApplication) return null;
    const epoch = { secret: await nextSecret(this.#suite, now.secret), isApplication: true };
    return { epoch, rest: [epoch] };
  }
}
