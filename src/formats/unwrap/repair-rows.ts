import { HEADER, isFound, type Repair } from './repair.ts';

/** Rows that tell. */
const ENOUGH = 3;
const END = /\r?\n?$/;

/** What a field holds before a header: nothing, or a prefix that the line had already. */
const BEFORE = '{0,200}?(?<![\\w-])';
/** What follows it: bounded, as a line may be endless. */
const BEHIND = '{0,2000}';
const FIELD = `"(?:[^"\\n]|"")${BEFORE}${HEADER}(?:[^"\\n]|"")${BEHIND}"`;
const QUOTED = new RegExp(`^(.*[,;\\t])?${FIELD}(?=([,;\\t])|\\r?$)`, 'im');
const ALL_QUOTED = new RegExp(`(?:^|[,;\\t])${FIELD}(?=[,;\\t\\r\\n]|$)`, 'gim');

/** A table with one line of a log in each row (RFC 4180): the line, with the other columns before it. */
export const tableRows: Repair = (head) => {
  if (!isFound(head, ALL_QUOTED, ENOUGH)) return null;
  const found = QUOTED.exec(head);
  const before = found?.[1] ?? '';
  const separator = before === '' ? (found?.[2] ?? ',') : before.slice(-1);
  const column = before === '' ? 0 : (fieldsOf(before.slice(0, -1), separator)?.length ?? 0);
  return (line) => {
    const content = line.replace(END, '');
    const fields = fieldsOf(content, separator);
    const text = fields?.[column];
    return fields && text !== undefined
      ? behind(fields.toSpliced(column, 1).join(separator), text) + line.slice(content.length)
      : line;
  };
};

/** Fields of a row; null when it goes on in the next line. */
function fieldsOf(row: string, separator: string): string[] | null {
  const fields: string[] = [];
  for (let at = 0; at <= row.length; ) {
    const isQuoted = row[at] === '"';
    const end = isQuoted ? closingQuote(row, at + 1) : row.indexOf(separator, at);
    if (isQuoted && end < 0) return null;
    const stop = end < 0 ? row.length : end;
    fields.push(isQuoted ? row.slice(at + 1, stop).replaceAll('""', '"') : row.slice(at, stop));
    at = stop + (isQuoted ? 2 : 1);
  }
  return fields;
}

function closingQuote(row: string, from: number): number {
  let at = row.indexOf('"', from);
  while (at >= 0 && row[at + 1] === '"') at = row.indexOf('"', at + 2);
  return at;
}

/** A string that holds a header, with no line end but its last. */
const STRING = `"(?:[^"\\\\\\n]|\\\\[^rn])${BEFORE}${HEADER}(?:[^"\\\\\\n]|\\\\[^rn])${BEHIND}(?:\\\\r)?(?:\\\\n)?"`;
const IN_OBJECT = new RegExp(`^[ \\t]*\\{.*?"([@\\w.]+)"[ \\t]*:[ \\t]*${STRING}`, 'im');
const ALL_IN_OBJECT = new RegExp(IN_OBJECT.source, 'gim');

/** One object a line with one line of a log in one of its strings: the line, with the other fields before it. */
export const objectLines: Repair = (head) => {
  if (!isFound(head, ALL_IN_OBJECT, ENOUGH)) return null;
  const name = IN_OBJECT.exec(head)?.[1] ?? '';
  return (line) => unwrapObject(line, name);
};

function unwrapObject(line: string, name: string): string {
  const object = objectIn(line);
  const { [name]: text, ...others } = object ?? {};
  if (typeof text !== 'string') return line;
  const content = text.replace(/\r?\n$/, '');
  // A whole message in one string is read as what it is.
  return content.includes('\n') ? line : `${behind(JSON.stringify(others), inBytes(content))}\n`;
}

function objectIn(line: string): Record<string, unknown> | null {
  if (!line.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(line.trimEnd().replace(/,$/, ''));
  } catch {
    return null;
  }
}

/** Characters of a text that are no bytes as their bytes in UTF-8. */
function inBytes(text: string): string {
  return text.replace(/[^\0-\u00ff]{1,1000}/g, (some) => String.fromCharCode(...new TextEncoder().encode(some)));
}

function behind(others: string, text: string): string {
  return others === '' || others === '{}' ? text : `${others} ${text}`;
}
