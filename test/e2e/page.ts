import process from 'node:process';
import { test as base, expect, type Page } from '@playwright/test';

const VIEWPORT = { width: 1440, height: 900 };
/** With RUNGS_E2E_SLOW set: a quarter of the processor, and each part of the page comes late by so many milliseconds. */
const LATE = 700;
const SLOWER = 4;

/**
 * Tests of one process use one page after the other, as a person does: a browser that is warm reads the page in a
 * third of the time. Each begins on an empty page with nothing stored; a test that failed ends its process.
 */
export const test = base.extend<{ page: Page }, { tab: Page }>({
  tab: [
    async ({ browser }, use) => {
      const permissions = ['clipboard-read', 'clipboard-write'];
      const context = await browser.newContext({
        baseURL: `${process.env.RUNGS_E2E_URL}`,
        viewport: VIEWPORT,
        permissions,
      });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ tab }, use) => {
    if (process.env.RUNGS_E2E_SLOW) await slowDown(tab);
    await use(tab);
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    for (const event of ['console', 'pageerror', 'request', 'dialog'] as const) tab.removeAllListeners(event);
    if (tab.url().startsWith('http')) await tab.evaluate(() => localStorage.clear());
    await tab.goto('about:blank');
    await tab.emulateMedia({ colorScheme: null, reducedMotion: null });
    await tab.setViewportSize(VIEWPORT);
  },
});

/** As on a busy machine at the end of a thin line: what a test does not wait for is not there yet. */
async function slowDown(page: Page): Promise<void> {
  await page.route('**/assets/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE));
    // The page may be gone by then.
    await route.continue().catch(() => undefined);
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** Pastes a text into the page, as somebody does who sees it. */
export async function paste(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

export { expect, type Page };
