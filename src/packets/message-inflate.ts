import { Inflate } from 'fflate';

/** Bytes of one message that are unpacked at most, and bytes that are put in at once: a kilobyte can hold a megabyte. */
const LIMIT = 1 << 20;
const STEP = 1024;
/** RFC 7692 §7.2.2: what the sender took off the end of each message. */
const TAIL = Uint8Array.of(0, 0, 255, 255);

/** Unpacks the messages of one direction of a WebSocket (permessage-deflate), which may refer to those before. */
export class MessageInflate {
  #inflate: Inflate | null = null;
  #parts: Uint8Array[] = [];
  #size = 0;

  /** The message that `packed` holds; null when it is damaged, too large, or refers to what was not seen. */
  message(packed: Uint8Array): Uint8Array | null {
    const first = this.#unpack(packed);
    if (first?.length !== 0 || packed.length < 3) return first;
    // RFC 7692 §7.2.3.4: a sender may end its blocks for good; the next message then begins anew.
    this.#inflate = null;
    return this.#unpack(packed);
  }

  #unpack(packed: Uint8Array): Uint8Array | null {
    this.#parts = [];
    this.#size = 0;
    try {
      for (let at = 0; at < packed.length; at += STEP) this.#push(packed.subarray(at, at + STEP));
      this.#push(TAIL);
    } catch {
      this.#inflate = null;
      return null;
    }
    return join(this.#parts, this.#size);
  }

  #push(bytes: Uint8Array): void {
    this.#inflate ??= this.#start();
    this.#inflate.push(bytes.slice(), false);
    if (this.#size > LIMIT) throw new Error('too large');
  }

  #start(): Inflate {
    return new Inflate((part) => {
      this.#parts.push(part.slice());
      this.#size += part.length;
    });
  }
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
