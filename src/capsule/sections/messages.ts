import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { CapsuleMessage } from '../capsule.ts';
import { ENDPOINT_LIMIT, MESSAGE_LIMIT } from '../limits.ts';

/** Ends a message; the length is thereby foretold by the message itself. */
const END = 0;
/** Stands before a byte that would be END or ESCAPE, which is one more than itself then. */
const ESCAPE = 1;

/** Lanes and bytes of each message. */
export type Texts = readonly Pick<CapsuleMessage, 'from' | 'to' | 'bytes'>[];

/** The messages one after the other, the lanes in front of each: they foretell much of what the message says. */
export function writeMessages(messages: Texts): Uint8Array {
  const out = new ByteWriter();
  for (const { from, to, bytes } of messages) {
    // Counted from 1, so that only ends are zero.
    out.number(from + 1);
    out.number(to + 1);
    for (const byte of bytes) {
      if (byte > ESCAPE) out.byte(byte);
      else {
        out.byte(ESCAPE);
        out.byte(byte + 1);
      }
    }
    out.byte(END);
  }
  return out.done();
}

/** Undoes `writeMessages`; one message more than is allowed is read at most. */
export function readMessages(input: ByteReader): Texts | null {
  const messages: Texts[number][] = [];
  while (input.left > 0 && messages.length <= MESSAGE_LIMIT) {
    const from = input.number(ENDPOINT_LIMIT) - 1;
    const to = input.number(ENDPOINT_LIMIT) - 1;
    const bytes = unescaped(input.until(END));
    if (input.failed || !bytes || from < 0 || to < 0) return null;
    messages.push({ from, to, bytes });
  }
  return messages;
}

function unescaped(bytes: Uint8Array): Uint8Array | null {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at] as number;
    if (byte === ESCAPE) {
      byte = (bytes[++at] ?? 0) - 1;
      if (byte < 0 || byte > ESCAPE) return null;
    }
    out[length++] = byte;
  }
  return out.slice(0, length);
}
