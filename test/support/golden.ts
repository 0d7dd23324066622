import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = new URL('../golden/', import.meta.url);

/**
 * Holds a text to the file test/golden/<name>. What differs is written beside it as `x-changed.svg`, to be looked at in
 * the gallery; `GOLDEN=write` takes it over.
 */
export function expectGolden(name: string, actual: string): void {
  const path = fileURLToPath(new URL(name, folder));
  const changed = path.replace(/(\.\w+)$/, '-changed$1');
  rmSync(changed, { force: true });
  if (process.env.GOLDEN === 'write') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (actual !== expected) writeFileSync(changed, actual);
  expect(actual, `${name}: look at it with npm run gallery, take it over with GOLDEN=write`).toBe(expected);
}
