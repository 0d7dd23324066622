import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { expectGolden } from '../support/golden.ts';
import { storiesIn } from '../support/stories.ts';

const GOLDEN = 'test/golden/stories/samples.txt';

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

/** Stories that were read, by file. */
function reviewed(): string[] {
  if (process.env.GOLDEN === 'write' || !existsSync(GOLDEN)) return filesBelow('test/samples');
  return [...readFileSync(GOLDEN, 'utf8').matchAll(/^== (\S+)$/gm)].map(([, path = '']) => path);
}

describe('the stories that were read and found right', () => {
  it('of calls that real software made', async () => {
    const folders = readdirSync('test/truth', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    const all: string[] = [];
    for (const name of folders) all.push(await told(`test/truth/${name}/capture.pcap`));
    expect(all.length).toBeGreaterThan(35);
    expectGolden('stories/truth.txt', all.join('\n'));
  });

  it('of the samples of each format', async () => {
    const all: string[] = [];
    for (const path of reviewed()) if (existsSync(path)) all.push(await told(path));
    expect(all.length).toBeGreaterThan(100);
    expectGolden('stories/samples.txt', all.join('\n'));
  }, 120_000);
});
