/**
 * `npm run fuzz` tries a million hostile inputs, `npm run fuzz -- 20000 7 text` so many of another seed on some targets.
 * Then it reads the longer samples of text cut at each byte at which the tests do not cut them; `-- 0 0 cuts` does only that.
 * What fails is written to test/fuzz/seeds, where the tests find it; so is nothing else.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fuzz } from '../fuzz/fuzz.ts';
import { targets } from '../fuzz/targets.ts';
import { cutsOf, wrongCuts } from '../support/cuts.ts';
import { sample, textSamples } from '../support/logs.ts';

const [cases = '1000000', seed = String(Date.now() % 1e9), ...names] = process.argv.slice(2);
const chosen = (await targets()).filter(({ name }) => names.length === 0 || names.includes(name));
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
console.log(`seed ${seed}`);
let failed = 0;
for (const target of chosen) {
  const start = performance.now();
  const count = Math.ceil((Number(cases) * target.share) / shares);
  const tried = await fuzz(target, { cases: count, seed: Number(seed) });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const heap = (process.memoryUsage().heapUsed / 1e6).toFixed(0);
  const past = ((tried.reached / count) * 100).toFixed(0);
  console.log(
    `${target.name.padEnd(9)} ${count} cases in ${seconds} s, ${past} % past recognition, ${tried.traits} traits, ${tried.kept} inputs kept, heap ${heap} MB, ${tried.failures.length} failures`,
  );
  for (const { bytes, why } of tried.failures) {
    failed++;
    const name = `test/fuzz/seeds/${target.name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.bin`;
    writeFileSync(name, bytes);
    console.log(`  ${name}: ${why}`);
  }
}
if (names.length === 0 || names.includes('cuts')) {
  const start = performance.now();
  let count = 0;
  for (const path of textSamples()) {
    const bytes = sample(path);
    const tested = new Set(cutsOf(bytes));
    const cuts = [...bytes.keys()].filter((at) => !tested.has(at));
    count += cuts.length;
    for (const wrong of await wrongCuts(bytes, cuts)) {
      failed++;
      console.log(`  ${path} cut at ${wrong}`);
    }
  }
  console.log(`cuts      ${count} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
process.exitCode = failed > 0 ? 1 : 0;
