import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

const sample = (name: string) => `src/ui/open/samples/${name}.log`;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function open(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', names.map(sample));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share link' }).click();
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard')).toBeAttached();
  return clipboard(page);
}

async function saved(page: Page, item: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const selectedRung = (page: Page) => page.locator('.rung.selected .label').textContent();

test('a link opens in a fresh browser at the same call, lanes and rung', async ({ page, browser }) => {
  await open(page, 'fork', 'call');
  await page.getByRole('option', { name: /26 msg/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/answered after 717 ms/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeFocused();
  await page.keyboard.press('End');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
  const selected = await selectedRung(page);
  const heads = await page.locator('.ladder-heads .name').allTextContents();
  const link = await copyLink(page);
  expect(link.length).toBeLessThan(4000);

  const fresh = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  fresh.on('request', (request) => asked.push(request.url()));
  await fresh.goto(link);
  await expect(fresh.getByText('26 messages from a link.')).toBeVisible();
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText(/answered after 717 ms/);
  await expect.poll(() => selectedRung(fresh)).toBe(selected);
  expect(await fresh.locator('.ladder-heads .name').allTextContents()).toEqual(heads);
  // The fragment is never sent.
  expect(asked.filter((url) => url.includes(link.slice(-40, -1)))).toEqual([]);
  await fresh.getByRole('button', { name: 'Take it out of the address bar' }).click();
  expect(new URL(fresh.url()).hash).toBe('');
  await fresh.context().close();
});

test('a link that was cut says so, and by how much', async ({ page, browser }) => {
  await open(page, 'call');
  const link = await copyLink(page);
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link.slice(0, -60));
  await expect(fresh.getByRole('alert')).toContainText(/This link was cut: \d+ of \d+ characters\./);
  await fresh.context().close();
});

test('a damaged link gets a clear word', async ({ page, browser }) => {
  await open(page, 'call');
  const link = await copyLink(page);
  const middle = link.length - 60;
  const other = link[middle] === 'A' ? 'B' : 'A';
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link.slice(0, middle) + other + link.slice(middle + 1));
  await expect(fresh.getByRole('alert')).toContainText(/damaged/);
  await fresh.context().close();
});

test('a link pasted into the open page is a trace like any other', async ({ page }) => {
  await open(page, 'call');
  const link = await copyLink(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close the trace' }).click();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', `Look at this: ${text}`);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, link);
  await expect(page.getByText('6 messages from a link.')).toBeVisible();
});

test('answers to challenges never leave; the dialog says what is in a link', async ({ page, browser }) => {
  await open(page, 'authentication');
  await page.getByRole('button', { name: 'Share link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share a link' });
  await expect(dialog).toContainText('It holds phone numbers, names, IP addresses');
  await expect(dialog).toContainText('Taken out, always: ');
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard')).toBeAttached();
  const answer = /response="([0-9a-f]{32})"/.exec(readFileSync(sample('authentication'), 'utf8'))?.[1] ?? 'none';
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(await clipboard(page));
  await fresh
    .getByRole('option', { name: /^INVITE/ })
    .nth(1)
    .click();
  await fresh.keyboard.press('2');
  const raw = fresh.locator('.raw pre');
  await expect(raw).toContainText('response="xxxxxxxx');
  await expect(raw).not.toContainText(answer);
  await fresh.context().close();
});

test('a .rungs file comes back in', async ({ page }) => {
  await open(page, 'hold');
  await page.getByRole('button', { name: 'Share link' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /Save as a \.rungs file/ }).click();
  const path = await (await download).path();
  await page.goto('/');
  await page.setInputFiles('input[type=file]', path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Alice called Bob; answered after 304 ms/);
  await expect(page.getByText('12 messages from a link.')).toBeVisible();
});

test('a ticket holds the sentence, the ladder and the link', async ({ page }) => {
  await open(page, 'busy');
  await page.getByRole('button', { name: 'Copy for ticket' }).click();
  await expect(page.getByText(/on the clipboard/)).toBeAttached();
  const text = await clipboard(page);
  expect(text).toMatch(/^Alice called Bob, who was busy \(486 Busy Here\)\.\n/);
  expect(text).toMatch(/│.*INVITE.*►│/);
  expect(text).toMatch(/http:\/\/\S+#1\S+z\n$/);
});

test('an SVG stands alone: whole, or as the screen shows it', async ({ page, browser }) => {
  await page.setViewportSize({ width: 1440, height: 560 });
  await open(page, 'fork');
  const whole = await saved(page, 'SVG, the whole call');
  expect(whole.name).toBe('Alice-Bob.svg');
  const text = whole.bytes.toString();
  expect(text).not.toMatch(/<script|<foreignObject|href=|@import|url\(|\son\w+=/i);
  const seen = (await saved(page, 'SVG, as on the screen')).bytes.toString();
  const rungs = (svg: string) => svg.match(/data-row=/g)?.length ?? 0;
  expect(rungs(text)).toBe(26);
  expect(rungs(seen)).toBeLessThan(26);

  const alone = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await alone.goto(`data:image/svg+xml;base64,${whole.bytes.toString('base64')}`);
  await expect(alone.getByText('486 Busy Here').first()).toBeVisible();
  await alone.context().close();
});

test('everything else that can be saved', async ({ page }) => {
  await open(page, 'call', 'busy');
  const png = await saved(page, 'PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(1000);
  expect((await saved(page, 'Text ladder')).bytes.toString()).toContain('486 Busy Here');
  expect((await saved(page, 'Mermaid')).bytes.toString()).toMatch(/^sequenceDiagram/);
  const one = JSON.parse((await saved(page, /^JSON \.json/)).bytes.toString());
  expect([one.version, one.calls.length]).toEqual([1, 1]);
  const all = JSON.parse((await saved(page, 'JSON of the list')).bytes.toString());
  expect(all.calls.length).toBe(2);
  expect((await saved(page, 'CSV of the list')).bytes.toString().split('\r\n').length).toBeGreaterThan(10);
});
