/** Runs a TypeScript file of the project in Node: `node test/tools/run.mjs test/tools/truth.ts FOLDER`. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { bundle } from './bundle.mjs';

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/tools/run.mjs FILE.ts [ARGUMENT…]');
  process.exit(2);
}
const module = await bundle(file, 'test-results/run');
process.exit(spawnSync(process.execPath, ['--enable-source-maps', module, ...rest], { stdio: 'inherit' }).status ?? 1);
