import { align } from './align.ts';
import type { Part } from './parts.ts';
import type { Change, ComparedLine, ComparedPiece, Value } from './table.ts';

/** A value with the parts that it is compared by. */
export interface Parted extends Value {
  readonly parts: readonly Part[];
}

/** Lines of one cell, and what differs from the cell before in words. */
export interface Cell {
  readonly lines: readonly ComparedLine[];
  readonly differences: readonly string[];
}

/** A value out of its parts; parameters in another order mean the same. */
export function parted(text: string, parts: readonly Part[], identity: string): Parted {
  const key = JSON.stringify(parts.map((part) => [part.name, part.key]).sort());
  return { text, key, identity, parts };
}

/** Values as they stand: there is nothing to compare them with. */
export function plainCell(values: readonly Value[]): Cell {
  return { lines: values.map(({ text }) => line('same', text)), differences: [] };
}

/** Values of one message beside those of the message that it came from. */
export function compareValues(before: readonly Parted[], after: readonly Parted[]): Cell {
  const differences = new Set<string>();
  const lines = align(before, after).map((pair): ComparedLine => {
    const old = before[pair.before];
    const now = after[pair.after];
    if (!now) {
      differences.add('removed');
      return line('removed', old?.text ?? '');
    }
    if (!old) {
      differences.add('added');
      return line('added', now.text);
    }
    if (pair.moved) differences.add('order');
    if (old.key === now.key) return line(pair.moved ? 'moved' : 'same', now.text);
    for (const word of partDifferences(old.parts, now.parts)) differences.add(word);
    return { change: 'changed', pieces: changedPieces(old.parts, now) };
  });
  return { lines, differences: [...differences] };
}

/** A list of words on one line, compared word by word: the order of methods or option tags means nothing. */
export function compareWords(before: readonly Value[], after: readonly Value[]): Cell {
  const differences = new Set<string>();
  const pieces: ComparedPiece[] = [];
  for (const { before: a, after: b, moved } of align(before, after)) {
    const change: Change = b < 0 ? 'removed' : a < 0 ? 'added' : moved ? 'moved' : 'same';
    if (change !== 'same') differences.add(change === 'moved' ? 'order' : change);
    if (pieces.length > 0) pieces.push({ text: ', ', change: 'same' });
    pieces.push({ text: (after[b] ?? before[a])?.text ?? '', change });
  }
  const isAll = (change: Change) => pieces.every((piece) => piece.text === ', ' || piece.change === change);
  const whole = (['same', 'added', 'removed'] as const).find(isAll) ?? 'changed';
  return { lines: pieces.length === 0 ? [] : [{ change: whole, pieces }], differences: [...differences] };
}

/** One line with one fate. */
export function line(change: Change, text: string): ComparedLine {
  return { change, pieces: [{ text, change }] };
}

function byName(parts: readonly Part[]): ReadonlyMap<string, string> {
  return new Map([...parts].reverse().map(({ name, key }) => [name, key]));
}

function partDifferences(before: readonly Part[], after: readonly Part[]): string[] {
  const old = byName(before);
  const now = byName(after);
  const words = after.filter(({ name, key }) => old.get(name) !== key).map(({ name }) => name || 'value');
  const gone = before.filter(({ name }) => !now.has(name)).map(({ name }) => `without ${name || 'value'}`);
  return [...words, ...gone];
}

/** The text of a value with the parts marked that are new or say something else. */
function changedPieces(before: readonly Part[], { text, parts }: Parted): ComparedPiece[] {
  const old = byName(before);
  const pieces: ComparedPiece[] = [];
  let at = 0;
  const push = (end: number, change: Change) => {
    if (end > at) pieces.push({ text: text.slice(at, end), change });
    at = Math.max(at, end);
  };
  for (const { name, key, span } of [...parts].sort((a, b) => a.span.start - b.span.start)) {
    const known = old.get(name);
    if (known === key || span.start < at) continue;
    push(span.start, 'same');
    push(span.end, known === undefined ? 'added' : 'changed');
  }
  push(text.length, 'same');
  return pieces;
}
