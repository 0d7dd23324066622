/**
 * Where a Chromium is, and how it is started for tests.
 * `node test/tools/chromium.mjs` prints its path and installs one when there is none.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Flags for a container without a GPU or a sandbox, and for a browser that calls nobody. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium of `PLAYWRIGHT_CHROMIUM_PATH`, else the first one on PATH.
 * Undefined when there is none: Playwright then takes its own, if it was installed.
 */
export function findChromium() {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given) return given;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** The Chromium that `npx playwright install` fetched, if any. */
async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  // With what it recommends: without fonts a page has no letters.
  return run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium']);
}

/** Finds a Chromium or installs one: from Debian when root on it, else with Playwright. Throws when neither works. */
export async function ensureChromium() {
  const found = findChromium() ?? (await playwrightChromium());
  if (found) return found;
  console.log('No Chromium found: installing one.');
  if (!installFromDebian()) run('npx', ['playwright', 'install', 'chromium']);
  const installed = findChromium() ?? (await playwrightChromium());
  if (installed) return installed;
  throw new Error('No Chromium: install chromium or google-chrome, or set PLAYWRIGHT_CHROMIUM_PATH.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await ensureChromium();
  console.log(path);
  console.log(execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim());
}
