import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

async function open(page: Page, ...names: string[]): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/');
  await page.setInputFiles(
    'input[type=file]',
    names.map((name) => `test/samples/${name}`),
  );
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  expect(complaints).toEqual([]);
}

for (const name of ['13-aes-128-gcm', '13-chacha', '12-aes-256-cbc-sha384', '13-wss']) {
  test(`SIP within ${name} is read with the key log beside it`, async ({ page }) => {
    await open(page, `tls/${name}.pcap`, `tls/${name}.keys`);
    await expect(page.getByRole('region', { name: 'Message' })).toContainText(name === '13-wss' ? 'WSS' : 'TLS');
    await expect(page.getByRole('option', { name: /^200 OK/ }).first()).toBeVisible();
    await page.keyboard.press('r');
    const report = page.getByRole('dialog', { name: 'What was read' });
    await expect(report).toContainText('1 TLS connection');
    await expect(report).toContainText('used to decrypt the captures beside it and kept nowhere');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
      /[0-9a-f]{64}/,
    );
  });
}

test('a key log that is dropped later decrypts what is open', async ({ page }) => {
  await open(page, 'pcap/basic.pcap', 'tls/13-chacha.pcap');
  await expect(page.locator('[id^=rung-]')).toHaveCount(6);
  await page.setInputFiles('input[type=file]', 'test/samples/tls/13-chacha.keys');
  await page.getByRole('button', { name: 'Add to the open trace' }).click();
  await expect(page.getByRole('listbox', { name: 'Calls' }).getByRole('option')).toHaveCount(2);
});

test('clocks of two captures are aligned, moved by hand and left alone', async ({ page }) => {
  await open(page, 'pcap/basic.pcap', 'pcap/ahead.pcap');
  await expect(page.locator('[id^=rung-]')).toHaveCount(6);
  await expect(page.getByRole('contentinfo')).toContainText('times of 1 source moved');
  await page.keyboard.press('r');
  const clocks = page.getByRole('region', { name: 'Clocks' });
  await expect(clocks).toContainText('Its clock is 1.20 s ahead of that of basic.pcap');
  expect(await faults(page, '.clocks')).toEqual([]);
  await clocks.getByRole('button', { name: 'Leave its times as they are' }).click();
  await expect(clocks).toContainText('Its times are as they were captured. Its clock is');
  await clocks.getByRole('textbox', { name: 'Seconds to add' }).last().fill('-1,1');
  await page.keyboard.press('Enter');
  await expect(clocks).toContainText('Its times were moved by −1.1 s.');
  await clocks.getByRole('button', { name: 'Back to what is estimated' }).click();
  await expect(clocks).toContainText('Its times were moved by −1.204 s.');
});
