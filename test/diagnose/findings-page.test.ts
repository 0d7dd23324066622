import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../src/diagnose/rules.ts';
import { findingsPage } from '../tools/findings-page.ts';

it('docs/findings.md says what the rules say: npm run docs writes it anew', () => {
  expect(readFileSync('docs/findings.md', 'utf8')).toBe(findingsPage());
});

it('names every rule once', () => {
  const page = findingsPage();
  const missing = RULES.filter(({ id, title }) => page.split(`### ${id} ${title}\n`).length !== 2);
  expect(missing.map(({ id }) => id)).toEqual([]);
});
