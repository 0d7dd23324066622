const encoder = new TextEncoder();

/** Bytes that grow at their end. Numbers are written seven bits at a time, low bits first. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  number(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  bytes(value: Uint8Array): void {
    if (this.#length + value.length > this.#bytes.length) this.#grow(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** Length and UTF-8. */
  text(value: string): void {
    const bytes = encoder.encode(value);
    this.number(bytes.length);
    this.bytes(bytes);
  }

  /** What was written so far. */
  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(more: number): void {
    const bytes = new Uint8Array((this.#bytes.length + more) * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}

/** Bits, the highest first, filled up with zeros to whole bytes. */
export class BitWriter {
  readonly #out: ByteWriter;
  #byte = 0;
  #count = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** The lowest `count` bits (0 to 53) of a whole number. */
  bits(value: number, count: number): void {
    for (let left = count - 1; left >= 0; left--) {
      this.#byte = this.#byte * 2 + (Math.floor(value / 2 ** left) % 2);
      if (++this.#count === 8) this.end();
    }
  }

  end(): void {
    if (this.#count > 0) this.#out.byte(this.#byte << (8 - this.#count));
    this.#byte = this.#count = 0;
  }
}
