import { parseAddress } from '../../base/address.ts';
import type { Span } from '../../sip/message.ts';
import { isNumber, isShortNumber } from './numbers.ts';
import type { Reading } from './opaque.ts';

/**
 * What a person wrote: meant to be read, so it stays but for addresses, numbers, hosts and all that the trace names.
 */
export function prose(reading: Reading, span: Span): void {
  reading.later.push(() => readProse(reading, span));
}

function readProse({ edits, book }: Reading, { start, end }: Span): void {
  const text = edits.text.slice(start, end);
  const lower = text.toLowerCase();
  for (const [phrase, name] of book.phrases()) {
    for (let at = lower.indexOf(phrase); at >= 0; at = lower.indexOf(phrase, at + phrase.length)) {
      const stop = at + phrase.length;
      if (!isWordAt(lower, at - 1) && !isWordAt(lower, stop))
        edits.replace({ start: start + at, end: start + stop }, name);
    }
  }
  for (const { 0: word, index } of text.matchAll(/[^\s"',;<>=?&()[\]{}|/\\@]+/g)) {
    const bare = word.replace(/[.:!]+$/, '');
    const at = { start: start + index, end: start + index + bare.length };
    if (parseAddress(bare)) edits.replace(at, book.address(bare));
    else if (isNumber(bare) && !isShortNumber(bare)) edits.replace(at, book.number(bare));
    else if (/^(?:[a-z0-9_-]{1,63}\.){1,10}[a-z]{2,24}$/i.test(bare)) edits.replace(at, book.host(bare));
  }
  // Word by word, so that a word of the protocol beside a replaced one stays.
  for (const { 0: word, index } of text.matchAll(/\s+|\S+/g)) edits.keep(start + index, start + index + word.length);
}

function isWordAt(text: string, at: number): boolean {
  return /[\p{L}\p{N}\u0080-\u00ff]/u.test(text[at] ?? '');
}
