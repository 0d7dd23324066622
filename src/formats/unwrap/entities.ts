import type { Scratch } from '../text/scratch.ts';

const AMPERSAND = 38;
const SEMICOLON = 59;
const LEFT_ANGLE = 60;
/** Bytes of an entity at most, the ampersand and the semicolon included. */
const LONGEST = 8;

/** Entities of HTML that stand for characters of SIP. */
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#34', '"'],
  ['#x27', "'"],
  ['nbsp', ' '],
  ['amp', '&'],
]);

/** The character that an entity stands for; null when it stands for none of SIP. */
export function entityText(name: string): string | null {
  return ENTITIES.get(name) ?? null;
}

/** A text was copied from the source of a web page: it writes each angle bracket as an entity, and none as itself. */
export function isAllEntities(head: Uint8Array): boolean {
  return !head.includes(LEFT_ANGLE) && mentions(head, '&lt;sip');
}

/** The headers of a message write each angle bracket as an entity, and none as itself. */
export function hasEscapedHeaders(headers: Uint8Array): boolean {
  return !headers.includes(LEFT_ANGLE) && mentions(headers, '&lt;');
}

function mentions(bytes: Uint8Array, word: string): boolean {
  for (let at = bytes.indexOf(word.charCodeAt(0)); at >= 0; at = bytes.indexOf(word.charCodeAt(0), at + 1)) {
    let i = 1;
    while (i < word.length && bytes[at + i] === word.charCodeAt(i)) i++;
    if (i === word.length) return true;
  }
  return false;
}

/** A text as the source of a web page writes it. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Appends bytes[start, end) to `out` with what entities stand for. */
export function addUnescaped(bytes: Uint8Array, start: number, end: number, out: Scratch): void {
  for (let at = start; at < end; at++) {
    const last = bytes[at] === AMPERSAND ? entityEnd(bytes, at) : -1;
    const text = last < 0 || last >= end ? null : entityText(String.fromCharCode(...bytes.subarray(at + 1, last)));
    out.addByte(text === null ? (bytes[at] as number) : text.charCodeAt(0));
    if (text !== null) at = last;
  }
}

/** Bytes that bytes[start, end) are longer for the entities in them. */
export function entityExcess(bytes: Uint8Array, start: number, end: number): number {
  let excess = 0;
  for (let at = start; at < end; at++) {
    const last = bytes[at] === AMPERSAND ? entityEnd(bytes, at) : -1;
    if (last < 0 || last >= end || entityText(String.fromCharCode(...bytes.subarray(at + 1, last))) === null) continue;
    excess += last - at;
    at = last;
  }
  return excess;
}

/** Turns entities into what they stand for, slice by slice: one may run over the end of a slice. */
export class EntityDecoder {
  #held: Uint8Array = new Uint8Array(0);

  decode(slice: Uint8Array, last: boolean): Uint8Array {
    const bytes = new Uint8Array(this.#held.length + slice.length);
    bytes.set(this.#held);
    bytes.set(slice, this.#held.length);
    let length = 0;
    let at = 0;
    while (at < bytes.length) {
      const end = bytes[at] === AMPERSAND ? entityEnd(bytes, at) : -1;
      if (end === bytes.length && !last) break;
      const text = end > at ? entityText(String.fromCharCode(...bytes.subarray(at + 1, end))) : null;
      // What is decoded is never longer than what it was, so it is written over it.
      bytes[length++] = text === null ? (bytes[at] as number) : text.charCodeAt(0);
      at = text === null ? at + 1 : end + 1;
    }
    this.#held = bytes.slice(at);
    return bytes.subarray(0, length);
  }
}

/** Position of the semicolon that ends the entity at `at`, the length of the bytes when it may still come, -1 without. */
function entityEnd(bytes: Uint8Array, at: number): number {
  const stop = Math.min(bytes.length, at + LONGEST);
  for (let i = at + 1; i < stop; i++) if (bytes[i] === SEMICOLON) return i;
  return stop === bytes.length ? stop : -1;
}
