import { HEADER, type Repair } from './repair.ts';

/** Columns at which lines are broken, at least and at most. */
const NARROWEST = 60;
const WIDEST = 300;
/** Widths that windows have, and how many broken lines tell there; elsewhere they have to be headers. */
const WINDOWS = [80, 100, 120, 132, 160];
const ENOUGH = 2;
const RULE = /([-=*_#|~])\1{9}/;

const HAS_HEADER = new RegExp(`(?<!\\w)${HEADER}`);
/** A header or a line of SDP behind the number of its line. */
const NUMBERED = /^[\W\d]{1,8}(?:[A-Z][\w-]*[ \t]*:[ \t]|[a-z]=)/;
/** Nothing, an indent, a start line, a header, a line of SDP: no line that was broken goes on so. */
const OPENS_LINE = /^(?:\s\s|\t|$|SIP\/2\.0 \d|[A-Z]{3,} [a-z]+:\S+ SIP|(?:[A-Z][\w-]*|[a-z])[ \t]*:[ \t]|[a-z]=)/;
/** Characters of a prefix that tell that two lines have it: of one that begins with a sign, a number, a word. */
const SIGN = 1;
const NUMBER = 2;
const WORD = 4;

/** Lines that a terminal or a mail broke at a column: those that reach it and the ones behind them are one. */
export const wrappedLines: Repair = (head) => {
  const lines = head.split(/\r?\n/);
  // The head may end within a line.
  lines.pop();
  const width = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  const full = lines.filter(({ length }) => length === width);
  // Lines of one length may be so by their nature: a dump, a table.
  if (width < NARROWEST || width > WIDEST || full.length > lines.length / 2) return null;
  const tells = (line: string) => HAS_HEADER.test(line) || (WINDOWS.includes(width) && !RULE.test(line));
  const broken = lines.filter((line, i) => line.length === width && tells(line) && goesOn(line, lines[i + 1] ?? ''));
  // The longest line of a log may come again and again.
  return new Set(broken).size < ENOUGH ? null : joinAt(width);
};

/** Whether `next` may be the rest of a line that was broken: nothing opens with it, and it has no prefix of that line. */
function goesOn(line: string, next: string): boolean {
  if (OPENS_LINE.test(next) || NUMBERED.test(next) || HAS_HEADER.test(next)) return false;
  const prefix = shapeOf(line);
  const length = prefix.startsWith('0') ? NUMBER : /^\W/.test(prefix) ? SIGN : WORD;
  return shapeOf(next).slice(0, length) !== prefix.slice(0, length);
}

/** The beginning of a line with a 0 for each number and one mark for those of grep. */
function shapeOf(line: string): string {
  return line.slice(0, 12).replace(/\d+/g, '0').replace('-', ':');
}

function joinAt(width: number): (line: string) => string {
  let before = '';
  let end = '';
  return (line) => {
    const content = line.replace(/\r?\n$/, '');
    const isRest = before.length === width && goesOn(before, content);
    const out = isRest ? content : end + content;
    end = line.slice(content.length);
    before = content;
    return out;
  };
}
