import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Scan, scan } from './scan.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A file under src/, what it holds, and the room it stands in: its folder, or its own name at the top of src/. */
export interface SourceFile extends Scan {
  /** From the root of the project, with slashes: `src/sip/message.ts`. */
  path: string;
  room: string;
}

/** `src/sip/message.ts` is in `sip`, `src/analyse.ts` in `analyse.ts`. */
export const roomOf = (path: string): string => path.split('/')[1] ?? '';

/** Every TypeScript file under src/. */
export function sourceFiles(): SourceFile[] {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => `src/${name.replaceAll('\\', '/')}`).filter((path) => /\.tsx?$/.test(path));
  return paths
    .sort()
    .map((path) => ({ path, room: roomOf(path), ...scan(path, readFileSync(join(root, path), 'utf8')) }));
}

/** The folders of src/ that hold code, by name. */
export function roomFolders(files: readonly SourceFile[]): string[] {
  return [...new Set(files.map((file) => file.room))].filter((room) => !room.includes('.'));
}

export const hasReadme = (room: string): boolean => existsSync(join(root, 'src', room, 'README.md'));

/** The project file that a relative specifier names, without a query such as `?worker&url`. Undefined for a package. */
export function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
}
