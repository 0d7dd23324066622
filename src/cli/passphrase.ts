import type { Refused } from './refused.ts';
import type { Terminal } from './terminal.ts';

/** Characters of a file that are looked at. */
const LONGEST = 4096;

/** The first line of a file: not on the command line, where others of the machine would see it. '' for no file. */
export async function readPassphrase(path: string | null, terminal: Terminal): Promise<string | Refused> {
  if (path === null) return '';
  try {
    const source = await terminal.open(path);
    const text = new TextDecoder().decode(await source.read(0, Math.min(LONGEST, source.size)));
    return text.split(/\r?\n/, 1)[0] || { refused: `${path} holds no passphrase` };
  } catch (error) {
    return { refused: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
