import { randomBytes } from 'node:crypto';
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
  readonly saved: ReadonlyMap<string, string | Uint8Array>;
}

/** Runs the words behind `rungs` where files are samples, unless `files` names them; `-` is `stdin`. */
export async function rungs(words: string, files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Ran> {
  const saved = new Map<string, string | Uint8Array>();
  let out = '';
  let err = '';
  const terminal: Terminal = {
    version: '1.2.3',
    columns: undefined,
    open: async (path) => {
      const given = files[path];
      const bytes =
        given === undefined
          ? readFileSync(new URL(path, samples))
          : typeof given === 'string'
            ? new TextEncoder().encode(given)
            : given;
      return bytesSource(path, new Uint8Array(bytes));
    },
    print: async (text) => {
      out += typeof text === 'string' ? text : new TextDecoder('latin1').decode(text);
    },
    warn: (text) => {
      err += text;
    },
    save: async (path, content) => {
      if (path.startsWith('/no/')) throw new Error('no such folder');
      saved.set(path, content);
    },
    random: (count) => new Uint8Array(randomBytes(count)),
    viewer: async () => (await import('virtual:viewer')).default ?? '',
  };
  const status = await run(words === '' ? [] : words.split(' '), terminal);
  return { status, out, err, saved };
}
