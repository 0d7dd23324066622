import { parseAddress } from '../../base/address.ts';
import type { Span } from '../../sip/message.ts';
import type { Book, Later } from './book.ts';
import type { Edits } from './edits.ts';
import { isNumber, isShortNumber } from './numbers.ts';
import { isVocabulary } from './vocabulary.ts';

/** What is known of a message, and what waits until all that is structured in the trace was read. */
export interface Reading {
  readonly edits: Edits;
  readonly book: Book;
  /** The message as it was, secrets and all: to tell equal ones from different ones. */
  readonly original: string;
  /** User-Agent and Server are shown. */
  readonly showProducts: boolean;
  /** Texts without structure: read behind everything else, so that values in them meet those that have a place. */
  readonly later: (() => void)[];
}

/**
 * A text whose structure nobody knows. Word by word: a value that the trace names elsewhere becomes the same pseudonym,
 * addresses, numbers and names are recognised, words of the protocol stay, and whatever is left is hidden.
 */
export function opaque(reading: Reading, span: Span): void {
  reading.later.push(() => readWords(reading, span));
}

function readWords(reading: Reading, { start, end }: Span): void {
  const { edits, book } = reading;
  const text = edits.text.slice(start, end);
  const whole = text.trim() === '' ? null : book.known(text);
  if (whole && !isVocabulary(text)) {
    edits.replace({ start, end }, whole);
    return;
  }
  // Escaped marks end a word as the marks themselves do (RFC 3986 §2.1).
  for (const { 0: word, index } of text.matchAll(
    /(?:(?!%[2357][0-9a-f])[^\s"',;<>=?&()[\]{}|/\\])+|%[2357][0-9a-f]/gi,
  )) {
    const at = start + index;
    if (/^%[2357][0-9a-f]$/i.test(word)) edits.keep(at, at + word.length);
    else readWord(reading, word, at);
  }
}

function readWord(reading: Reading, word: string, at: number): void {
  const { edits, book } = reading;
  const span = { start: at, end: at + word.length };
  if (isVocabulary(word)) edits.keep(span.start, span.end);
  else if (book.known(word)) edits.replace(span, book.known(word) as Later);
  else if (parseAddress(word)) edits.replace(span, book.address(word));
  else {
    let before = '';
    for (const { 0: piece, index } of word.matchAll(/[^:@]+/g)) {
      const mark = index === 0 ? '' : (word[index - 1] ?? '');
      const isUser = word[index + piece.length] === '@';
      readPiece(reading, piece, at + index, { mark, before, isUser });
      before = piece;
    }
  }
}

interface Context {
  /** The character before the piece, and the piece before that. */
  readonly mark: string;
  readonly before: string;
  /** An at sign follows. */
  readonly isUser: boolean;
}

function readPiece({ edits, book }: Reading, piece: string, at: number, { mark, before, isUser }: Context): void {
  const span = { start: at, end: at + piece.length };
  if (isVocabulary(piece)) edits.keep(span.start, span.end);
  else if (mark === ':' && /^\d{1,5}$/.test(piece) && isHost(before)) edits.keep(span.start, span.end);
  else edits.replace(span, pseudonymOf(book, piece, mark, isUser));
}

function pseudonymOf(book: Book, piece: string, mark: string, isUser: boolean): Later {
  const known = book.known(piece);
  if (known) return known;
  if (parseAddress(piece)) return book.address(piece);
  if (isUser) return book.user(piece);
  if (isNumber(piece) && !isShortNumber(piece)) return book.number(piece);
  return mark === '@' || isDomain(piece) ? book.host(piece) : book.identifier(piece);
}

function isHost(text: string): boolean {
  return isDomain(text) || parseAddress(text) !== null || /^[sh]\d+$/.test(text);
}

function isDomain(text: string): boolean {
  return /^(?:[a-z0-9_-]{1,63}\.){1,10}[a-z]{2,24}\.?$/i.test(text);
}
