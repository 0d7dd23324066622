/** Time from messages to an SVG in Chromium, beside mermaid's sequence diagram; main-thread CPU of the page. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumArgs } from '../tools/chromium.mjs';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const SIZES = [20, 200, 2000, 20_000];
/** Milliseconds; mermaid is given up on after this. */
const PATIENCE = 90_000;

interface Opened {
  readonly browser: Browser;
  readonly page: Page;
  readonly client: CDPSession;
}

/** The drawing of test/bench/page as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      lib: { entry: 'test/bench/page/draw.ts', formats: ['iife'], name: 'bench' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('nothing was bundled');
  return first.output[0].code;
}

/** Milliseconds of main-thread work for one call of a function on the page; null when it was not done in time. */
async function cpu({ page, client }: Opened, script: string): Promise<number | null> {
  const before = await taskTime(client);
  const done = page.evaluate(script);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE).unref());
  if ((await Promise.race([done.then(() => true), late])) === null) return null;
  return ((await taskTime(client)) - before) * 1000;
}

async function taskTime(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const mermaidText = (n: number) => {
  const lines = ['sequenceDiagram', 'participant a as alice', 'participant b as bob'];
  for (let i = 0; i < n; i++) lines.push(i % 2 ? 'b-->>a: 200 OK' : 'a->>b: INFO');
  return lines.join('\n');
};

/** A page with scripts in it, in a browser of its own, so that one contender cannot take the other down. */
async function open(scripts: readonly ({ content: string } | { path: string })[]): Promise<Opened> {
  const browser = await chromium.launch({ executablePath: peers.chromium ?? '', args: chromiumArgs });
  const page = await browser.newPage();
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  for (const script of scripts) await page.addScriptTag(script);
  return { browser, page, client };
}

async function openMermaid(): Promise<Opened | null> {
  const path = peers.mermaid && `${peers.mermaid}/dist/mermaid.min.js`;
  if (!path || !existsSync(path)) return null;
  const opened = await open([{ path }]);
  await opened.page.evaluate('mermaid.initialize({ startOnLoad: false, maxTextSize: 1e8, maxEdges: 1e6 })');
  return opened;
}

/** What mermaid needed, beside our milliseconds. */
async function besideMermaid(opened: Opened, size: number, ours: number, rounds: number): Promise<string> {
  const times: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const script = `mermaid.render('m${size}_${round}', ${JSON.stringify(mermaidText(size))}).then(() => 0)`;
      const time = await cpu(opened, script);
      if (time === null) return `mermaid: not done in ${PATIENCE / 1000} s`;
      times.push(time);
    }
  } catch {
    return 'mermaid: its page crashed';
  }
  const theirs = median(times.length > 1 ? times.slice(1) : times);
  return `mermaid ${theirs.toFixed(0)} ms, ${(ours / theirs).toFixed(3)} of its time`;
}

async function main() {
  if (!peers.chromium) {
    console.log('no Chromium here: nothing to draw in');
    return;
  }
  const rungs = await open([{ content: await bundle() }]);
  const mermaid = await openMermaid();
  for (const size of SIZES) {
    await rungs.page.evaluate(`globalThis.rungs = prepareRungs(${size}); 0`);
    const times: number[] = [];
    for (let round = 0; round < 5; round++) times.push((await cpu(rungs, 'void rungs()')) ?? Number.NaN);
    const ours = median(times.slice(1));
    const beside = mermaid ? await besideMermaid(mermaid, size, ours, size < 2000 ? 5 : 1) : '';
    console.log(
      `${String(size).padStart(6)} messages: ${ours.toFixed(1)} ms of cpu, first ${(times[0] ?? 0).toFixed(1)} ms   ${beside}`,
    );
  }
  await rungs.browser.close();
  // A browser that is still busy does not answer: it is ended with the process.
  process.exit(0);
}

await main();
