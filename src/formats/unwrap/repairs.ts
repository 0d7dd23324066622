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

/** In the order in which they are undone: what was done last comes first. */
const REPAIRS: readonly Repair[] = [
  pageSource,
  codeFences,
  typesetCharacters,
  escapedSlashes,
  paddedLines,
  shownLineEnds,
  writtenColours,
  tableRows,
  objectLines,
  doubledLinks,
  wrappedLines,
];
const LF = 10;
/** What a text has that holds messages, whatever was done to it. */
const SIGN = /SIP\\?\/2\.0/;
const LINES = /[^\n]*\n|[^\n]+$/g;

/** Undoes what was done to all lines of a text, slice by slice; null when its first bytes show nothing of that. */
export function makeRepairer(head: Uint8Array): Decode | null {
  const undos = findUndos(lineText(head, 0, head.length, head.length));
  if (undos.length === 0) return null;
  let held: Uint8Array = new Uint8Array(0);
  return (slice, last) => {
    const bytes = new Uint8Array(held.length + slice.length);
    bytes.set(held);
    bytes.set(slice, held.length);
    const end = last ? bytes.length : bytes.lastIndexOf(LF) + 1;
    held = bytes.slice(end);
    let text = lineText(bytes, 0, end, end);
    for (const undo of undos) text = eachLine(text, undo);
    return textBytes(text);
  };
}

/** What undoes the repairs that a text shows, each in what those before it leave of it. */
function findUndos(head: string): Undo[] {
  const undos: Undo[] = [];
  let text = SIGN.test(head) ? head : '';
  for (const repair of REPAIRS) {
    const undo = repair(text);
    if (!undo) continue;
    undos.push(undo);
    // Another one for the head: it may remember the line before.
    text = eachLine(text, repair(text) ?? undo);
  }
  return undos;
}

function eachLine(text: string, undo: Undo): string {
  return text.replace(LINES, (line) => undo(line));
}
