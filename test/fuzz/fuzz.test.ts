import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';

const CASES = 20_000;
/** Bytes of the heap that may be in use after all cases over what was before. */
const HEAP = 64 * 1024 * 1024;

const all = await targets();

/** Bytes of the heap after everything that is not held was given back. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('as many cases as promised are tried on all that reads what strangers wrote', () => {
  expect(all.reduce((sum, { share }) => sum + share, 0)).toBe(CASES);
});

test.each(all)('hostile $name: no throw, no hang, no heap that grows', { timeout: 300_000 }, async (target) => {
  const before = heapInUse();
  const cases = target.share;
  const tried = await fuzz(target, { cases, seed: 20_261_122 });
  expect(tried.failures.map(({ why, bytes }) => ({ why, bytes: Buffer.from(bytes).toString('base64') }))).toEqual([]);
  // Inputs that stop at the door try nothing.
  expect(tried.reached).toBeGreaterThan(cases / 2);
  expect(tried.kept).toBeGreaterThan(1);
  expect(heapInUse() - before).toBeLessThan(HEAP);
});

/** Inputs that once failed, by target: `message-1f2e3d.bin`. */
const kept = readdirSync('test/fuzz/seeds').filter((name) => name.endsWith('.bin'));

test.each(kept)('what failed once does not fail again: %s', async (name) => {
  const target = all.find((one) => name.startsWith(`${one.name}-`));
  expect(target).toBeDefined();
  await target?.run(new Uint8Array(readFileSync(join('test/fuzz/seeds', name))));
});
