import { leadingNumber } from '../cseq.ts';
import { knownHeader } from '../headers.ts';
import type { HeaderField } from '../message.ts';
import { type NameAddr, parseNameAddr } from '../name-addr.ts';
import type { MessageProblems } from '../problems.ts';
import { closeQuoted, isSpaceAt, isTokenText } from '../text-scan.ts';
import { splitList } from '../values.ts';
import { checkUri } from './check-uri.ts';

type Add = (code: string, text: string) => void;

/** Faults in the addresses of one header: From, Contact, Route, P-Asserted-Identity, … (RFC 3261 §20.10). */
export function checkAddresses(raw: string, field: HeaderField, problems: MessageProblems): void {
  const base = field.valueSpan.start;
  const items = knownHeader(field.name)?.multiple ? splitList(raw) : [{ start: 0, end: raw.length }];
  for (const item of items) {
    const add: Add = (code, text) => problems.add(code, text, base + item.start, base + item.end);
    if (item.start === item.end && items.length > 1)
      add('empty-list-item', 'A comma in this list has nothing before or behind it.');
    else if (raw.slice(item.start, item.end) !== '*')
      checkAddress(raw, parseNameAddr(raw, item.start, item.end), field, base, problems, add);
  }
}

function checkAddress(
  raw: string,
  address: NameAddr,
  field: HeaderField,
  base: number,
  problems: MessageProblems,
  add: Add,
): void {
  if (!address.closed) {
    add('unclosed-quote', 'A quotation mark or angle bracket opens here and never closes.');
    return;
  }
  checkUri(address.uri, base, problems);
  if (address.displaySpan && !isDisplayName(raw, address.displaySpan.start, address.displaySpan.end)) {
    add('bad-display-name', 'This display name needs quotation marks.');
  }
  if (!address.bracketed && address.uri.headers.length > 0) {
    // RFC 3261 §20.10
    add('uri-needs-brackets', 'A URI with a question mark needs angle brackets around it.');
  }
  if (address.bracketed && hasMore(raw, address.uri.span.end + 1, address.addressSpan.end)) {
    add('unexpected-text', 'Only parameters may follow the closing angle bracket.');
  }
  checkParameters(address, field, add);
}

/** RFC 3261 §25.1: one quoted string, or tokens. */
function isDisplayName(raw: string, start: number, end: number): boolean {
  if (raw[start] === '"') return closeQuoted(raw, start, end) === end;
  return raw
    .slice(start, end)
    .split(/[ \t\r\n]/)
    .every((word) => word === '' || isTokenText(word));
}

function hasMore(raw: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpaceAt(raw, at)) return true;
  return false;
}

function checkParameters({ parameters }: NameAddr, { canonical }: HeaderField, add: Add): void {
  if (parameters.some(({ name }) => name === '')) add('empty-parameter', 'A semicolon has no parameter behind it.');
  for (const { name, value } of parameters) {
    if (name === 'tag' && !value && (canonical === 'From' || canonical === 'To'))
      add('empty-tag', 'The tag has no value.');
    if (canonical !== 'Contact' || value === null) continue;
    if (name === 'expires' && leadingNumber(value, 0xffffffff) === null) {
      // RFC 3261 §20.10: delta-seconds
      add('number-too-large', 'The expires parameter is no number of seconds up to 4294967295.');
    }
    if (name === 'q' && !/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(value))
      add('bad-q', 'The q parameter is no number from 0 to 1.');
  }
}
