import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

async function open(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', `src/ui/open/samples/${name}.log`);
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Headers' })).toBeVisible();
}

const hops = (page: Page) => page.getByRole('table', { name: 'The message hop by hop' });

test('a transfer is told with its three parties; each clause lights up its rungs', async ({ page }) => {
  await open(page, 'transfer');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/then \S+ was transferred from \S+ to \S+\.$/);
  const clause = page.locator('.more-story').getByRole('button').last();
  await clause.focus();
  await page.keyboard.press('Enter');
  await expect(clause).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.rung.selected')).toHaveCount(1);
  await page
    .getByRole('button', { name: /^talked/ })
    .first()
    .click();
  await expect(page.locator('.rung.lit')).toHaveCount(1);
  await expect(clause).toHaveAttribute('aria-pressed', 'false');
  expect(await faults(page, '.story')).toEqual([]);
});

test('what a proxy changed stands side by side and is walked through by keyboard', async ({ page }) => {
  await open(page, 'fork');
  await page.keyboard.press('Home');
  await page.keyboard.press('5');
  await expect(hops(page).locator('thead th')).toHaveCount(4);
  await expect(hops(page).locator('[scope=rowgroup]').first()).toHaveText(/^Request-URI/);
  await hops(page).locator('td').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await expect(hops(page).locator('[data-cell="1 3"]')).toBeFocused();
  await hops(page).getByRole('button', { name: /^3/ }).click();
  await expect(page.locator('.rung.selected')).toHaveAttribute('data-row', '3');
  expect(await faults(page, '.message')).toEqual([]);
  await page.getByRole('button', { name: 'Show wide' }).click();
  const dialog = page.getByRole('dialog', { name: 'What each box changed' });
  await expect(hops(page).last()).toBeVisible();
  const scroller = dialog.locator('.compared-scroll');
  expect(await scroller.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
});

test('on a phone the hops stand one under the other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.setInputFiles('input[type=file]', 'src/ui/open/samples/fork.log');
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('tab', { name: 'Hops' }).click();
  const cells = page.locator('.compared td');
  const [first, second] = [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()];
  expect(first && second && second.y >= first.y + first.height).toBe(true);
  await expect(page.locator('.compared thead')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page
    .getByRole('button', { name: /^2 127\.0\.2\.1/ })
    .first()
    .click();
  await expect(page.locator('.message-head')).toContainText('127.0.3.1');
});
