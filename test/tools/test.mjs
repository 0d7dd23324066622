/**
 * The whole test command. `npm test` runs every step in order and goes on after one that failed;
 * `npm test -- lint unit` runs those steps only. The last line counts what passed and failed over all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ensureChromium } from './chromium.mjs';
import { playwrightCount, vitestCount } from './counts.mjs';
import { checkSize } from './size.mjs';
import { checkSupply } from './supply.mjs';

const results = 'test-results';

/** @typedef {import('./counts.mjs').Count} Count */

const isTerminal = process.stdout.isTTY === true;

/** No step takes a quarter of this; one that hangs is ended, and counts as failed. */
const limitMilliseconds = 10 * 60_000;

/** Runs a program of the project's own packages. @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, error } = spawnSync(join('node_modules', '.bin', command), args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: limitMilliseconds,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** A step that is one check: it counts as one. @param {boolean} passed @returns {Count} */
function one(passed) {
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A step that runs many tests: counted from the report it wrote.
 * @param {string} report @param {(json: unknown) => Count} read @param {() => boolean} start @returns {Count}
 */
function many(report, read, start) {
  rmSync(report, { force: true });
  const passed = start();
  try {
    const count = read(JSON.parse(readFileSync(report, 'utf8')));
    // The runner failed, or ran nothing, and no test says so: that is a failure of its own.
    const silent = count.failed === 0 && (!passed || count.passed === 0);
    return silent ? { passed: count.passed, failed: 1 } : count;
  } catch (error) {
    console.error(`No report of this step: ${error instanceof Error ? error.message : error}`);
    return one(false);
  }
}

/** @param {string[]} projects */
function vitest(...projects) {
  const report = `${results}/${projects[0]}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return many(report, vitestCount, () =>
    run('vitest', ['run', ...projects.flatMap((name) => ['--project', name]), ...reporters]),
  );
}

function lint() {
  const passed = run('biome', ['ci', '--error-on-warnings', ...(isTerminal ? [] : ['--colors=off'])]);
  if (!passed) console.error('To put right what can be put right by itself: npm run fix');
  return one(passed);
}

const build = () => run('vite', ['build']) && run('vite', ['build', '--config', 'vite.cli.config.ts']);

/** @type {{ name: string, title: string, run: () => Count }[]} */
const steps = [
  { name: 'types', title: 'Types', run: () => one(run('tsc', ['--noEmit'])) },
  { name: 'lint', title: 'Lint and format', run: lint },
  { name: 'unused', title: 'Unused code', run: () => one(run('knip', [])) },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit', 'steps') },
  { name: 'dom', title: 'DOM tests', run: () => vitest('dom') },
  { name: 'browser', title: 'Tests in a browser', run: () => vitest('browser') },
  { name: 'build', title: 'Build', run: () => one(build()) },
  { name: 'size', title: 'Size budget', run: () => one(checkSize('dist')) },
  { name: 'supply', title: 'Supply chain', run: () => one(checkSupply('dist')) },
  {
    name: 'e2e',
    title: 'End to end, with axe',
    run: () => many(`${results}/e2e.json`, playwrightCount, () => run('playwright', ['test'])),
  },
];

/** @param {typeof steps[number]} step @returns {Count} */
function attempt(step) {
  console.log(`\n=== ${step.title} (npm test -- ${step.name}) ===`);
  try {
    return step.run();
  } catch (error) {
    console.error(error);
    return one(false);
  }
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step ${unknown.join(', ')}. The steps: ${steps.map((step) => step.name).join(' ')}`);
    process.exitCode = 2;
    return;
  }
  const chosen = steps.filter((step) => wanted.length === 0 || wanted.includes(step.name));
  mkdirSync(results, { recursive: true });
  // A log is read as plain text.
  if (!isTerminal) process.env.NO_COLOR = '1';
  if (!isTerminal) delete process.env.FORCE_COLOR;
  if (chosen.some((step) => step.name === 'browser' || step.name === 'e2e')) {
    // A missing browser fails its own steps; the others still tell what they can.
    const path = await ensureChromium().catch((error) => console.error(error.message));
    if (path) process.env.PLAYWRIGHT_CHROMIUM_PATH = path;
  }
  const lines = chosen.map((step) => {
    const start = performance.now();
    const count = attempt(step);
    return { ...count, title: step.title, seconds: (performance.now() - start) / 1000 };
  });
  console.log('\n=== Summary ===');
  for (const { title, passed, failed, seconds } of lines) {
    console.log(
      `${failed > 0 ? 'FAIL' : 'ok  '} ${title}: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`,
    );
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => lines.reduce((total, line) => total + line[key], 0);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

await main();
