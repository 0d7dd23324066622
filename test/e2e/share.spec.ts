import { readFileSync } from 'node:fs';
import { faults } from './axe.ts';
import { expect, type Page, paste, test } from './page.ts';

const sample = (name: string) => `src/ui/open/samples/${name}.log`;

async function open(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', names.map(sample));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function openShare(page: Page, how: 'redacted' | 'as it was' = 'redacted') {
  await page.getByRole('button', { name: 'Share link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share', exact: true });
  await expect(dialog.getByText(/^\d[\d,]* characters$/)).toBeVisible();
  if (how === 'as it was') {
    await dialog.getByRole('checkbox', { name: 'Replace whatever names somebody' }).uncheck();
    await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeEnabled();
  }
  return dialog;
}

async function copyLink(page: Page, how: 'redacted' | 'as it was' = 'redacted'): Promise<string> {
  const dialog = await openShare(page, how);
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard')).toBeAttached();
  return clipboard(page);
}

/** A file that a button of the dialog saves. */
async function savedBy(page: Page, name: string | RegExp): Promise<{ path: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name }).click();
  const file = await download;
  const path = `test-results/shared/${test.info().workerIndex}-${file.suggestedFilename()}`;
  await file.saveAs(path);
  return { path, text: readFileSync(path, 'latin1') };
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Every text that the trace of a sample holds and that names somebody. */
const NAMES = /alice|bob|127\.0\.[0-9]+\.1(?![0-9])|SippA|z9hG4bK-[0-9]/i;

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
  const link = await copyLink(page, 'as it was');
  expect(link.length).toBeLessThan(1500);

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

test('a redacted link opens in a fresh browser with the same ladder and none of the original values', async ({
  page,
  browser,
}) => {
  await open(page, 'fork');
  // The phrase of a response may name somebody; its code does not.
  const ladderOf = async (shown: Page) => [
    (await shown.locator('.rung .label').allTextContents()).map((label) => label.split(/[ …]/)[0]?.slice(0, 3)),
    await shown.locator('.rung .time').allTextContents(),
    await shown.locator('.rung').evaluateAll((rungs) => rungs.map((rung) => rung.getAttribute('class'))),
  ];
  const ladder = await ladderOf(page);
  const link = await copyLink(page);
  expect(link.length).toBeLessThan(1000);

  const fresh = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  fresh.on('request', (request) => asked.push(request.url()));
  await fresh.goto(link);
  await expect(heading(fresh)).toHaveText('N1 called N2; answered after 717 ms, talked 808 ms, N1 hung up.');
  expect(await ladderOf(fresh)).toEqual(ladder);
  await expect(fresh.getByText('Redacted: names, numbers and addresses in it are pseudonyms.')).toBeVisible();
  expect(await fresh.locator('body').innerText()).not.toMatch(NAMES);
  await fresh.getByRole('tab', { name: 'Raw' }).click();
  const list = fresh.getByRole('listbox', { name: 'Messages' });
  await list.focus();
  for (let message = 0; message < 26; message++) {
    expect(await fresh.locator('.raw pre').innerText()).not.toMatch(NAMES);
    await fresh.keyboard.press('ArrowDown');
  }
  const host = new URL(link).host;
  expect(asked.filter((url) => new URL(url).host !== host)).toEqual([]);
  await fresh.context().close();
});

test('a page of its own opens from a file, without a server, and comes back in', async ({ page, browser }) => {
  await open(page, 'fork');
  await openShare(page);
  const { path, text } = await savedBy(page, 'Save as a web page');
  expect(text.slice(0, 1000)).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-/);
  const alone = await (await browser.newContext({ offline: true })).newPage();
  const trouble: string[] = [];
  alone.on('request', (request) => !request.url().startsWith('file:') && trouble.push(request.url()));
  alone.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));
  alone.on('pageerror', (error) => trouble.push(error.message));
  await alone.goto(`file://${process.cwd()}/${path}`);
  await expect(heading(alone)).toHaveText(/^N1 called N2; answered after 717 ms/);
  await expect(alone.getByText('26 messages from a link or file.')).toBeVisible();
  expect(await alone.locator('body').innerText()).not.toMatch(NAMES);
  // It has no address that others could open.
  await alone.getByRole('button', { name: 'Share link' }).click();
  await expect(alone.getByText(/This page is a file/)).toBeVisible();
  await expect(alone.getByRole('button', { name: 'Copy the link' })).toHaveCount(0);
  expect(trouble).toEqual([]);
  await alone.context().close();

  await page.goto('/');
  await page.setInputFiles('input[type=file]', path);
  await expect(heading(page)).toHaveText(/^N1 called N2; answered after 717 ms/);
});

test('a picture carries the trace that it shows', async ({ page }) => {
  await open(page, 'busy');
  await openShare(page);
  const { path, text } = await savedBy(page, 'Save as a picture');
  expect(text).toContain('486 Busy Here');
  expect(text).not.toMatch(NAMES);
  await page.goto('/');
  await page.setInputFiles('input[type=file]', path);
  await expect(heading(page)).toHaveText('N1 called N2, who was busy (486 Busy Here).');
});

test('a locked link asks for its passphrase', async ({ page, browser }) => {
  await open(page, 'call');
  const dialog = await openShare(page);
  await dialog.getByLabel('Passphrase, if you like').fill('open sesame');
  await expect(dialog.getByRole('button', { name: 'Save as a picture' })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(await clipboard(page));
  const ask = fresh.getByRole('dialog', { name: 'Locked' });
  await ask.getByLabel(/This trace is locked/).fill('sesame');
  await fresh.keyboard.press('Enter');
  await expect(ask.getByRole('alert')).toHaveText('That is not the passphrase of this trace.');
  await ask.getByLabel(/This trace is locked/).fill('open sesame');
  await fresh.keyboard.press('Enter');
  await expect(heading(fresh)).toHaveText(/^N1 called N2; answered after 503 ms/);
  await fresh.context().close();
});

test('a link of a newer version says so', async ({ page, browser }) => {
  await open(page, 'call');
  const link = await copyLink(page);
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link.replace('#1', '#2'));
  await expect(fresh.getByRole('alert')).toContainText(/newer version of Rungs/);
  await fresh.context().close();
});

test('everybody can share', async ({ page }) => {
  await open(page, 'authentication');
  const dialog = await openShare(page);
  await dialog.getByRole('button', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'The link as a QR code' })).toBeVisible();
  expect(await faults(page, '.dialog')).toEqual([]);
  // By keyboard alone: the boxes, the preview, the button.
  await dialog.getByRole('checkbox', { name: 'product names' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('checkbox', { name: 'product names' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('exports name nobody when that is chosen, and say so', async ({ page }) => {
  await open(page, 'authentication', 'call');
  await page.getByRole('button', { name: 'Export' }).click();
  const choice = page.getByRole('menuitemcheckbox', { name: 'Replace names and numbers' });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(choice).toBeChecked();
  expect(await faults(page, '.menu')).toEqual([]);
  await page.keyboard.press('Escape');
  for (const item of ['SVG, as on the screen', /^JSON \.json/, /^Packets \./, 'CSV of the list']) {
    const { name, bytes } = await saved(page, item);
    expect(bytes.length).toBeGreaterThan(100);
    expect(`${name} ${bytes.toString('latin1')}`).not.toMatch(NAMES);
  }
  await expect(page.getByRole('status').filter({ hasText: 'redacted' })).toBeAttached();
});

test('a note goes along', async ({ page, browser }) => {
  await open(page, 'call');
  await page.keyboard.press('n');
  await expect(page.getByLabel('Note on this message')).toBeFocused();
  await page.keyboard.type('Here Alice hangs up');
  await page.keyboard.press('Enter');
  await expect(page.locator('.ladder .note').first()).toBeVisible();
  const link = await copyLink(page);
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await expect(fresh.getByRole('button', { name: 'note: Here N1 hangs up', exact: true })).toBeVisible();
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
  await paste(page, `Look at this: ${link}`);
  await expect(page.getByText('6 messages from a link or file.')).toBeVisible();
});

test('answers to challenges never leave, redacted or not', async ({ page, browser }) => {
  await open(page, 'authentication');
  const answer = /response="([0-9a-f]{32})"/.exec(readFileSync(sample('authentication'), 'utf8'))?.[1] ?? 'none';
  const dialog = await openShare(page, 'as it was');
  await expect(dialog).toContainText('Whoever gets it sees phone numbers');
  await expect(dialog).toContainText('Taken out, always: ');
  await expect(dialog.getByRole('region', { name: 'Messages as they go out' })).not.toContainText(answer);
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('The link is on the clipboard')).toBeAttached();
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
  await openShare(page);
  const { path } = await savedBy(page, /Save as a \.rungs file/);
  await page.goto('/');
  await page.setInputFiles('input[type=file]', path);
  await expect(heading(page)).toHaveText(/^N1 called N2; answered after 304 ms/);
  await expect(page.getByText('12 messages from a link or file.')).toBeVisible();
});

test('a ticket holds the sentence, the ladder and the link', async ({ page }) => {
  await open(page, 'busy');
  await page.getByRole('button', { name: 'Copy for ticket' }).click();
  await expect(page.getByText(/on the clipboard/)).toBeAttached();
  const text = await clipboard(page);
  expect(text).toMatch(/^N1 called N2, who was busy \(486 Busy Here\)\.\n/);
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
  const png = await saved(page, /^PNG/);
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

test('from paste to export and link the network sees own files being fetched, and nothing of the trace', async ({
  page,
  baseURL,
}) => {
  const asked: { url: string; method: string; body: string | null }[] = [];
  const sockets: string[] = [];
  page.on('request', (request) =>
    asked.push({ url: request.url(), method: request.method(), body: request.postData() }),
  );
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  await paste(page, readFileSync(sample('authentication'), 'utf8'));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  for (const item of ['SVG, the whole call', /^PNG/, 'Text ladder', 'Mermaid', /^JSON \.json/]) await saved(page, item);
  await copyLink(page);
  await savedBy(page, /\.rungs|File/i);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Copy for ticket' }).click();
  await page.waitForLoadState('networkidle');
  // Own static files by name, fetched as they are; what the page made itself is in memory.
  const foreign = asked.filter(({ url, method, body }) => {
    const isOwn = url === baseURL || /^(assets\/[\w.-]+|favicon\.svg)$/.test(url.replace(baseURL ?? '?', ''));
    return !url.startsWith('blob:') && !url.startsWith('data:') && !(isOwn && method === 'GET' && body === null);
  });
  expect(foreign).toEqual([]);
  expect(sockets).toEqual([]);
  expect(asked.length).toBeGreaterThan(3);
});
