import { undoEntities } from './escaped-parts.ts';

const AMPERSAND = 38;
const CARET = 94;
const QUOTE = 34;
const encoder = new TextEncoder();

/**
 * Undoes what copying through web pages and editors does to a message: entities of HTML, `^M` for carriage returns, curly
 * quotes, and quotes that a table writes twice. Null when nothing of that is there, as nearly always.
 */
export function repairDamage(bytes: Uint8Array, start: number, end: number, isDoubled = false): Uint8Array | null {
  const view = bytes.subarray(start, end);
  const hasEntities = mentions(bytes, start, end, AMPERSAND, '&lt;');
  const hasCarets = mentions(bytes, start, end, CARET, '^M');
  // “ and ” in UTF-8 begin with these two bytes.
  const hasQuotes = mentions(bytes, start, end, 0xe2, '\u00e2\u0080\u009c');
  const hasDoubled = isDoubled && mentions(bytes, start, end, QUOTE, '""');
  if (!hasEntities && !hasCarets && !hasQuotes && !hasDoubled) return null;
  let text = new TextDecoder().decode(view);
  if (hasDoubled) text = text.replaceAll('""', '"');
  if (hasCarets) text = text.replace(/\^M(?=\r?$)/gm, '');
  if (hasEntities) text = undoEntities(text);
  if (hasQuotes) text = text.replace(/[\u201c\u201d]/g, '"');
  return encoder.encode(text);
}

/** Whether `first` and with it the whole `word` occurs in bytes[start, end). */
function mentions(bytes: Uint8Array, start: number, end: number, first: number, word: string): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== first) continue;
    let i = 1;
    while (i < word.length && bytes[at + i] === word.charCodeAt(i)) i++;
    if (i === word.length && at + i <= end) return true;
  }
  return false;
}
