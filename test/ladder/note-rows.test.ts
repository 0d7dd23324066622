import { expect, test } from 'vitest';
import { paper, serialize } from '../../src/export/paper.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { tableOf } from '../../src/ladder/table.ts';
import { textLadder } from '../../src/ladder/text.ts';
import type { Notes } from '../../src/view/view.ts';
import { ladderInput } from '../support/ladder.ts';

const FLOW =
  'alice -> bob INVITE\nbob -> alice 180 +1s\nbob -> alice 180 again +1s\nbob -> alice 200 +2s\nalice -> bob ACK +10ms';

function laid(notes: Notes, width = 700) {
  return layOut(ladderInput(FLOW, { width, notes }));
}

test('a note stands under the rung of its message, or of the copy that its message is folded into', () => {
  const { rows } = laid(
    new Map([
      [1, 'first'],
      [2, 'the same once more'],
      [99, 'of another call'],
    ]),
  );
  const words = rows.map((row) =>
    row.kind === 'rung' ? row.row : row.kind === 'note' ? row.lines.join('|') : row.kind,
  );
  const at = words.indexOf('first');
  expect(words[at - 1]).toBe(1);
  expect(words).toContain('the same once more');
  expect(words).not.toContain('of another call');
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    if (next) expect(next.top).toBeGreaterThanOrEqual(row.top + row.height);
  }
});

test('a note is broken into lines within the picture, and cut when it is long', () => {
  const long = laid(new Map([[0, `${'word '.repeat(200)}\nend`]]), 420);
  const [note] = long.rows.filter((row) => row.kind === 'note');
  expect(note?.lines.length).toBe(6);
  expect(note?.lines.at(-1)).toMatch(/…$/);
  expect((note?.x ?? 0) + (note?.width ?? 0)).toBeLessThanOrEqual(long.width);
  const odd = laid(new Map([[0, `one\ntwo \u202e${'w'.repeat(400)}`]]));
  const [drawn] = odd.rows.filter((row) => row.kind === 'note');
  expect(drawn?.lines[0]).toBe('one');
  expect(drawn?.text).not.toContain('\u202e');
});

test('it is told in characters, in words and in a picture, never as markup', () => {
  const layout = laid(new Map([[0, 'look <b>here</b>']]));
  expect(textLadder(layout)).toContain(' Note: look <b>here</b> ');
  expect(tableOf(layout).map(({ label }) => label)).toContain('note: look <b>here</b>');
  const svg = serialize(drawFigure(paper(), layout, { theme: 'light' }));
  expect(svg).toContain('look &lt;b&gt;here&lt;/b&gt;');
  expect(svg).toContain('.rungs .note rect');
  expect(serialize(drawFigure(paper(), laid(new Map()), { theme: 'light' }))).not.toContain('.rungs .note');
});
