import type { Span } from '../../sip/message.ts';
import type { Book } from './book.ts';
import { isVocabulary } from './vocabulary.ts';

/** Shorter words and numbers are too common to be anybody's. */
const LEAST_WORD = 3;
const LEAST_NUMBER = 6;

/** The stretch with every value replaced that the trace names somewhere else: in what is shown, none may stay. */
export function scrub(text: string, { start, end }: Span, book: Book): string {
  const part = text.slice(start, end);
  const whole = isVocabulary(part) ? null : knownName(part, book);
  if (whole !== null) return whole;
  return part.replace(/[^\s"',;<>=?&()[\]{}|/\\]+/g, (word) => scrubWord(word, book));
}

function scrubWord(word: string, book: Book): string {
  if (isVocabulary(word)) return word;
  const found = knownName(word, book);
  if (found !== null) return found;
  return word.replace(/[^:@%!~*#$^`+]+/g, (piece) => {
    if (isVocabulary(piece)) return piece;
    const bare = piece.replace(/^[.-]+|[.-]+$/g, '');
    const name = knownName(piece, book);
    if (name !== null) return name;
    const inner = bare === piece || isVocabulary(bare) ? null : knownName(bare, book);
    return inner === null
      ? piece
          .split(/([._-])/)
          .map((part) => subword(part, book))
          .join('')
      : piece.replace(bare, () => inner);
  });
}

/** `alice` in `alice-phone`. */
function subword(part: string, book: Book): string {
  return isVocabulary(part) ? part : (knownName(part, book) ?? book.withoutNames(part));
}

function knownName(word: string, book: Book): string | null {
  const isLong = /^\d+$/.test(word) ? word.length >= LEAST_NUMBER : word.length >= LEAST_WORD;
  if (!isLong) return null;
  return book.knownName(word)?.() ?? null;
}
