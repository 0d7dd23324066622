/**
 * Pictures of the page, to look at: `node test/tools/pictures.mjs FOLDER [state…] [file…]`.
 * Builds the page, serves it under its real headers and writes FOLDER/<state>-<width>-<light|dark>.png.
 * Named states only, when some are named; a path to a log or capture is a state of its own.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { chromiumArgs, ensureChromium } from './chromium.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * What is photographed: a fresh page, the files opened in it, then what a person does.
 * @type {{ name: string, files?: string[], act?: (page: Page) => Promise<void> }[]}
 */
const states = [
  { name: 'start' },
  { name: 'call', files: [sample('hold-refused')] },
  { name: 'broken', files: [sample('lost-ack')] },
  {
    name: 'report',
    files: ['test/samples/sofia/fs-cli.log', 'test/samples/sngrep/mail-quoted.txt'],
    act: async (page) => {
      const line = page.getByTitle('What was read, in full');
      if (await line.isVisible()) await line.click();
      else {
        await page.getByRole('button', { name: 'Menu' }).click();
        await page.getByRole('menuitem', { name: 'What was read' }).click();
      }
      await page
        .getByRole('dialog')
        .getByText(/lines passed over/)
        .first()
        .click();
      await page.getByRole('dialog').locator('.source-lines').first().waitFor();
    },
  },
  {
    name: 'traces',
    act: async (page) => {
      await page.getByRole('button', { name: 'How to get a trace' }).click();
      await page.getByRole('searchbox').fill('asterisk');
      await page.getByText('Asterisk with PJSIP').click();
    },
  },
  { name: 'calls', files: ['call', 'busy', 'cancel', 'redirect', 'registration', 'message', 'fork'].map(sample) },
  {
    name: 'legs',
    files: [sample('pbx')],
    act: (page) => page.getByRole('button', { name: /^2 legs/ }).click(),
  },
  {
    name: 'attempts',
    files: [sample('fork')],
    act: (page) => page.getByRole('button', { name: /attempts$/ }).click(),
  },
  {
    name: 'together',
    files: ['call', 'busy', 'cancel', 'fork', 'registration'].map(sample),
    act: (page) => page.keyboard.press('w'),
  },
  {
    name: 'media-together',
    files: ['pjsua-call', 'baresip-call'].map((name) => `test/samples/rtp/${name}.pcap.gz`),
    act: (page) => page.keyboard.press('w'),
  },
  {
    name: 'summary',
    files: ['call', 'busy', 'cancel', 'redirect', 'registration', 'lost-ack', 'fork', 'hold'].map(sample),
    act: async (page) => {
      await page.getByRole('listbox', { name: 'Calls' }).waitFor({ state: 'attached' });
      await page.keyboard.press('y');
    },
  },
  { name: 'raw', files: [sample('authentication')], act: (page) => page.keyboard.press('2') },
  { name: 'media', files: ['test/samples/rtp/pjsua-call.pcap.gz'], act: (page) => page.keyboard.press('m') },
  {
    name: 'hops',
    files: [sample('fork')],
    act: async (page) => {
      await page.keyboard.press('Home');
      await page.keyboard.press('5');
      const read = page.getByRole('button', { name: 'Read it' });
      if (await read.isVisible()) await read.click();
    },
  },
  {
    name: 'clocks',
    files: ['test/samples/pcap/basic.pcap', 'test/samples/pcap/ahead.pcap'],
    act: (page) => page.keyboard.press('r'),
  },
  { name: 'share', files: [sample('call')], act: (page) => page.keyboard.press('s') },
  {
    name: 'note',
    files: [sample('hold-refused')],
    act: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.type(
        'The PBX offers the hold, the phone does not want it. Ask the vendor which firmware that is.',
      );
      await page.keyboard.press('Enter');
    },
  },
];

const sizes = [
  { width: 1440, height: 900 },
  { width: 900, height: 900 },
  { width: 390, height: 844 },
];
const themes = /** @type {const} */ (['light', 'dark']);

/** A call from the shelf. @param {string} name */
function sample(name) {
  return `src/ui/open/samples/${name}.log`;
}

/** Waits until two looks at the page are the same, five seconds at most. @param {Page} page */
async function settled(page) {
  let last = await page.screenshot();
  for (let look = 0; look < 20; look += 1) {
    await page.waitForTimeout(250);
    const next = await page.screenshot();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}

/** @param {typeof states[number]} state @param {Page} page @param {string} url */
async function reach(state, page, url) {
  page.on('pageerror', (error) => console.error(`  ${state.name}: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && console.error(`  ${state.name}: ${line.text()}`));
  await page.goto(url, { waitUntil: 'networkidle' });
  if (state.files) await page.setInputFiles('input[type=file]', state.files, { timeout: 5000 });
  if (state.act) {
    await settled(page);
    await state.act(page);
  }
}

/** The states that the command line names: all of the table when it names none. @param {string[]} wanted */
function chosen(wanted) {
  if (wanted.length === 0) return states;
  return wanted.map((name) => {
    const state = states.find((candidate) => candidate.name === name);
    if (!state && !existsSync(name)) throw new Error(`no state and no file ${name}`);
    return state ?? { name: basename(name), files: [name] };
  });
}

/** @param {string} folder @param {typeof states} list @param {string} url */
async function photograph(folder, list, url) {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  for (const state of list) {
    for (const viewport of sizes) {
      for (const colorScheme of themes) {
        const page = await browser.newPage({ viewport, colorScheme });
        await reach(state, page, url).catch((error) => console.error(`  ${state.name}: ${error.message}`));
        const path = join(folder, `${state.name}-${viewport.width}-${colorScheme}.png`);
        writeFileSync(path, await settled(page));
        console.log(path);
        await page.close();
      }
    }
  }
  await browser.close();
}

async function main() {
  const [folder, ...wanted] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node test/tools/pictures.mjs FOLDER [state…] [file…]');
  const list = chosen(wanted);
  mkdirSync(folder, { recursive: true });
  // A build of its own: others may be building, or looking at, dist/.
  const outDir = mkdtempSync(join(tmpdir(), 'rungs-pictures-'));
  await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const server = await preview({ build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  try {
    await photograph(folder, list, server.resolvedUrls?.local[0] ?? '');
  } finally {
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

await main();
