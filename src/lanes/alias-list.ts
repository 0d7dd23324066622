import { parseAddress } from '../base/address.ts';
import { patternFrom, socketParts } from '../view/lane-pattern.ts';

/** Names by what they name, as decisions write it: every port of an address, one socket, a network. */
export type Aliases = ReadonlyMap<string, string>;

/** What a list of names held. */
export interface ReadAliases {
  readonly aliases: Aliases;
  /** Lines that hold no name of an address, by number from 1; the first few. */
  readonly passedOver: readonly { readonly line: number; readonly text: string }[];
  /** All of them. */
  readonly passedOverCount: number;
}

const MOST_ALIASES = 10_000;
const LONGEST_NAME = 200;
const MOST_TOLD = 5;
/** Longest text of a passed-over line that is told. */
const TOLD = 80;

/**
 * Reads a list of names: lines of a hosts file (`192.0.2.1 pbx-1 # comment`), or CSV of address and name in this order,
 * separated by comma, semicolon or tab, with or without a heading. Any text; what is neither is told.
 */
export function readAliases(text: string): ReadAliases {
  const aliases = new Map<string, string>();
  const passedOver: { line: number; text: string }[] = [];
  let passedOverCount = 0;
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const cells = cellsOf(line);
    if (cells.length === 0 || (at === 0 && isHeading(cells))) continue;
    const [address = '', name = ''] = cells;
    const key = patternFrom(bare(address));
    if (key === null || !isAddress(address) || name === '' || aliases.size >= MOST_ALIASES) {
      passedOverCount++;
      if (passedOver.length < MOST_TOLD) passedOver.push({ line: at + 1, text: line.trim().slice(0, TOLD) });
    } else if (!aliases.has(key)) aliases.set(key, name.slice(0, LONGEST_NAME));
  }
  return { aliases, passedOver, passedOverCount };
}

/** The names as CSV (RFC 4180) with a heading. */
export function writeAliasCsv(aliases: Aliases): string {
  const rows = [...aliases].map(([key, name]) => `${cell(shortKey(key))},${cell(name)}\r\n`);
  return `address,name\r\n${rows.join('')}`;
}

/** The names of single addresses as lines of a hosts file: blanks become hyphens, as names there have none. */
export function writeHosts(aliases: Aliases): string {
  const lines = [...aliases].flatMap(([key, name]) => {
    const address = shortKey(key);
    return parseAddress(address) ? [`${address}\t${name.trim().replace(/[\s#]+/g, '-')}\n`] : [];
  });
  return lines.join('');
}

/** `192.0.2.1` for every port of it; anything else as decisions write it. */
export function shortKey(key: string): string {
  if (!key.endsWith(':*')) return key;
  const { host } = socketParts(key);
  return host;
}

/** Cells of a line of CSV, or the words of a line of a hosts file; [] for an empty one and for a comment. */
function cellsOf(line: string): string[] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const separator = /^("[^"]*"|[^",;\t]*)([,;\t])/.exec(text)?.[2];
  if (separator === undefined || (separator === '\t' && /^[0-9a-f:.]+\t/i.test(text))) {
    return text.split('#', 1)[0]?.trim().split(/\s+/) ?? [];
  }
  return splitCells(text, separator);
}

function splitCells(text: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    if (text[at] === '"') {
      let cell = '';
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at++;
        } else break;
      }
      cells.push(cell.trim());
      const next = text.indexOf(separator, at);
      at = next < 0 ? text.length + 1 : next + 1;
    } else {
      const next = text.indexOf(separator, at);
      const end = next < 0 ? text.length : next;
      cells.push(text.slice(at, end).trim());
      at = end + 1;
    }
  }
  return cells;
}

function isHeading([address = '', name = '']: readonly string[]): boolean {
  return /^(address|ip|host|socket)$/i.test(address) && /^(name|alias|label|host ?name)$/i.test(name);
}

/** An address, a network or a socket of an address; a host name is what a list gives, not what it names. */
function isAddress(text: string): boolean {
  const key = patternFrom(bare(text));
  if (key === null) return false;
  const { host } = socketParts(key);
  return parseAddress(host.split('/', 1)[0] ?? '') !== null;
}

/** Spreadsheets put an apostrophe before what they would take for a formula. */
function bare(address: string): string {
  return address.replace(/^'/, '').replace(/^\[([^\]]*)\]$/, '$1');
}

/** Quoted; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
