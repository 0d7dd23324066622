import { readFileSync } from 'node:fs';
import { bytesSource } from '../../src/base/source.ts';
import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

const samples = new URL('../samples/', import.meta.url);

/** What a command left behind. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly saved: ReadonlyMap<string, string>;
}

/** Runs the words behind `rungs` where files are samples, unless `files` names them; `-` is `stdin`. */
export async function rungs(words: string, files: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const saved = new Map<string, string>();
  let out = '';
  let err = '';
  const terminal: Terminal = {
    version: '1.2.3',
    columns: undefined,
    open: async (path) => {
      const given = files[path];
      const bytes = given === undefined ? readFileSync(new URL(path, samples)) : new TextEncoder().encode(given);
      return bytesSource(path, new Uint8Array(bytes));
    },
    print: async (text) => {
      out += text;
    },
    warn: (text) => {
      err += text;
    },
    save: async (path, content) => {
      if (path.startsWith('/no/')) throw new Error('no such folder');
      saved.set(path, content);
    },
  };
  const status = await run(words === '' ? [] : words.split(' '), terminal);
  return { status, out, err, saved };
}
