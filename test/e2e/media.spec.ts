import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

async function open(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles(
    'input[type=file]',
    names.map((name) => `test/samples/rtp/${name}.pcap.gz`),
  );
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const measured = (page: Page) => page.getByRole('table', { name: 'What was measured' });
/** Bands on the drawing, and not in the table of it for those who listen. */
const bands = (page: Page) => page.locator('.ladder-body .beside.media');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('a band on the ladder opens the figures of its flow, a rung leads back to a message', async ({ page }) => {
  await open(page, 'pjsua-call');
  await expect(bands(page)).toHaveCount(2);
  await bands(page).nth(1).click();
  await expect(heading(page, 'Media: speex 16 kHz')).toBeVisible();
  await expect(measured(page).getByRole('row', { name: /^packets 200/ })).toBeVisible();
  await expect(measured(page).getByRole('row', { name: 'lost nothing' })).toBeVisible();
  await expect(measured(page).getByRole('row', { name: /^jitter at most 0\.4 ms/ })).toBeVisible();
  await expect(page.locator('.ladder-body .selection')).toHaveCount(2);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('option', { name: /^BYE/ }).click();
  await expect(measured(page)).toHaveCount(0);
  await expect(heading(page, 'BYE')).toBeVisible();
});

test('the figures are reached, and left again, with keys alone', async ({ page }) => {
  await open(page, 'pjsua-call');
  await page.keyboard.press('m');
  await expect(measured(page).getByRole('row', { name: /^packets 251/ })).toBeVisible();
  const other = page.getByRole('button', { name: /^speex 16 kHz, bob/ });
  for (let steps = 0; steps < 20 && !(await other.evaluate((one) => one === document.activeElement)); steps++) {
    await page.keyboard.press('Tab');
  }
  await expect(other).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(measured(page).getByRole('row', { name: /^packets 200/ })).toBeVisible();
  await expect(other).toHaveAttribute('aria-current', 'true');
  await expect(other).toBeFocused();
  await page.keyboard.press('m');
  await expect(measured(page)).toHaveCount(0);
});

test('calls on one time line keep their bands, each with the number of its call', async ({ page }) => {
  await open(page, 'pjsua-call', 'baresip-call');
  await page.keyboard.press('w');
  await expect(page.getByRole('heading', { name: '4 calls on one time line' })).toBeVisible();
  await page.keyboard.press('m');
  const list = page.getByRole('table', { name: '3 media flows of these calls' });
  await list.getByRole('button', { name: /^PCMA/ }).click();
  await expect(measured(page).getByRole('row', { name: /^packets 297/ })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.locator('.ladder-scroll').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(bands(page).filter({ hasText: 'PCMA' }).locator('.hue text')).toHaveText('4');
});
