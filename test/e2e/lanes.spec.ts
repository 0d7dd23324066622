import { readFileSync } from 'node:fs';
import { forkTo, throughBoxes } from '../support/lanes.ts';
import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

async function open(page: Page, text: string): Promise<void> {
  await page.goto('/');
  const buffer = Buffer.from(text);
  await page.setInputFiles('input[type=file]', [{ name: 'lanes.log', mimeType: 'text/plain', buffer }]);
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
}

const heads = (page: Page) => page.getByRole('list', { name: 'Lanes' }).getByRole('button');

/** Names of the lanes from left to right. */
async function names(page: Page): Promise<string[]> {
  const labels = await heads(page).evaluateAll((list) => list.map((head) => head.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.split(',')[0] ?? '');
}

const ORDER = ['Alice Archer', '198.51.100.1', '10.0.0.1', '10.0.0.5', 'bob'];

/** Takes a head with the mouse and lets it go at a share of the width of another one. */
async function drag(page: Page, from: number, to: number, share: number): Promise<void> {
  const [a, b] = [await heads(page).nth(from).boundingBox(), await heads(page).nth(to).boundingBox()];
  if (!a || !b) throw new Error('no such head');
  await page.mouse.move(a.x + a.width / 2, a.y + 20);
  await page.mouse.down();
  await page.mouse.move(a.x + a.width / 2 + 12, a.y + 20);
  await page.mouse.move(b.x + b.width * share, b.y + 20, { steps: 3 });
  await page.mouse.up();
}

test('a head is dragged beside another one or onto it; the saved picture has what was done', async ({ page }) => {
  await open(page, throughBoxes());
  expect(await names(page)).toEqual(ORDER);
  await drag(page, 4, 0, 0.05);
  expect(await names(page)).toEqual(['bob', 'Alice Archer', '198.51.100.1', '10.0.0.1', '10.0.0.5']);
  await drag(page, 3, 2, 0.5);
  expect(await names(page)).toEqual(['bob', 'Alice Archer', '198.51.100.1', '10.0.0.5']);
  await expect(page.getByRole('menu')).toHaveCount(0);
  await heads(page).nth(2).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Edge');
  await page.keyboard.press('Enter');
  expect((await names(page))[2]).toBe('Edge');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^SVG, the whole call/ }).click();
  const svg = readFileSync(await (await download).path(), 'utf8');
  const drawn = [...svg.matchAll(/<text class="name"[^>]*>([^<]*)/g)].map(([, name]) => name);
  expect(drawn).toEqual(['bob', 'Alice Archer', 'Edge', '10.0.0.5']);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await names(page)).toEqual(ORDER);
});

test('forty-five lanes: heads and times stay in sight, and an arrow says what it is wherever it is looked at', async ({
  page,
}) => {
  await open(page, forkTo(43));
  await expect(heads(page)).toHaveCount(45);
  const scroller = page.locator('.ladder-scroll');
  const wide = await scroller.evaluate((element) => element.scrollWidth > 4 * element.clientWidth);
  expect(wide).toBe(true);
  const before = await page.locator('.ladder-gutter .time').first().boundingBox();
  await scroller.evaluate((element) => element.scrollTo(2000, 600));
  const ground = await scroller.boundingBox();
  const after = await page.locator('.ladder-gutter .time').first().boundingBox();
  // Times are written up to their right edge.
  expect((after?.x ?? 0) + (after?.width ?? 0)).toBeCloseTo((before?.x ?? 0) + (before?.width ?? 1), 0);
  const top = await page.locator('.ladder-top').boundingBox();
  expect(top?.y).toBe(ground?.y);
  // All arrows in sight come from the left edge and go on to the right: none has its own label here.
  const floats = page.locator('.ladder-floats .label');
  await expect(floats.first()).toHaveText('INVITE');
  for (const box of await floats.evaluateAll((list) => list.map((label) => label.getBoundingClientRect().toJSON()))) {
    expect(box.left).toBeGreaterThan((ground?.x ?? 0) + 100);
    expect(box.right).toBeLessThan((ground?.x ?? 0) + (ground?.width ?? 0));
  }
  // The head that gets the focus comes into sight.
  await heads(page).first().focus();
  await page.keyboard.press('End');
  await expect(heads(page).last()).toBeInViewport();
});

test('heads, menu, list and proposals have nothing that hinders anybody', async ({ page }) => {
  await open(page, throughBoxes());
  await expect(page.getByRole('button', { name: 'Keep apart' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await heads(page).nth(1).click();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Lanes' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

test('names that are to be remembered are there after the page was loaded again, and gone when they are forgotten', async ({
  page,
}) => {
  await open(page, throughBoxes());
  await heads(page).nth(3).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('PBX');
  await page.getByRole('checkbox', { name: /Keep it in this browser/ }).check();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => localStorage.getItem('rungs.names'))).toBe('[["10.0.0.5:*","PBX"]]');
  await open(page, throughBoxes());
  expect(await names(page)).toEqual(['Alice Archer', '198.51.100.1', '10.0.0.1', 'PBX', 'bob']);
  await page.keyboard.press('l');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe('address,name\r\n"10.0.0.5","PBX"\r\n');
  await page.getByRole('checkbox', { name: /^Remember these names/ }).uncheck();
  expect(await page.evaluate(() => localStorage.getItem('rungs.names'))).toBeNull();
});

test('a finger that rests on a head drags it, one that moves at once scrolls the ladder', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const swipe = (from: { x: number; y: number }, to: { x: number; y: number }) => {
    const steps = Array.from({ length: 10 }, (_, step) => (step + 1) / 10);
    const moves = steps.map((share) =>
      touch('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }),
    );
    return Promise.all([...moves, touch('touchEnd')]);
  };
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, throughBoxes());
  const scroller = page.locator('.ladder-scroll');
  const left = () => scroller.evaluate((element) => element.scrollLeft);
  const middle = async (at: number) => {
    const box = await heads(page).nth(at).boundingBox();
    if (!box) throw new Error('no such head');
    return { x: box.x + box.width / 2, y: box.y + 20 };
  };
  const [first, second] = [await middle(0), await middle(1)];

  // All at once: a busy machine must not make a rest of it.
  await Promise.all([touch('touchStart', second), swipe(second, first)]);
  await expect.poll(left).toBeGreaterThan(40);
  expect(await names(page)).toEqual(ORDER);
  await scroller.evaluate((element) => element.scrollTo(0, 0));

  await touch('touchStart', first);
  await expect(page.locator('.lane-head.held')).toHaveCount(1);
  await swipe(first, { x: second.x + 30, y: second.y + 60 });
  expect(await names(page)).toEqual(['198.51.100.1', 'Alice Archer', '10.0.0.1', '10.0.0.5', 'bob']);
  expect(await left()).toBe(0);
  await expect(page.getByRole('menu')).toHaveCount(0);
  await session.detach();
});
