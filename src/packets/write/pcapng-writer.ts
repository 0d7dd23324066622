import { Writer } from './writer.ts';

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const INTERFACE = 1;
const NAMES = 4;
const PACKET = 6;

const COMMENT = 1;
const APPLICATION = 4;
const INTERFACE_NAME = 2;
const RESOLUTION = 9;
const IP4_NAME = 1;
const IP6_NAME = 2;
/** Length of an option is 16 bits. */
const LONGEST_TEXT = 65_000;

const encoder = new TextEncoder();

/** A name for an address, 4 or 16 bytes. */
export interface NamedAddress {
  readonly address: Uint8Array;
  readonly name: string;
}

/** Writes one section of pcapng (draft-ietf-opsawg-pcapng): times in microseconds. */
export class PcapngWriter {
  readonly #out = new Writer();
  readonly #interfaces = new Map<number, number>();

  /** @param application that writes it @param comments on the whole */
  constructor(application: string, comments: readonly string[] = []) {
    this.#block(SECTION, () => {
      this.#out.u32(BYTE_ORDER);
      this.#out.u16(1);
      this.#out.u16(0);
      // The length of the section is not said.
      this.#out.u32(0xffffffff);
      this.#out.u32(0xffffffff);
      for (const comment of comments) this.#text(COMMENT, comment);
      this.#text(APPLICATION, application);
      this.#end();
    });
  }

  names(addresses: readonly NamedAddress[]): void {
    if (addresses.length === 0) return;
    this.#block(NAMES, () => {
      for (const { address, name } of addresses) {
        const text = encoder.encode(name).subarray(0, 255);
        this.#out.u16(address.length === 4 ? IP4_NAME : IP6_NAME);
        this.#out.u16(address.length + text.length + 1);
        this.#out.bytes(address);
        this.#out.bytes(text);
        this.#out.bytes(Uint8Array.of(0));
        this.#out.pad();
      }
      this.#end();
    });
  }

  /**
   * One packet.
   * @param time microseconds since the epoch
   * @param length on the wire
   */
  packet(linkType: number, time: number, bytes: Uint8Array, length: number, comments: readonly string[]): void {
    const number = this.#interfaces.get(linkType) ?? this.#interface(linkType);
    const micros = Math.max(0, Math.round(time));
    this.#block(PACKET, () => {
      this.#out.u32(number);
      this.#out.u32(Math.floor(micros / 2 ** 32));
      this.#out.u32(micros % 2 ** 32);
      this.#out.u32(bytes.length);
      this.#out.u32(length);
      this.#out.bytes(bytes);
      this.#out.pad();
      for (const comment of comments) this.#text(COMMENT, comment);
      if (comments.length > 0) this.#end();
    });
  }

  whole(): Uint8Array<ArrayBuffer> {
    return this.#out.whole();
  }

  #interface(linkType: number): number {
    const number = this.#interfaces.size;
    this.#interfaces.set(linkType, number);
    this.#block(INTERFACE, () => {
      this.#out.u16(linkType);
      this.#out.u16(0);
      this.#out.u32(0);
      this.#text(INTERFACE_NAME, `link type ${linkType}`);
      this.#option(RESOLUTION, Uint8Array.of(6));
      this.#end();
    });
    return number;
  }

  #block(type: number, body: () => void): void {
    const start = this.#out.length;
    this.#out.u32(type);
    this.#out.u32(0);
    body();
    const length = this.#out.length - start + 4;
    this.#out.u32(length);
    this.#out.u32At(start + 4, length);
  }

  #text(code: number, text: string): void {
    this.#option(code, encoder.encode(text).subarray(0, LONGEST_TEXT));
  }

  #option(code: number, value: Uint8Array): void {
    this.#out.u16(code);
    this.#out.u16(value.length);
    this.#out.bytes(value);
    this.#out.pad();
  }

  #end(): void {
    this.#out.u32(0);
  }
}
