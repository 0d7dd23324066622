import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
function ran(words: readonly string[], input = ''): Promise<{ status: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [program, ...words], { cwd: samples }, (error, out, err) =>
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
