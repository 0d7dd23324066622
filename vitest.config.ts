import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './test/tools/chromium.mjs';
import { viewerPage } from './viewer-page.ts';

const executablePath = findChromium();
const seed = 'test/tools/seed.setup.ts';
/** Tests that count the steps of V8's coverage: code that an earlier file made hot counts no more. */
const counted = ['test/growth/*.test.ts', 'test/sip/linear.test.ts'];
const launchOptions = executablePath === undefined ? { args: chromiumArgs } : { args: chromiumArgs, executablePath };

/**
 * A test is run where its name says: `*.test.ts` in Node, `*.test.tsx` in jsdom, `*.browser.test.ts(x)` in Chromium.
 * `test/e2e/*.spec.ts` belong to Playwright.
 */
export default defineConfig({
  plugins: [react(), viewerPage('stub')],
  test: {
    // Property tests and whole corpora are slow beside a busy build; a hang is still told from slowness.
    testTimeout: 90_000,
    // Vitest leaves one processor free; the whole test command has nothing else to do.
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['src/**'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // What files share is constant: the modules are loaded once a process instead of once a file.
          isolate: false,
          setupFiles: seed,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', ...counted],
        },
      },
      {
        extends: true,
        test: { name: 'steps', environment: 'node', setupFiles: seed, include: counted },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          isolate: false,
          include: ['test/**/*.test.tsx'],
          exclude: ['test/**/*.browser.test.tsx'],
          setupFiles: [seed, 'test/tools/dom.setup.ts'],
        },
      },
      {
        extends: true,
        // Prepared at the start: a package found in the middle of a run reloads the page under its tests.
        optimizeDeps: { include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', 'd3', 'zustand', 'fflate'] },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
