import { parseAddress } from '../../base/address.ts';
import { Addresses } from './addresses.ts';
import { isNumber, isShortNumber, Numbers } from './numbers.ts';
import { oddIn } from './odd.ts';
import type { RedactOptions } from './options.ts';
import { type Counting, counted, Series } from './series.ts';
import { isMasked, isNobody, isVocabulary } from './vocabulary.ts';

/** What a value is that names somebody or something. */
export type ValueKind =
  | 'address'
  | 'number'
  | 'user'
  | 'name'
  | 'host'
  | 'call-id'
  | 'tag'
  | 'branch'
  | 'nonce'
  | 'identifier'
  | 'key'
  | 'product';

/** One value of the trace that was looked at; values have a character for each byte. */
export interface Entry {
  readonly kind: ValueKind;
  readonly value: string;
  /** Equal to `value` when it names nobody or may be shown. */
  readonly pseudonym: string;
}

/** The pseudonym of a value, to be asked once the whole trace was read. */
export type Later = () => string;

/** A Call-ID that a log or a person masked (call/groups.ts): it says nothing, and must go on saying nothing. */
const MASKED = /^\[?email|^\[?protected|^[xX*]{3,}(?:@[xX*.]+)?$|^<?(?:redacted|removed|hidden|call-?id)>?$/i;
/** Shorter ones are no evidence that a value is a Call-ID of another leg (sip/join-headers.ts). */
const LONG = 10;
/** Shorter tags are no evidence that two legs are one call (call/join-keys.ts). */
const LONG_TAG = 8;
/** Tools that make test calls or attacks: who reads a trace has to know. */
const TOOLS =
  /sipp|sipsak|load.?test|\btest\b|friendly-scanner|sipvicious|sipcli|pplsip|vaxsipuseragent|sundayddr|sip-scan/i;
/** Kinds of value that name somebody or something however short they are. */
const NAMES: ReadonlySet<ValueKind> = new Set(['address', 'number', 'user', 'name', 'host']);
/** Shorter names are parts of other words. */
const LEAST_INSIDE = 5;
/** Shorter words of a name are anybody's. */
const LEAST_PART = 3;
/** Shorter identifiers are found in any text. */
export const LEAST_IDENTIFIER = 6;
const EMERGENCY = new Set(['110', '112', '118', '119', '911', '933', '999', '000', '116117']);

/** All pseudonyms of one trace. Whoever names a value gets what stands for it; equal values get equal names. */
export class Book {
  readonly #options: RedactOptions;
  readonly #addresses = new Addresses();
  readonly #numbers = new Numbers();
  readonly #series = new Map<string, Series>();
  /** Values in lower case: nobody's pseudonym. */
  readonly #taken = new Set<string>();
  /** Names that are replaced, in lower case; made when all are known. */
  #names: readonly string[] | null = null;
  readonly #cleared = new Map<string, string>();
  readonly #versions = new Map<string, string>();
  readonly #entries = new Map<string, { readonly kind: ValueKind; readonly value: string; readonly later: Later }>();
  /** First reading of each value, in lower case. */
  readonly #known = new Map<string, { readonly kind: ValueKind; readonly later: Later }>();

  constructor(options: RedactOptions) {
    this.#options = options;
  }

  /** What a text stands for that was named before, as whatever it was; null for any other. */
  known(text: string): Later | null {
    return this.#known.get(text.toLowerCase())?.later ?? null;
  }

  /** The same for a text that is no word of its own: a short identifier may be anything there, a name is a name. */
  knownName(text: string): Later | null {
    const found = this.#known.get(text.toLowerCase());
    return found && (text.length >= LEAST_IDENTIFIER || NAMES.has(found.kind)) ? found.later : null;
  }

  /** A word without the names that stand inside of it, run together with something else. */
  withoutNames(word: string): string {
    const before = this.#cleared.get(word);
    if (before !== undefined) return before;
    const lower = word.toLowerCase();
    this.#names ??= [...this.#entries.values()].filter(isHiddenName).map(({ value }) => value.toLowerCase());
    const holdsName = word.length >= LEAST_INSIDE && this.#names.some((name) => lower.includes(name));
    const cleared = holdsName ? 'x'.repeat(word.length) : word;
    this.#cleared.set(word, cleared);
    return cleared;
  }

  /** Names of several words and their single words, in lower case, the longest first, each with what stands for the name. */
  phrases(): readonly (readonly [string, Later])[] {
    const found = new Map<string, Later>();
    for (const { kind, value, later } of this.#entries.values()) {
      if (kind !== 'name' || !/\s/.test(value) || later() === value) continue;
      for (const part of [value, ...value.split(/\s+/)]) {
        const text = part.trim().toLowerCase();
        if (text.length >= LEAST_PART && !isVocabulary(text) && !found.has(text)) found.set(text, later);
      }
    }
    return [...found].sort(([a], [b]) => b.length - a.length);
  }

  /** What a text stands for that is the Call-ID of a message; null for any other. */
  knownCallId(text: string): Later | null {
    return this.#entries.get(`call-id  ${text}`)?.later ?? null;
  }

  entries(): Entry[] {
    return [...this.#entries.values()].map(({ kind, value, later }) => ({ kind, value, pseudonym: later() }));
  }

  /** User part of a URI, user name of a login. */
  user(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.user(plain));
    if (text === '' || isNobody(text)) return same(text);
    if (parseAddress(text)) return this.address(text);
    if (isNumber(text)) return this.number(text);
    return this.#note('user', text, this.#options.names ? same(text) : this.#counted('user', counted('u'), text));
  }

  number(text: string): Later {
    const isOpen = isShortNumber(text) || EMERGENCY.has(text) ? this.#options.shortNumbers : this.#options.numbers;
    return this.#note('number', text, isOpen ? same(text) : this.#numbers.pseudonym(text));
  }

  /** A user part that was refused because digits are missing: what begins with it goes on from it. */
  incomplete(text: string): void {
    if (isNumber(text)) this.#numbers.incomplete(text);
  }

  /** Display name. */
  name(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.name(plain));
    if (text.trim() === '' || isNobody(text)) return same(text);
    if (isNumber(text)) return this.number(text);
    return this.#note('name', text, this.#options.names ? same(text) : this.#counted('name', counted('N'), text));
  }

  address(text: string): Later {
    const later = this.#options.addresses ? null : this.#addresses.pseudonym(text);
    return later ? this.#note('address', text, later) : same(text);
  }

  /** Name or address of a host. */
  host(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.host(plain));
    if (text === '' || /^localhost\.?$/i.test(text) || isMasked(text)) return same(text);
    if (parseAddress(text)) return this.address(text);
    // An address written twice over: the mark of a router that edits SIP.
    const twice = /^((?:\d{1,3}\.){3}\d{1,3})\1$/.exec(text)?.[1];
    if (twice !== undefined && parseAddress(twice)) {
      const once = this.address(twice);
      return this.#note('address', text, () => once() + once());
    }
    return this.#note('host', text, this.#options.names ? same(text) : this.#hostName(text));
  }

  /** `pbx.example.com`: the domain and what stands before it are named apart, so that hosts of one domain stay together. */
  #hostName(text: string): Later {
    const labels = text.toLowerCase().replace(/\.$/, '').split('.');
    if (labels.length === 1) return this.#counted('label', counted('s'), labels[0] ?? '');
    const top = labels.at(-1) ?? '';
    // RFC 2606, RFC 6762: names that lead nowhere from elsewhere.
    const end = top === 'invalid' || top === 'local' ? top : 'example';
    const domain = this.#counted(`domain ${end}`, counted('d', 1, `.${end}`), labels.slice(-2).join('.'));
    if (labels.length === 2) return domain;
    const own = this.#counted('host', counted('h'), labels.slice(0, -2).join('.'));
    return () => `${own()}.${domain()}`;
  }

  callId(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.callId(plain));
    if (text === '' || MASKED.test(text)) return same(text);
    // What some B2BUAs put around the Call-ID of the other leg (call/join-named.ts).
    const [, before = '', stem = text, after = ''] = /^(B2B\.)?(.+?)((?:_b2b)?-\d|_b2b-\d+)?$/s.exec(text) ?? [];
    const later = this.#sized('call-id', counted('call-', LONG - 5), counted('c'), LONG, stem);
    return this.#note('call-id', text, () => `${before}${later()}${after}`);
  }

  tag(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.tag(plain));
    return this.#note('tag', text, this.#sized('tag', counted('tag-', LONG_TAG - 4), counted('t'), LONG_TAG, text));
  }

  /** RFC 3261 §8.1.1.7: the cookie stays. */
  branch(text: string): Later {
    const cookie = /^z9hG4bK/i.exec(text)?.[0] ?? '';
    const own = text.slice(cookie.length);
    if (own === '') return same(text);
    const later = this.#counted(cookie === '' ? 'branch' : 'branch z9', counted(cookie === '' ? 'b' : '-b'), own);
    return this.#note('branch', text, () => cookie + later());
  }

  nonce(text: string): Later {
    return text === '' ? same(text) : this.#note('nonce', text, this.#counted('nonce', counted('n'), text));
  }

  product(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.product(plain));
    if (text === '') return same(text);
    const tool = TOOLS.exec(text)?.[0];
    if (tool !== undefined && tool === text) return same(text);
    const later = this.#counted('product', counted('P'), text);
    return this.#note('product', text, tool === undefined ? later : same(tool));
  }

  /** Anything else that tells things apart. */
  identifier(text: string): Later {
    const { plain, marks } = oddIn(text);
    if (marks !== '') return this.#odd(text, marks, this.identifier(plain));
    if (/^[0-]*$/.test(text) || /^x{2,}$/i.test(text)) return same(text);
    return this.#note(
      'identifier',
      text,
      this.#sized('identifier', counted('token-', LONG - 6), counted('v'), LONG, text),
    );
  }

  /** So many hexadecimal digits: a Session-ID, a GUID, a fingerprint. */
  hex(text: string): Later {
    const digits = text.replace(/[^0-9a-f]/gi, '');
    if (/^0*$/.test(digits)) return same(text);
    const width = digits.length;
    const counting: Counting = {
      write: (n) => n.toString(16).padStart(width, '0').slice(-width),
      read: (hex) => (/^0+[0-9a-f]{1,9}$/.test(hex) ? Number.parseInt(hex, 16) : -1),
    };
    const later = this.#counted(`hex ${width}`, counting, digits.toLowerCase());
    return this.#note('identifier', text, () => {
      const hidden = later();
      let at = 0;
      return text.replace(/[0-9a-f]/gi, () => hidden[at++] ?? '0');
    });
  }

  /** Session id of an o= line (RFC 8866 §5.2): a number of at least six digits. */
  sessionId(text: string): Later {
    const counting = counted('');
    const sessions: Counting = {
      write: (n) => counting.write(100_000 + n),
      read: (id) => Math.max(-1, counting.read(id) - 100_000),
    };
    return this.#note('identifier', text, this.#counted('session', sessions, text));
  }

  /** Version of a session (RFC 8866 §5.2): counted from the first that was seen of it. */
  version(id: string, text: string): Later {
    const first = this.#versions.get(id) ?? text;
    this.#versions.set(id, first);
    const number = 100_000n + BigInt(text) - BigInt(first);
    return this.#note('identifier', text, () => String(number < 0n ? 0n : number), id);
  }

  /** Username fragment of ICE: at least four characters (RFC 8839 §5.4). */
  fragment(text: string): Later {
    return this.#note('identifier', text, this.#counted('fragment', counted('uf', 2), text));
  }

  /** SRTP key: as long as it was, so that one of the wrong length stays wrong; equal keys stay equal. */
  key(text: string): Later {
    const padding = /=*$/.exec(text)?.[0] ?? '';
    const width = text.length - padding.length;
    if (width < 4 || /^(.)\1*$/.test(text)) return same(text);
    const counting: Counting = {
      write: (n) => `K${String(n).slice(1 - width)}`.padEnd(width, 'A'),
      read: (key) => {
        const n = /^K(\d{1,9})A*$/.exec(key)?.[1];
        return n === undefined ? -1 : Number(n);
      },
    };
    const later = this.#counted(`key ${width}`, counting, text.slice(0, width));
    return this.#note('key', text, () => later() + padding);
  }

  /** What makes a text look like another one stays behind its pseudonym. */
  #odd(text: string, marks: string, plain: Later): Later {
    const known = text.toLowerCase();
    const later = () => plain() + marks;
    if (!this.#known.has(known)) this.#known.set(known, { kind: 'name', later });
    return later;
  }

  /** A long name for a value that is long enough to tell legs apart, else a short one. */
  #sized(name: string, long: Counting, short: Counting, least: number, text: string): Later {
    return text.length >= least ? this.#counted(`${name} long`, long, text) : this.#counted(name, short, text);
  }

  #counted(name: string, counting: Counting, text: string): Later {
    const series = this.#series.get(name) ?? new Series(counting, this.#taken);
    this.#series.set(name, series);
    series.add(text);
    return () => series.get(text);
  }

  /** @param context of equal values with another one, each has a pseudonym of its own */
  #note(kind: ValueKind, value: string, later: Later, context = ''): Later {
    const key = `${kind} ${context} ${value}`;
    const before = this.#entries.get(key);
    if (before) return before.later;
    this.#entries.set(key, { kind, value, later });
    this.#taken.add(value.toLowerCase());
    const known = value.toLowerCase();
    if (!this.#known.has(known)) this.#known.set(known, { kind, later });
    return later;
  }
}

function isHiddenName({ kind, value, later }: { kind: ValueKind; value: string; later: Later }): boolean {
  if (kind !== 'user' && kind !== 'name' && kind !== 'host') return false;
  return value.length >= LEAST_INSIDE && !isVocabulary(value) && later().toLowerCase() !== value.toLowerCase();
}

function same(text: string): Later {
  return () => text;
}
