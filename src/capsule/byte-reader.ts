const decoder = new TextDecoder();

/** Reads what ByteWriter wrote. Behind the end it gives zeros and is `failed`, so that no caller has to ask each time. */
export class ByteReader {
  failed = false;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) {
      this.failed = true;
      return 0;
    }
    this.#at++;
    return value;
  }

  /** A whole number below 2^53; failed when it is larger, or larger than `limit`. */
  number(limit = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    for (let unit = 1; unit < 2 ** 56; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte > 127) continue;
      if (value <= limit) return value;
      break;
    }
    this.failed = true;
    return 0;
  }

  /** A view of the next bytes. */
  bytes(length: number): Uint8Array {
    if (length > this.left) {
      this.failed = true;
      return new Uint8Array(0);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return decoder.decode(this.bytes(this.number()));
  }

  /** Bytes up to the next `stop`, which is passed over; all that is left, and failed, when there is none. */
  until(stop: number): Uint8Array {
    const end = this.#bytes.indexOf(stop, this.#at);
    if (end < 0) this.failed = true;
    const found = this.bytes((end < 0 ? this.#bytes.length : end) - this.#at);
    if (end >= 0) this.#at++;
    return found;
  }
}

/** Reads what BitWriter wrote. */
export class BitReader {
  readonly #in: ByteReader;
  #byte = 0;
  #left = 0;

  constructor(bytes: ByteReader) {
    this.#in = bytes;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (this.#left === 0) {
        this.#byte = this.#in.byte();
        this.#left = 8;
      }
      value = value * 2 + ((this.#byte >> --this.#left) & 1);
    }
    return value;
  }
}
