/** Plain data of an interner, clonable and transferable. */
export interface InternedBytes {
  readonly count: number;
  /** `count + 1` offsets into `arena`. */
  readonly at: Uint32Array<ArrayBuffer>;
  readonly arena: Uint8Array<ArrayBuffer>;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Bytes to small numbers, exact: equal bytes get equal ids, ids count up from 0 in order of first appearance.
 * Open addressing over an arena; no string is made until somebody asks for one. Hashes are salted per instance,
 * so that nobody can prepare a trace whose keys all fall into one slot.
 */
export class Interner {
  count = 0;
  #mask: number;
  #slots: Int32Array<ArrayBuffer>;
  #hashes: Uint32Array<ArrayBuffer>;
  #at: Uint32Array<ArrayBuffer>;
  #arena: Uint8Array<ArrayBuffer>;
  #used = 0;
  readonly #salt: number;

  /** @param capacity expected number of values, a power of two @param salt any number, mixed into the hash */
  constructor(capacity = 1024, salt = 0x811c9dc5) {
    this.#mask = capacity * 2 - 1;
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    this.#hashes = new Uint32Array(capacity);
    this.#at = new Uint32Array(capacity + 1);
    this.#arena = new Uint8Array(capacity * 16);
    this.#salt = salt;
  }

  /** Id of bytes[start, end). */
  id(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.#hash(bytes, start, end);
    let slot = hash & this.#mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) return this.#insert(bytes, start, end, hash, slot);
      if (this.#hashes[id] === hash && this.equals(id, bytes, start, end)) return id;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Id of a text, as UTF-8. */
  idOf(text: string): number {
    const bytes = encoder.encode(text);
    return this.id(bytes, 0, bytes.length);
  }

  /** Id of bytes that were interned before, -1 otherwise. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.#hash(bytes, start, end);
    let slot = hash & this.#mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) return -1;
      if (this.#hashes[id] === hash && this.equals(id, bytes, start, end)) return id;
      slot = (slot + 1) & this.#mask;
    }
  }

  /**
   * Id of the value that another interner holds under `id`, -1 when it is not here. Nothing is hashed where salts are equal.
   * @param likely an id that is looked at first, -1 for none
   */
  findFrom(other: Interner, id: number, likely = -1): number {
    const start = other.#at[id] as number;
    const end = other.#at[id + 1] as number;
    if (other.#salt !== this.#salt) return this.find(other.#arena, start, end);
    const hash = other.#hashes[id] as number;
    if (likely >= 0 && this.#hashes[likely] === hash && this.equals(likely, other.#arena, start, end)) return likely;
    let slot = hash & this.#mask;
    for (;;) {
      const own = this.#slots[slot] as number;
      if (own < 0) return -1;
      if (this.#hashes[own] === hash && this.equals(own, other.#arena, start, end)) return own;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The text of an id; '' for an id that does not exist. */
  text(id: number): string {
    return id >= 0 && id < this.count ? decoder.decode(this.bytesOf(id)) : '';
  }

  /** The bytes of an id, a view that is valid until the next insertion. */
  bytesOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#at[id] as number, this.#at[id + 1] as number);
  }

  /** Length in bytes of an id. */
  lengthOf(id: number): number {
    return (this.#at[id + 1] as number) - (this.#at[id] as number);
  }

  /** Memory held, bytes. */
  get byteLength(): number {
    return this.#arena.byteLength + this.#slots.byteLength + this.#hashes.byteLength + this.#at.byteLength;
  }

  /** A trimmed copy as plain data. */
  snapshot(): InternedBytes {
    return { count: this.count, at: this.#at.slice(0, this.count + 1), arena: this.#arena.slice(0, this.#used) };
  }

  #hash(bytes: Uint8Array, start: number, end: number): number {
    let hash = this.#salt | 0;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  /** Whether the bytes of an id are bytes[start, end). */
  equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = this.#at[id] as number;
    const length = end - start;
    if ((this.#at[id + 1] as number) - at !== length) return false;
    const arena = this.#arena;
    for (let i = 0; i < length; i++) if (arena[at + i] !== bytes[start + i]) return false;
    return true;
  }

  #insert(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.count++;
    const length = end - start;
    if (id >= this.#hashes.length) this.#growIds();
    if (this.#used + length > this.#arena.length) this.#growArena(length);
    this.#slots[slot] = id;
    this.#hashes[id] = hash;
    const arena = this.#arena;
    let at = this.#used;
    for (let i = start; i < end; i++) arena[at++] = bytes[i] as number;
    this.#used = at;
    this.#at[id + 1] = at;
    if (this.count * 2 > this.#mask) this.#rehash();
    return id;
  }

  #growIds(): void {
    const length = this.#hashes.length * 2;
    const hashes = new Uint32Array(length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const at = new Uint32Array(length + 1);
    at.set(this.#at);
    this.#at = at;
  }

  #growArena(more: number): void {
    const arena = new Uint8Array(Math.ceil((this.#arena.length + more) * 1.6));
    arena.set(this.#arena);
    this.#arena = arena;
  }

  #rehash(): void {
    this.#mask = (this.#mask + 1) * 2 - 1;
    this.#slots = new Int32Array(this.#mask + 1).fill(-1);
    for (let id = 0; id < this.count; id++) {
      let slot = (this.#hashes[id] as number) & this.#mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    }
  }
}

/** The text of an id in a snapshot; '' for an id that does not exist. */
export function internedText(table: InternedBytes, id: number): string {
  if (id < 0 || id >= table.count) return '';
  return decoder.decode(table.arena.subarray(table.at[id], table.at[id + 1]));
}
