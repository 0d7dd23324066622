/**
 * The page in Chromium: main-thread CPU from paste to painted ladder for twenty messages, on a warm page (one that has
 * shown a trace before) and on one just loaded; and a large capture opened with progress: how long it takes, scrolling of
 * list and ladder, and the longest tasks, by CPU: the clock also counts what the worker and others took from the thread.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { chromiumArgs } from '../tools/chromium.mjs';

const peers: Record<string, string | undefined> = JSON.parse(process.env.RUNGS_PEERS ?? '{}');
const MESSAGES = Number(process.env.RUNGS_BENCH_MESSAGES ?? 100_000);
const TWENTY = 'test/bench/page/twenty.txt';

async function taskTime(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** CPU of all threads of all pages and workers so far, milliseconds. */
async function renderersTime(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  await session?.detach();
  return processInfo.reduce((sum, { type, cpuTime }) => sum + (type === 'renderer' ? cpuTime * 1000 : 0), 0);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Loads the page anew and lets it come to rest. */
async function load(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForSelector('text=Paste here');
  await page.waitForTimeout(500);
}

/** Pastes a text as a person does until a rung was painted; milliseconds of main-thread CPU. */
async function paste(page: Page, client: CDPSession, text: string): Promise<number> {
  const before = await taskTime(client);
  await page.evaluate(
    (pasted) =>
      new Promise<void>((painted) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector('.ladder-body [data-row]')) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(painted));
        });
        observer.observe(document.documentElement, { childList: true, subtree: true });
        const data = new DataTransfer();
        data.setData('text/plain', pasted);
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      }),
    text,
  );
  return (await taskTime(client)) - before;
}

/** Back to the first screen of the same page. */
async function closeTrace(page: Page): Promise<void> {
  await page.click('[aria-label="Close the trace"]');
  await page.waitForSelector('text=Paste here');
  await page.waitForTimeout(500);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds by the clock and of CPU. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Does something and says what the longest tasks of the page's main thread were meanwhile. */
async function tasksOf(page: Page, work: () => Promise<void>): Promise<string> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await work();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const mains = new Set(
    trace.traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = trace.traceEvents
    .filter(({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && mains.has(`${pid} ${tid}`))
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 3);
  const milliseconds = (microseconds = 0) => (microseconds / 1000).toFixed(0);
  return `longest tasks ${tasks.map(({ tdur, dur }) => `${milliseconds(tdur)} ms of cpu (${milliseconds(dur)} ms by the clock)`).join(', ')}`;
}

async function open(page: Page, client: CDPSession, file: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForSelector('text=Paste here');
  await page.waitForTimeout(500);
  const before = await taskTime(client);
  const whole = await renderersTime(page);
  const start = performance.now();
  let first = 0;
  let firstCpu = 0;
  let cpu = 0;
  const tasks = await tasksOf(page, async () => {
    await page.setInputFiles('input[type=file]', file);
    await page.waitForSelector('.ladder-body [data-row]', { timeout: 120_000 });
    first = performance.now() - start;
    firstCpu = (await renderersTime(page)) - whole;
    await page.waitForSelector('[aria-label="Bytes read"]', { state: 'detached', timeout: 600_000 });
    cpu = (await renderersTime(page)) - whole;
  });
  console.log(
    `${MESSAGES} messages: first ladder after ${first.toFixed(0)} ms (${firstCpu.toFixed(0)} ms of cpu, page and worker), all listed after ${cpu.toFixed(0)} ms of cpu, ${((await taskTime(client)) - before).toFixed(0)} ms of it the main thread's, ${tasks}`,
  );
}

/** Scrolls an element from top to bottom in steps, a frame each. */
async function scroll(page: Page, client: CDPSession, selector: string): Promise<void> {
  const before = await taskTime(client);
  let frames = 0;
  const tasks = await tasksOf(page, async () => {
    frames = await page.evaluate(async (chosen) => {
      const element = document.querySelector(chosen);
      if (!element) return 0;
      const steps = 60;
      for (let step = 0; step <= steps; step++) {
        element.scrollTop = ((element.scrollHeight - element.clientHeight) * step) / steps;
        await new Promise(requestAnimationFrame);
      }
      return steps;
    }, selector);
  });
  const each = ((await taskTime(client)) - before) / Math.max(1, frames);
  console.log(`scrolling ${selector}: ${frames} jumps, ${each.toFixed(1)} ms of cpu each, ${tasks}`);
}

let address = '';

async function main(): Promise<void> {
  if (!peers.chromium) {
    console.log('no Chromium here: no page to measure');
    return;
  }
  const outDir = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
  await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const server = await preview({ build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath: peers.chromium, args: chromiumArgs });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const text = readFileSync(TWENTY, 'utf8');
  const fresh: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < 7; round++) {
    await load(page);
    fresh.push(await paste(page, client, text));
    await closeTrace(page);
    warm.push(await paste(page, client, text));
  }
  console.log(
    `20 messages pasted: ${median(warm).toFixed(1)} ms of main-thread cpu to the painted ladder on a warm page, ${median(fresh).toFixed(1)} ms as the first trace of a page just loaded`,
  );
  const prefix = `test-results/bench/t${MESSAGES}`;
  mkdirSync('test-results/bench', { recursive: true });
  if (!existsSync(`${prefix}.pcap`) && peers['make-trace']) {
    spawnSync(
      process.execPath,
      [peers['make-trace'], '--out', prefix, '--messages', String(MESSAGES), '--formats', 'pcap'],
      { stdio: 'inherit' },
    );
  }
  if (existsSync(`${prefix}.pcap`)) {
    await open(page, client, `${prefix}.pcap`);
    await scroll(page, client, '.call-list');
    await scroll(page, client, '.ladder-scroll');
  }
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}

await main();
