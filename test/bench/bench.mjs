/**
 * Runs every bench in turn, each in a process of its own: `npm run bench`, or `npm run bench -- index draw` for some.
 * A bench is `test/bench/<name>.bench.ts` (bundled first, as Node 20 reads no TypeScript) or `<name>.bench.mjs`.
 * It starts in the root of the project with `gc()` at hand, prints its own lines, and ends with a code other than 0
 * when it could not measure. Whom it can compare with is in the environment: RUNGS_PEERS is JSON, `{name: path}`;
 * a peer that is not there is not in it and is left out of the comparison.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { bundle } from '../tools/bundle.mjs';
import { findChromium } from '../tools/chromium.mjs';

const folder = 'test/bench';
const bundles = 'test-results/bench';
/** A bench that hangs is ended; the whole road over 100,000 messages and its peers takes a fraction of this. */
const limitMilliseconds = 15 * 60_000;

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((path) => join(path, name)).find((path) => existsSync(path));
}

/** @param {string} path */
const present = (path) => (existsSync(path) ? resolve(path) : undefined);

/** Where each peer is, and how to get the one that is not there. */
const peers = [
  { name: 'sngrep', path: onPath('sngrep'), get: 'apt-get install sngrep' },
  { name: 'tshark', path: onPath('tshark'), get: 'apt-get install tshark' },
  {
    name: 'sip',
    path: present('test-results/peers/node_modules/sip'),
    get: 'npm install --prefix test-results/peers sip',
  },
  {
    name: 'mermaid',
    path: present('test-results/peers/node_modules/mermaid'),
    get: 'npm install --prefix test-results/peers mermaid',
  },
  { name: 'limit', path: present('../shared/bench/limit'), get: 'a folder ../shared/bench/limit beside the project' },
  { name: 'make-trace', path: present('../shared/bench/make-trace.mjs'), get: 'a file ../shared/bench/make-trace.mjs' },
  { name: 'chromium', path: findChromium(), get: 'node test/tools/chromium.mjs' },
];

/** @param {string} file @returns {Promise<string>} the JavaScript to run */
async function runnable(file) {
  const path = join(folder, file);
  return file.endsWith('.mjs') ? path : bundle(path, bundles);
}

/** @param {string} file @param {NodeJS.ProcessEnv} env @returns {Promise<boolean>} whether it measured */
async function runBench(file, env) {
  console.log(`\n=== ${file.replace(/\.bench\.\w+$/, '')} ===`);
  try {
    const script = await runnable(file);
    const { status, signal } = spawnSync(process.execPath, ['--expose-gc', script], {
      env,
      timeout: limitMilliseconds,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) console.error(`ended with ${signal ?? status}`);
    return status === 0;
  } catch (error) {
    console.error(error);
    return false;
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const all = readdirSync(folder).filter((file) => /\.bench\.(ts|mjs)$/.test(file));
  const files = all.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(`${name}.bench.`)));
  mkdirSync(bundles, { recursive: true });
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  for (const { name, path, get } of peers) console.log(`${name}: ${path ?? `not here, left out (${get})`}`);
  const here = Object.fromEntries(peers.flatMap(({ name, path }) => (path ? [[name, path]] : [])));
  const env = { ...process.env, RUNGS_PEERS: JSON.stringify(here) };
  let failed = 0;
  for (const file of files) failed += (await runBench(file, env)) ? 0 : 1;
  console.log(`\n${files.length - failed} of ${files.length} benches measured`);
  process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
}

await main();
