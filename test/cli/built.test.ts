import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BOMBS } from '../support/bombs.ts';

const samples = fileURLToPath(new URL('../samples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rungs-cli-'));
const program = join(folder, 'bin', 'rungs.js');

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"9.8.7"}');
  const configFile = fileURLToPath(new URL('../../vite.cli.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'warn', build: { outDir: join(folder, 'bin'), emptyOutDir: false } });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program as Node runs it. */
function ran(
  words: readonly string[],
  input = '',
  node: readonly string[] = [],
): Promise<{ status: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [...node, program, ...words], { cwd: samples }, (error, out, err) =>
      done({ status: Number(error?.code ?? 0), out, err }),
    );
    child.stdin?.end(input);
  });
}

test('reads files and standard input, writes files, and exits as documented', async () => {
  expect(await ran(['--version'])).toEqual({ status: 0, out: '9.8.7\n', err: '' });
  const file = await ran(['pcap/ipv6.pcap']);
  expect([file.status, file.err]).toEqual([0, '']);
  expect(file.out).toContain('INVITE');
  const text = readFileSync(join(samples, 'sipp/call.log'), 'utf8');
  expect((await ran(['-', '--list'], text)).out).toMatch(/^1 {2}.*Alice → Bob/);
  const path = join(folder, 'call.svg');
  expect((await ran(['sipp/call.log', '--as', 'svg', '-o', path])).status).toBe(0);
  expect(readFileSync(path, 'utf8')).toMatch(/^<svg /);
  expect((await ran(['nowhere.log'])).status).toBe(2);
  expect((await ran(['-'], 'Buy milk')).status).toBe(1);
});

test('ends quietly when nobody reads on', async () => {
  const child = spawn(
    process.execPath,
    [program, 'sipp/call.log', 'sipp/busy.log', 'sipp/update-prack.log', '--as', 'json'],
    {
      cwd: samples,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  expect(await new Promise((done) => child.on('close', done))).toBe(0);
  expect(err).toBe('');
});

test('no bomb makes it take more than 300 MB of memory', async () => {
  const watch = join(folder, 'watch.cjs');
  writeFileSync(
    watch,
    `let most = 0;
     const look = () => { most = Math.max(most, process.memoryUsage.rss()); };
     setInterval(look, 2).unref();
     process.on('exit', () => { look(); process.stderr.write('\\n' + most); });`,
  );
  /** Bytes at most while it reads a file. */
  const most = async (path: string) => Number((await ran([path], '', ['--require', watch])).err.split('\n').at(-1));
  const idle = await most('sipp/call.log');
  expect(idle).toBeGreaterThan(10_000_000);
  for (const [name, make] of BOMBS) {
    const path = join(folder, name);
    writeFileSync(path, make());
    expect((await most(path)) - idle, name).toBeLessThan(300_000_000);
    rmSync(path);
  }
}, 180_000);
