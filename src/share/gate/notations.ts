import { formatAddress, parseAddress } from '../../base/address.ts';
import { LEAST_IDENTIFIER } from '../redaction/book.ts';
import { digitsOf, isNumber } from '../redaction/numbers.ts';
import { isNobody, isVocabulary } from '../redaction/vocabulary.ts';

/** A text that must not leave, and how it stands there. */
export interface Notation {
  readonly text: string;
  readonly whole: boolean;
  readonly notation: string;
}

/** Shorter words and numbers are too common to be anybody's. */
const LEAST_WORD = 3;
const LEAST_DIGITS = 5;
/** From so many characters on nothing else can be meant, whatever stands around it. */
const UNMISTAKABLE = 8;
/** Numbers are found by so many digits at their end, whatever prefix they are written with. */
const NATIONAL = 7;

/** Every way to write a value that is looked for, in lower case. Escaped and encoded texts are decoded before. */
export function notationsOf(kind: string, value: string): Notation[] {
  const address = parseAddress(value);
  if (address) return addressNotations(address);
  if (isNumber(value)) return numberNotations(digitsOf(value));
  const text = value.trim().toLowerCase();
  if (isVocabulary(text) || isNobody(text)) return [];
  const isName = kind === 'user' || kind === 'name' || kind === 'host';
  if (text.length < (isName ? LEAST_WORD : LEAST_IDENTIFIER)) return [];
  // A word may be a part of another one; letters and digits mixed are nobody's word.
  const whole = text.length < UNMISTAKABLE || isName || !/\d/.test(text);
  const list = [{ text, whole, notation: 'as it was' }];
  if (text.length >= UNMISTAKABLE) list.push({ text: reversed(text), whole, notation: 'backwards' });
  if (kind === 'host' && text.includes('.'))
    list.push({ text: text.split('.').reverse().join('.'), whole, notation: 'labels backwards' });
  return list;
}

function numberNotations(digits: string): Notation[] {
  if (digits.length < LEAST_DIGITS) return [];
  if (digits.length < NATIONAL) return [{ text: digits, whole: true, notation: 'as it was' }];
  const end = digits.slice(-NATIONAL);
  return [
    { text: end, whole: false, notation: 'its last digits' },
    { text: reversed(end), whole: false, notation: 'digits backwards (ENUM)' },
  ];
}

function addressNotations(bytes: Uint8Array): Notation[] {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const list: [text: string, notation: string][] = [[formatAddress(bytes), 'as it was']];
  if (bytes.length === 4) {
    const back = bytes.toReversed();
    const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    list.push(
      [back.join('.'), 'backwards (reverse DNS)'],
      [bytes.join('-'), 'with hyphens'],
      [bytes.join('_'), 'with underscores'],
    );
    list.push([hex, 'hexadecimal'], [number >= 1e8 ? String(number) : '', 'one decimal number']);
    list.push([Array.from(bytes, (byte) => `0x${byte.toString(16)}`).join('.'), 'hexadecimal with dots']);
    list.push([Array.from(bytes, (byte) => byte.toString().padStart(3, '0')).join('.'), 'with zeros']);
    list.push([Array.from(bytes, (byte) => `0${byte.toString(8)}`).join('.'), 'octal with dots']);
    list.push([`${hex.slice(0, 4)}:${hex.slice(4)}`, 'inside of IPv6'], [`\\${[...bytes].join('\\')}`, 'escaped']);
  } else {
    const groups = hex.match(/.{4}/g) ?? [];
    list.push(
      [groups.join(':'), 'in full'],
      [groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':'), 'without ::'],
    );
    list.push(
      [hex, 'hexadecimal'],
      [reversed(hex).split('').join('.'), 'backwards (reverse DNS)'],
      [groups.join('-'), 'with hyphens'],
    );
  }
  const texts = new Map(list.filter(([text]) => text !== ''));
  return Array.from(texts, ([text, notation]) => ({ text, whole: true, notation }));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** A text as it stands, and as whoever decodes it would read it. */
export interface Decoded {
  readonly text: string;
  readonly how: string;
  /** Where the character of a position stood in the text as it came. */
  readonly place: (at: number) => number;
}

/** All readings of a text that has a character for each byte, in lower case. */
export function* readingsOf(text: string): Generator<Decoded> {
  yield { text: text.toLowerCase(), how: '', place: (at) => at };
  if (text.includes('%')) yield* unescaped(text);
  yield* joinedDigits(text);
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{7,}/g)) yield* base64(run, index);
  for (const { 0: run, index } of text.matchAll(/(?:[0-9a-f]{2}[:-]?){5,}/gi)) yield* hexadecimal(run, index);
}

function* unescaped(text: string): Generator<Decoded> {
  const places: number[] = [];
  const out: string[] = [];
  for (let at = 0; at < text.length; at++) {
    places.push(at);
    const code = text[at] === '%' ? text.slice(at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(code)) {
      out.push(String.fromCharCode(Number.parseInt(code, 16)));
      at += 2;
    } else out.push(text[at] ?? '');
  }
  yield { text: out.join('').toLowerCase(), how: 'escaped', place: (at) => places[at] ?? 0 };
}

/** Visual separators of numbers left out: `+49-30-123.4567`. */
function* joinedDigits(text: string): Generator<Decoded> {
  for (const { 0: run, index } of text.matchAll(/\d+(?:[-.()]{1,2}\d+)+/g)) {
    const places = Array.from(run.matchAll(/\d/g), (digit) => index + digit.index);
    if (places.length >= NATIONAL && !parseAddress(run))
      yield { text: digitsOf(run), how: 'with separators', place: (at) => places[at] ?? index };
  }
}

function* base64(run: string, index: number): Generator<Decoded> {
  const plain = run.replaceAll('-', '+').replaceAll('_', '/');
  for (let skip = 0; skip < 4; skip++) {
    const length = plain.length - skip - ((plain.length - skip) % 4 === 1 ? 1 : 0);
    if (length < 6) continue;
    const text = atob(plain.slice(skip, skip + length)).toLowerCase();
    yield { text, how: 'base64', place: (at) => index + skip + Math.floor((at * 4) / 3) };
  }
}

function* hexadecimal(run: string, index: number): Generator<Decoded> {
  const digits = run.replace(/[:-]/g, '');
  for (const skip of [0, 1]) {
    let text = '';
    for (let at = skip; at + 2 <= digits.length; at += 2)
      text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 2), 16));
    yield { text: text.toLowerCase(), how: 'hexadecimal', place: (at) => index + skip + 2 * at };
  }
  // Separated pairs written together: an address as a fingerprint would be.
  if (digits.length < run.length) yield { text: digits.toLowerCase(), how: 'with separators', place: () => index };
}
