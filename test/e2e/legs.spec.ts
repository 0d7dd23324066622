import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

const sample = (name: string) => `src/ui/open/samples/${name}.log`;

async function open(page: Page, ...files: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', files);
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const rows = (page: Page) => page.locator('.call-row');
const numbers = (page: Page) => page.locator('.rung .hue text').allTextContents();

/** A link as somebody makes it who hides nothing. */
async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share', exact: true });
  await dialog.getByRole('checkbox', { name: 'Replace whatever names somebody' }).uncheck();
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard')).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a link between legs is cut, and the cut is taken back', async ({ page }) => {
  await open(page, sample('pbx'));
  await page.getByRole('button', { name: /^2 legs, likely one call/ }).click();
  await expect(page.getByRole('region', { name: 'Legs' })).toContainText('after it arrived there, same called and');
  await page.getByRole('button', { name: 'Cut leg 2 from leg 1' }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Take back the last cut or join' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^2 legs, likely one call/ })).toBeVisible();
});

test('three calls are chosen by keyboard and seen on one time line', async ({ page }) => {
  await open(page, sample('call'), sample('busy'), sample('cancel'));
  await page.getByRole('listbox', { name: 'Calls' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(heading(page)).toHaveText('3 calls on one time line');
  await expect.poll(async () => new Set(await numbers(page))).toEqual(new Set(['1', '2', '3']));
  await expect(rows(page).locator('.hue')).toHaveText(['1', '2', '3']);
  await page.keyboard.press('Escape');
  await expect(page.locator('.call-row[aria-selected=true]')).toHaveCount(1);
  await expect.poll(() => numbers(page)).toEqual([]);
});

test('two calls are joined by hand; whoever opens the link sees one call, and can cut it', async ({
  page,
  browser,
}) => {
  await open(page, sample('call'), sample('busy'));
  await page.keyboard.press('w');
  await expect(heading(page)).toHaveText('2 calls on one time line');
  await page.keyboard.press('J');
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^2 legs, joined by hand/ })).toBeVisible();
  const link = await copyLink(page);
  const other = await browser.newPage();
  await other.goto(link);
  await expect(rows(other)).toHaveCount(1);
  await other.getByRole('button', { name: /^2 legs, joined by hand/ }).click();
  await other.getByRole('button', { name: 'Cut leg 2 from leg 1' }).click();
  await expect(rows(other)).toHaveCount(2);
  await other.close();
});

test('calls seen together are sifted, and travel together in a link', async ({ page, browser }) => {
  await open(page, sample('call'), sample('registration'));
  await page.keyboard.press('w');
  await expect(heading(page)).toHaveText('2 calls on one time line');
  const all = await page.locator('[id^=rung-]').count();
  await page
    .getByRole('group', { name: 'Methods' })
    .getByRole('button', { name: /^REGISTER/ })
    .click();
  await expect.poll(() => page.locator('[id^=rung-]').count()).toBeLessThan(all);
  await page
    .getByRole('group', { name: 'Methods' })
    .getByRole('button', { name: /^REGISTER/ })
    .click();
  await expect(page.locator('[id^=rung-]')).toHaveCount(all);
  const other = await browser.newPage();
  await other.goto(await copyLink(page));
  await expect(heading(other)).toHaveText('2 calls on one time line');
  await other.close();
});

test('a fork shows its branches, who answered and who was cancelled', async ({ page }) => {
  await open(page, sample('fork'));
  await page.getByRole('button', { name: /^3 attempts/ }).click();
  const attempts = page.getByRole('region', { name: 'Attempts' });
  await expect(attempts).toContainText('cancelled, answered elsewhere');
  await expect(attempts).toContainText('refused, 486 Busy Here');
  await attempts.getByRole('button', { name: /refused, 486 Busy Here/ }).click();
  await expect(page.locator('.rung.selected')).toContainText('INVITE');
});

test('axe finds no fault with legs, attempts and several calls', async ({ page }) => {
  await open(page, sample('pbx'), sample('fork'));
  await page.getByRole('button', { name: /^2 legs|^3 attempts/ }).click();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('w');
  await expect(heading(page)).toHaveText('2 calls on one time line');
  expect(await faults(page)).toEqual([]);
});
