import { metaPolicy, securityHeaders } from '../../security-policy.ts';
import { faults } from './axe.ts';
import { expect, test } from './page.ts';

test('the page opens, with its policy in force and nothing refused', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const response = await page.goto('/');
  await expect(page.getByRole('heading').first()).toBeVisible();
  for (const [name, value] of Object.entries(securityHeaders)) {
    expect(response?.headers()[name.toLowerCase()], name).toBe(value);
  }
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', metaPolicy);
  expect(complaints).toEqual([]);
  await expect(
    page.evaluate(() => {
      document.createElement('div').innerHTML = '<b>from a string</b>';
    }),
  ).rejects.toThrow('TrustedHTML');
});

test('the page asks nobody but its own host for anything', async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.filter((url) => !url.startsWith(baseURL ?? '?'))).toEqual([]);
});

test('axe finds no fault with the first screen', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
