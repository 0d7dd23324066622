/**
 * Prints the story of every call in the traces below a folder, for people to read:
 * `node test/tools/run.mjs test/tools/stories.ts ../shared/traces [PATTERN]`. A story that several files of one folder
 * tell alike is printed once, with their count.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { storiesIn } from '../support/stories.ts';

/** Calls of one file that are printed; load tests hold hundreds alike. */
const MOST = 12;

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

async function main(root: string, pattern: RegExp): Promise<void> {
  const told = new Map<string, string[]>();
  for (const path of filesBelow(root)) {
    if (!pattern.test(path) || /\.(json|md|xml)$/.test(path)) continue;
    const stories = await storiesIn(path, new Uint8Array(readFileSync(path)));
    const text = stories.slice(0, MOST).join('\n');
    if (text === '') continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    const key = `${folder}\n${text}`;
    told.set(key, [...(told.get(key) ?? []), path.slice(folder.length + 1)]);
  }
  for (const [key, files] of told) {
    const [folder = '', ...rest] = key.split('\n');
    console.log(`== ${folder.slice(root.length)} (${files.join(', ')})\n${rest.join('\n')}\n`);
  }
}

await main(process.argv[2] ?? '../shared/traces', new RegExp(process.argv[3] ?? ''));
