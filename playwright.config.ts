import { createServer } from 'node:net';
import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './test/tools/chromium.mjs';

/** A port that was free a moment ago, so that several runs can go on at once. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// The config is read again in each of Playwright's processes: all must agree on the address.
process.env.RUNGS_E2E_URL ??= `http://127.0.0.1:${await freePort()}/`;
const url = process.env.RUNGS_E2E_URL;
const executablePath = findChromium();

/** End-to-end tests: the built page (dist/, or the folder of RUNGS_DIST) under its real headers, in Chromium. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // A guard against hanging, not a promise: no test takes a tenth of it on a quiet machine.
  timeout: 180_000,
  // On a busy machine a page takes its time.
  expect: { timeout: 40_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: url,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: executablePath === undefined ? { args: chromiumArgs } : { args: chromiumArgs, executablePath },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --strictPort --port ${new URL(url).port}`,
    url,
    reuseExistingServer: false,
  },
});
