import { isSoundValue } from './checks/check-value.ts';
import type { Header } from './header-row.ts';
import { knownHeader } from './headers.ts';
import { type NameAddr, parseNameAddrs } from './name-addr.ts';
import { isTokenText } from './text-scan.ts';
import { parseVias, type Via } from './via.ts';

/** Well below what is told as too long. */
const LONGEST = 2000;
const LONGEST_NAME = 100;

/** One header line; its value is taken apart when that is asked for first, once for all messages that share the line. */
export class HeaderLine {
  /** What is known of the header of that name; null when nothing is. */
  readonly header: Header | null;
  /** Canonical name; of an unknown header as written. */
  readonly name: string;
  /** Folding undone. */
  readonly value: string;
  #addresses: readonly NameAddr[] | undefined;
  #vias: readonly Via[] | undefined;
  #isSound: boolean | undefined;

  /** @param name as written */
  constructor(name: string, value: string) {
    this.header = knownHeader(name);
    this.name = this.header?.name ?? name;
    this.value = value;
  }

  /** Addresses of a Contact, Route or the like, in order. */
  get addresses(): readonly NameAddr[] {
    this.#addresses ??= parseNameAddrs(this.value);
    return this.#addresses;
  }

  /** Values of a Via, topmost first. */
  get vias(): readonly Via[] {
    this.#vias ??= parseVias(this.value);
    return this.#vias;
  }

  /** True only for a line without control characters and folds in which a full parse finds nothing wrong; false tells nothing. */
  get isSound(): boolean {
    this.#isSound ??= isSoundLine(this);
    return this.#isSound;
  }
}

function isSoundLine({ header, name, value }: HeaderLine): boolean {
  if (value.length > LONGEST) return false;
  return header ? isSoundValue(header, value) : name.length < LONGEST_NAME && isTokenText(name);
}

/** The header line that a text without control characters is, a text that no blanks enclose; null when it names no header. */
export function headerLine(text: string): HeaderLine | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  let nameEnd = colon;
  while (text.charCodeAt(nameEnd - 1) === SPACE) nameEnd--;
  let start = colon + 1;
  while (text.charCodeAt(start) === SPACE) start++;
  return new HeaderLine(text.slice(0, nameEnd), text.slice(start));
}

const SPACE = 32;
