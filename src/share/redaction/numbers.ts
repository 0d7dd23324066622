import { type Counting, Series } from './series.ts';

/** Numbers are one when so many digits at the end are the same, as sip/join-users.ts has it. */
const SHARED = 7;
/** Longest that is a short code: an extension, a service, an emergency call. */
const SHORT = 4;

interface Parts {
  /** `+`, zeros, country code. */
  readonly head: string;
  readonly area: string;
  /** The last digits, at most `SHARED`. */
  readonly line: string;
}

/** Whether a text is a telephone number, visual separators allowed (RFC 3966 §5.1.1). */
export function isNumber(text: string): boolean {
  return /^\+?[\d().-]+$/.test(text) && /\d/.test(text);
}

export function isShortNumber(text: string): boolean {
  return digitsOf(text).length <= SHORT;
}

/**
 * Pseudonyms of telephone numbers. Leading plus or zeros, country code and length stay; the last seven digits go by order
 * of appearance whatever stands before them, so that `+49…`, `0049…` and `0…` stay one number.
 */
export class Numbers {
  readonly #texts = new Set<string>();
  readonly #series = new Map<string, Series>();
  /** Digits of numbers with a country code that shows, and how long that is. */
  readonly #international = new Map<string, number>();
  /** Numbers that were dialled before all digits were there (RFC 3578). */
  readonly #incomplete = new Set<string>();
  #sealed = false;

  pseudonym(text: string): () => string {
    this.#texts.add(text);
    const { head, area, line } = partsOf(text, 0);
    const code = head.replace(/^(\+|00)/, '');
    if (head.length > code.length && !code.startsWith('0')) this.#international.set(code + area + line, code.length);
    return () => this.#write(text);
  }

  incomplete(text: string): void {
    this.#incomplete.add(text);
  }

  #write(text: string): string {
    this.#seal();
    const begun = this.#begun(text);
    if (begun !== '') {
      const more = text.slice(begun.length);
      return this.#write(begun) + (this.#of(`more ${begun}`, 2, more.length)?.get(more) ?? more);
    }
    const { head, area, line } = this.#parts(text);
    const hidden = (this.#area(area.length)?.get(area) ?? area) + (this.#line(line.length)?.get(line) ?? line);
    const digits = head.replace('+', '') + hidden;
    let at = 0;
    return text.replace(/\d/g, () => digits[at++] ?? '0');
  }

  #seal(): void {
    if (this.#sealed) return;
    this.#sealed = true;
    for (const text of this.#texts) {
      const begun = this.#begun(text);
      const { area, line } = this.#parts(text);
      const more = text.slice(begun.length);
      if (begun !== '') this.#of(`more ${begun}`, 2, more.length)?.add(more);
      else {
        this.#area(area.length)?.add(area);
        this.#line(line.length)?.add(line);
      }
    }
  }

  /** The longest number that lacked digits and that this one goes on from; '' without. */
  #begun(text: string): string {
    for (let length = text.length - 1; length > 0 && this.#incomplete.size > 0; length--) {
      const begun = text.slice(0, length);
      if (this.#incomplete.has(begun) && /^\d+$/.test(text.slice(length))) return begun;
    }
    return '';
  }

  #parts(text: string): Parts {
    return partsOf(text, this.#international.get(text) ?? 0);
  }

  #area(length: number): Series | null {
    return this.#of('area', 2, length);
  }

  #line(length: number): Series | null {
    return this.#of('line', 5, length);
  }

  /** Null for one digit, which tells nothing, and for none. */
  #of(name: string, first: number, length: number): Series | null {
    if (length < 2) return null;
    const series = this.#series.get(`${name} ${length}`) ?? new Series(digits(first, length));
    this.#series.set(`${name} ${length}`, series);
    return series;
  }
}

/** Numbers of so many digits that begin with `first` or above: never with a zero, which would be a prefix. */
function digits(first: number, length: number): Counting {
  const lead = 10 ** Math.min(length - 1, 9);
  return {
    write: (n) => `${first + Math.floor(n / lead)}${String(n % lead).padStart(length - 1, '0')}`,
    read: (text) => {
      const n = (Number(text[0]) - first) * lead + Number(text.slice(1));
      return Number.isSafeInteger(n) ? n : -1;
    },
    cap: (10 - first) * lead - 1,
    tight: true,
  };
}

/** @param code length of a country code that nothing in front shows */
function partsOf(text: string, code: number): Parts {
  const all = digitsOf(text);
  if (all.length <= SHORT) return { head: '', area: '', line: all };
  const plus = text.startsWith('+') ? '+' : '';
  const zeros = /^0*/.exec(all)?.[0] ?? '';
  const rest = all.slice(zeros.length);
  const isInternational = plus + zeros === '+' || zeros === '00';
  const country = rest.slice(0, isInternational ? countryCodeLength(rest) : code);
  const own = rest.slice(country.length);
  const cut = Math.max(0, own.length - SHARED);
  return { head: plus + zeros + country, area: own.slice(0, cut), line: own.slice(cut) };
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** ITU-T E.164: country codes of two digits; 1 and 7 are whole, all others have three. */
const TWO =
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  );

function countryCodeLength(digits: string): number {
  if (digits.startsWith('1') || digits.startsWith('7')) return 1;
  return TWO.includes(digits.slice(0, 2)) ? 2 : 3;
}
