/** Bytes of a line that are decoded at most where lines are known to be short. */
const LONGEST_TEXT = 2048;
/** Arguments that a call may have. */
const CHUNK = 8192;
/** What browsers call Latin-1 is Windows-1252: it makes wider characters of some bytes from 0x80 to 0x9f. */
const decoder = new TextDecoder('latin1');
const WIDER = /[\u0100-\uffff]/;

/**
 * Text of bytes[start, end), one character a byte, so that a column is an offset and bytes can be had back. Cut after
 * `longest` characters.
 */
export function lineText(bytes: Uint8Array, start: number, end: number, longest = LONGEST_TEXT): string {
  const stop = Math.min(end, start + longest);
  const text = decoder.decode(bytes.subarray(start, stop));
  return WIDER.test(text) ? exactText(bytes, start, stop) : text;
}

function exactText(bytes: Uint8Array, start: number, stop: number): string {
  let text = '';
  for (let at = start; at < stop; at += CHUNK) {
    const view = bytes.subarray(at, Math.min(stop, at + CHUNK));
    text += String.fromCharCode.apply(null, view as unknown as number[]);
  }
  return text;
}

/** The bytes of a text of characters below 256. */
export function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
