import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bytesSource, type Source } from './base/source.ts';
import { run } from './cli/run.ts';
import type { Terminal } from './cli/terminal.ts';

/** Bytes up to which a file is read at once. */
const SMALL = 64 * 1024 * 1024;

/** A file; the slices of a large one are fetched when asked for. */
async function fileSource(path: string): Promise<Source> {
  const handle = await open(path, 'r');
  const stat = await handle.stat();
  if (stat.isFile() && stat.size > SMALL) {
    return { name: path, size: stat.size, read: (start, end) => slice(handle, start, Math.min(end, stat.size)) };
  }
  // A pipe or device has no size and is read to its end.
  const bytes = new Uint8Array(await handle.readFile());
  await handle.close();
  return bytesSource(path, bytes);
}

async function slice(handle: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let have = 0;
  while (have < bytes.length) {
    const { bytesRead } = await handle.read(bytes, have, bytes.length - have, start + have);
    if (bytesRead === 0) break;
    have += bytesRead;
  }
  return bytes.subarray(0, have);
}

async function standardInput(): Promise<Source> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return bytesSource('standard input', new Uint8Array(Buffer.concat(chunks)));
}

/** Both this file and what is built of it lie one folder below package.json. */
async function ownVersion(): Promise<string> {
  const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'package.json');
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  return version;
}

const terminal: Terminal = {
  version: await ownVersion(),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  open: (path) => (path === '-' ? standardInput() : fileSource(path)),
  print: (text) => new Promise((done) => process.stdout.write(text, () => done())),
  warn: (text) => process.stderr.write(text),
  save: (path, content) => writeFile(path, content),
  random: (count) => new Uint8Array(randomBytes(count)),
  viewer: async () => (await import('virtual:viewer')).default ?? '',
};

// Whoever reads the output may have seen enough: `rungs trace.pcap | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.exitCode = await run(process.argv.slice(2), terminal);
