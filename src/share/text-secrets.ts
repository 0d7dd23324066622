import { skipSpaces } from '../sip/text-scan.ts';
import { note, type Search, type SecretKind } from './secrets.ts';

/** Characters that end the user part of a URI wherever it stands. */
const ENDS = ' \t\r\n<>"\'';
/** Characters in which an end is looked for. */
const REACH = 1024;

/**
 * Secrets that show themselves by their notation, wherever they stand: in headers nobody knows, in lines that are no
 * header, in URIs inside of URIs, in bodies of any type.
 */
export function textSecrets(search: Search): void {
  for (const { index, 0: scheme } of search.text.matchAll(/sips?(?::|%3a)|:\/\//gi)) {
    password(search, index + scheme.length, scheme.toLowerCase());
  }
  for (const { index, 0: name } of search.text.matchAll(/(?:response|rspauth)\s{0,8}(?:=|%3d)/gi)) {
    answer(search, index + name.length);
  }
  // RFC 3261 §19.1.1: headers in a URI.
  assigned(search, 'credentials', /authorization=/gi, '&>"');
  assigned(search, 'password', /(?:password|passwd|pwd)\s{0,8}=\s{0,8}["']?/gi, ';&,>"\'');
}

/** `user:password@` (RFC 3261 §19.1.1), or with both marks escaped inside of another URI. */
function password(search: Search, start: number, scheme: string): void {
  const escaped = scheme.endsWith('%3a');
  const most = Math.min(search.text.length, start + REACH);
  let stop = start;
  while (stop < most && !ENDS.includes(search.text[stop] as string)) stop++;
  const user = search.text.slice(start, stop).toLowerCase();
  // A list without brackets may go on with another URI; other schemes have their user before any slash (RFC 3986 §3.2).
  const end = user.search(scheme === '://' ? /[/?#]/ : /sips?(?::|%3a)|:\/\//);
  const part = end < 0 ? user : user.slice(0, end);
  const colonMark = escaped ? '%3a' : ':';
  const colon = part.indexOf(colonMark);
  const at = part.lastIndexOf(escaped ? '%40' : '@');
  if (colon >= 0 && colon < at) note(search, 'password', start + colon + colonMark.length, start + at);
}

/** The value behind `response=` when it can be a digest: at least 16 characters in quotes or of hexadecimal digits. */
function answer(search: Search, start: number): void {
  const { text } = search;
  let first = skipSpaces(text, start, text.length);
  if (text.startsWith('%22', first)) first += 3;
  const isEnd = text[first] === '"' ? /["\r\n]/ : /[^0-9a-f]/i;
  let end = first + 1;
  while (end < text.length && !isEnd.test(text[end] as string)) end++;
  if (end - first >= 16) note(search, 'digest answer', first, end);
}

/** What stands behind each `name=` up to a mark or a white space. */
function assigned(search: Search, kind: SecretKind, names: RegExp, ends: string): void {
  const { text } = search;
  for (const { index, 0: name } of text.matchAll(names)) {
    const start = index + name.length;
    let end = start;
    while (end < text.length && text.charCodeAt(end) > 32 && !ends.includes(text[end] as string)) end++;
    note(search, kind, start, end);
  }
}
