import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { expectGolden } from '../support/golden.ts';
import { storiesIn } from '../support/stories.ts';

async function told(path: string): Promise<string> {
  const stories = await storiesIn(path, new Uint8Array(readFileSync(path)));
  return `== ${path}\n${stories.join('\n')}\n`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(md|json|xml)$/.test(entry.name) ? [] : [path];
    });
}

/** Files whose stories were read; a new file comes in with `GOLDEN=write`, and is to be read then. */
function reviewed(golden: string, folder: string): string[] {
  const path = `test/golden/${golden}`;
  const all = filesBelow(folder);
  if (process.env.GOLDEN === 'write' || !existsSync(path)) return all;
  const known = new Set([...readFileSync(path, 'utf8').matchAll(/^== (\S+)$/gm)].map(([, name]) => name));
  return all.filter((name) => known.has(name));
}

describe('the stories that were read and found right', () => {
  it.each([
    ['of calls that real software made', 'stories/truth.txt', 'test/truth', 35],
    ['of the samples of each format', 'stories/samples.txt', 'test/samples', 100],
  ] as const)(
    '%s',
    async (_, golden, folder, least) => {
      const all: string[] = [];
      for (const path of reviewed(golden, folder)) all.push(await told(path));
      expect(all.length).toBeGreaterThan(least);
      expectGolden(golden, all.join('\n'));
    },
    120_000,
  );
});
