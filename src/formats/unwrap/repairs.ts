import { joined } from '../../base/joined.ts';
import { lineText, textBytes } from '../text/line-text.ts';
import type { Decode } from './encoding.ts';
import type { Repair, Undo } from './repair.ts';
import {
  codeFences,
  escapedSlashes,
  paddedLines,
  pageSource,
  shownLineEnds,
  typesetCharacters,
  writtenColours,
} from './repair-characters.ts';
import { doubledLinks } from './repair-links.ts';
import { objectLines, tableRows } from './repair-rows.ts';
import { wrappedLines } from './repair-wrap.ts';

/** In the order in which they are undone: what was done last comes first. What is told of it; '' where nothing is lost. */
const REPAIRS: readonly (readonly [repair: Repair, what: string])[] = [
  [pageSource, 'tags and entities of a web page'],
  [codeFences, ''],
  [typesetCharacters, 'blanks that do not break and characters that are not seen'],
  [escapedSlashes, ''],
  [paddedLines, 'blanks at the ends of all lines'],
  [shownLineEnds, '“$” at the ends of all lines'],
  [writtenColours, ''],
  [tableRows, ''],
  [objectLines, ''],
  [doubledLinks, 'addresses written twice, as links'],
  [wrappedLines, 'lines broken at a column'],
];
const LF = 10;
/** What a text has that holds messages, whatever was done to it. */
const SIGN = /SIP\\?\/2\.0/;
const LINES = /[^\n]*\n|[^\n]+$/g;

/** How what was done to all lines of a text is undone. */
export interface Repairer {
  /** Slice by slice. */
  readonly repair: Decode;
  /** What whoever reads a message has to know of it, each as an item of a list. */
  readonly undone: readonly string[];
}

/** Undoes what was done to all lines of a text; null when its first bytes show nothing of that. */
export function makeRepairer(head: Uint8Array): Repairer | null {
  const found = findUndos(lineText(head, 0, head.length, head.length));
  if (found.length === 0) return null;
  let held: Uint8Array = new Uint8Array(0);
  const repair: Decode = (slice, last) => {
    const bytes = joined(held, slice);
    const end = last ? bytes.length : bytes.lastIndexOf(LF) + 1;
    held = bytes.slice(end);
    let text = lineText(bytes, 0, end, end);
    for (const { undo } of found) text = eachLine(text, undo);
    return textBytes(text);
  };
  return { repair, undone: found.flatMap(({ what }) => (what === '' ? [] : what)) };
}

/** What undoes the repairs that a text shows, each in what those before it leave of it. */
function findUndos(head: string): { readonly undo: Undo; readonly what: string }[] {
  const found: { readonly undo: Undo; readonly what: string }[] = [];
  let text = SIGN.test(head) ? head : '';
  for (const [repair, what] of REPAIRS) {
    const undo = repair(text);
    if (!undo) continue;
    found.push({ undo, what });
    // Another one for the head: it may remember the line before.
    text = eachLine(text, repair(text) ?? undo);
  }
  return found;
}

function eachLine(text: string, undo: Undo): string {
  return text.replace(LINES, (line) => undo(line));
}
