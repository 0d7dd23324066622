import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

const sample = (name: string) => `src/ui/open/samples/${name}.log`;

async function open(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', names.map(sample));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const rows = (page: Page) => page.getByRole('listbox', { name: 'Calls', exact: true }).getByRole('option');

test('problem calls are counted in the worker and shown with one click', async ({ page }) => {
  await open(page, 'call', 'lost-ack', 'busy', 'cancel');
  await page.getByRole('button', { name: 'Problems 1' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('2 errors');
  const select = page.getByRole('combobox', { name: 'Only calls with a finding' });
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await select.selectOption('R10');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Busy');
});

test('a finding lights up its rungs, and the ladder leads back to it', async ({ page }) => {
  await open(page, 'lost-ack');
  await expect(page.locator('.root-cause')).toContainText('Next:');
  await page.locator('.ladder-body .finding').first().click();
  await expect(page.locator('.root-title[aria-pressed=true]')).toBeVisible();
  await expect(page.locator('.ladder-body :is(.lit, .selected).rung').first()).toBeVisible();
  await expect(page.locator('.ladder-body .ghost')).toHaveCount(1);
  expect(await faults(page)).toEqual([]);
});

test('the summary counts a trace; its bars and lines filter the calls', async ({ page }) => {
  await open(page, 'call', 'lost-ack', 'busy', 'cancel', 'registration');
  await page.keyboard.press('y');
  const summary = page.getByRole('region', { name: 'Summary of the trace' });
  await expect(summary.getByRole('heading', { level: 1 })).toContainText('4 calls');
  await summary.getByRole('button', { name: 'Busy', exact: true }).first().click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows(page)).toHaveCount(5);
  await summary.getByRole('listbox', { name: /^Calls begun/ }).press('End');
  await page.keyboard.press('Enter');
  await expect(rows(page)).not.toHaveCount(5);
  await expect(page.getByText(/^Only:/)).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test('what was negotiated stands in a table, and leads to its messages', async ({ page }) => {
  await open(page, 'hold');
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Media negotiation' });
  await expect(dialog.getByRole('table').first()).toContainText('PCM');
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'put the call on hold' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Message' }).getByRole('heading').first()).toContainText('INVITE');
});
