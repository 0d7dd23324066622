import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paper, serialize } from '../../src/export/paper.ts';
import { drawFigure } from '../../src/ladder/figure.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { textLadder } from '../../src/ladder/text.ts';
import { expectGolden } from '../support/golden.ts';
import { ladderInput } from '../support/ladder.ts';
import { type Golden, goldens } from './goldens.ts';

test.each(goldens.map((golden) => [golden.name, golden] as const))('%s', (name, golden) => {
  const layout = layOut(ladderInput(golden.flow, golden.changes));
  expectGolden(`ladder/${name}.txt`, textLadder(layout));
  expectGolden(`ladder/${name}.svg`, pictureOf(golden));
});

test('every golden file belongs to a flow', () => {
  const files = readdirSync(new URL('../golden/ladder/', import.meta.url));
  const known = goldens.flatMap(({ name }) => [`${name}.svg`, `${name}.txt`]);
  expect(files.filter((file) => !file.includes('-changed.')).sort()).toEqual(known.sort());
});

/** The picture with a line for each group, so that a difference can be read. */
function pictureOf({ flow, changes, title, theme = 'light', selected }: Golden): string {
  const layout = layOut(ladderInput(flow, changes));
  const svg = serialize(drawFigure(paper(), layout, { theme, title, selected: selected ?? null }));
  return `${svg.replaceAll('><g', '>\n<g')}\n`;
}
