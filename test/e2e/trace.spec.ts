import { readFileSync, writeFileSync } from 'node:fs';
import { faults } from './axe.ts';
import { expect, type Page, test } from './page.ts';

const sample = (name: string) => `src/ui/open/samples/${name}.log`;

async function open(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/');
  await page.setInputFiles('input[type=file]', names.map(sample));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Headers' })).toBeVisible();
}

test('a sample from the shelf becomes a ladder that is read by keyboard alone', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/');
  await page.getByRole('button', { name: /A call, start to end/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Alice called Bob; answered after 503 ms/);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('region', { name: 'Message' }).getByRole('heading')).toHaveText('BYE');
  await expect(page.locator('.rung.selected')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Message' })).toBeFocused();
  expect(complaints).toEqual([]);
});

test('a click on a rung reads its message; the ladder has an arrow for each', async ({ page }) => {
  await open(page, 'hold-refused');
  await expect(page.locator('[id^=rung-]')).toHaveCount(9);
  await page.getByRole('option', { name: /^488 Not Acceptable Here/ }).click();
  const message = page.getByRole('region', { name: 'Message' });
  await expect(message.getByRole('heading')).toHaveText('488 Not Acceptable Here');
  await expect(message).toContainText('The call went on (RFC 3261 §14.1).');
});

test('a paste of megabytes is taken without a field and without a pause', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading').first()).toBeVisible();
  const line = `${'x'.repeat(99)}\n`;
  const call = readFileSync(sample('call'), 'utf8');
  const took = await page.evaluate(
    ({ noise, text }) => {
      const data = new DataTransfer();
      data.setData('text/plain', noise.repeat(50_000) + text);
      const start = performance.now();
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      return performance.now() - start;
    },
    { noise: line, text: call },
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Alice called Bob/);
  await expect(page.locator('textarea')).toHaveCount(0);
  // No promise about a speed, only that the text was handed on and not laid out: that takes seconds.
  expect(took).toBeLessThan(1500);
});

test('a second file is asked about; added, both stand in the list', async ({ page }) => {
  await open(page, 'call');
  await page.setInputFiles('input[type=file]', [sample('busy')]);
  await page.getByRole('button', { name: 'Add to the open trace' }).click();
  await expect(page.locator('.call-row')).toHaveCount(2);
  await page.getByRole('button', { name: /Failed 1/ }).click();
  await expect(page.locator('.call-row')).toHaveCount(1);
});

test('the trace goes nowhere: nothing is asked but own chunks, and nothing after they are there', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, 'fork');
  await page.waitForLoadState('networkidle');
  asked.length = 0;
  for (const key of ['2', '3', '4', '1', 'End', 'u', 't', 't', ']', '[']) await page.keyboard.press(key);
  await page.getByRole('textbox', { name: /Filter/ }).fill('bob');
  await expect(page.locator('.call-row')).toHaveCount(1);
  expect(asked.filter((url) => !url.startsWith(`${baseURL}assets/`))).toEqual([]);
  expect(asked).toEqual([]);
});

test('where no worker can start, the page reads by itself', async ({ page }) => {
  await page.route('**/analyse.worker*', (route) => route.abort());
  await open(page, 'busy');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alice called Bob, who was busy (486 Busy Here).');
});

test('reading is cancelled; the page is ready for the next trace', async ({ page }, info) => {
  const large = info.outputPath('large.log');
  const fork = readFileSync(sample('fork'), 'utf8');
  const calls = Array.from({ length: 6000 }, (_, i) => fork.replaceAll('1-20844@', `${i}-20844@`));
  writeFileSync(large, calls.join(''));
  await page.goto('/');
  await page.setInputFiles('input[type=file]', large);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.setInputFiles('input[type=file]', sample('call'));
  const instead = page.getByRole('button', { name: 'Open instead' });
  const heading = page.getByRole('heading', { name: /^Alice called Bob; answered after 503 ms/ });
  await expect(instead.or(heading)).toBeVisible();
  if (await instead.isVisible()) await instead.click();
  await expect(heading).toBeVisible();
});

test('panes are dragged wider and stay so', async ({ page }) => {
  await open(page, 'call');
  const splitter = page.getByRole('separator', { name: 'Width of the calls' });
  const box = await splitter.boundingBox();
  if (!box) throw new Error('no splitter');
  await page.mouse.move(box.x + 4, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 84, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect(splitter).toHaveAttribute('aria-valuenow', '376');
  await page.reload();
  await page.setInputFiles('input[type=file]', [sample('call')]);
  await expect(splitter).toHaveAttribute('aria-valuenow', '376');
});

test('on a phone one part is shown at a time, and nothing sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setInputFiles('input[type=file]', [sample('lost-ack'), sample('call')]);
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  const parts = page.getByRole('navigation', { name: 'Parts of the page' });
  await parts.getByRole('button', { name: 'Calls' }).click();
  await page.getByRole('option', { name: /Answered/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/hung up/);
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('region', { name: 'Message' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('without motion nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'call');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

const STATES: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['a call', async (page) => open(page, 'call')],
  ['findings on the ladder', async (page) => open(page, 'lost-ack')],
  ['many calls', async (page) => open(page, 'call', 'busy', 'cancel', 'redirect', 'registration', 'message', 'fork')],
  [
    'the raw text',
    async (page) => {
      await open(page, 'hold-refused');
      await page.keyboard.press('2');
    },
  ],
  [
    'the SDP',
    async (page) => {
      await open(page, 'call');
      await page.keyboard.press('3');
    },
  ],
  [
    'the transaction',
    async (page) => {
      await open(page, 'authentication');
      await page.keyboard.press('4');
    },
  ],
  [
    'a header explained',
    async (page) => {
      await open(page, 'busy');
      await page.getByRole('button', { name: 'Reason', exact: true }).click();
    },
  ],
  [
    'the report',
    async (page) => {
      await open(page, 'pbx');
      await page.keyboard.press('r');
    },
  ],
  [
    'the keys',
    async (page) => {
      await open(page, 'call');
      await page.keyboard.press('?');
    },
  ],
  [
    'nothing recognised',
    async (page) => {
      await page.goto('/');
      await page.setInputFiles('input[type=file]', 'package.json');
      await expect(page.getByRole('alert')).toBeVisible();
    },
  ],
  [
    'a question',
    async (page) => {
      await open(page, 'call');
      await page.setInputFiles('input[type=file]', [sample('busy')]);
      await expect(page.getByRole('group', { name: 'Something new' })).toBeVisible();
    },
  ],
];

for (const [name, reach] of STATES) {
  test(`axe finds no fault with ${name}`, async ({ page }) => {
    await reach(page);
    expect(await faults(page)).toEqual([]);
  });
}

test('axe finds no fault with a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.setInputFiles('input[type=file]', ['call', 'busy'].map(sample));
  await expect(page.getByRole('listbox', { name: 'Messages' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: 'Message' }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: 'Calls' }).click();
  expect(await faults(page)).toEqual([]);
});

test('nothing beside the ladder is cut or covered: values of headers break, the way to the lanes is clear of the date', async ({
  page,
}) => {
  await open(page, 'pbx');
  await page.getByRole('option', { name: /^INVITE from 127\.0\.2\.2/ }).click();
  const message = page.getByRole('region', { name: 'Message' });
  const callId = message.locator('.header-row', { hasText: 'Call-ID' }).locator('dd');
  await expect(callId).toHaveText('1e70a8e1-5249-4ea0-b3fa-272f7b47c16d');
  const cut = await message
    .locator('.header-row dd, .header-row dd *')
    .evaluateAll((values) =>
      values.filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth),
    );
  expect(cut).toHaveLength(0);
  const pane = await message.boundingBox();
  const shown = await callId.locator('bdi').first().boundingBox();
  expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual((pane?.x ?? 0) + (pane?.width ?? 0));
  const button = await page.getByRole('button', { name: 'Lanes', exact: true }).boundingBox();
  const date = await page.locator('.ladder-heads text.date').first().boundingBox();
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThan(date?.y ?? 0);
});

test('an arrow between names written from right to left points from the sender to the receiver', async ({ page }) => {
  const text = readFileSync(sample('call'), 'utf8').replaceAll('"Alice"', '"مرحبا"').replaceAll('"Bob"', '"علي"');
  await page.goto('/');
  await page.setInputFiles('input[type=file]', [
    { name: 'names.log', mimeType: 'text/plain', buffer: Buffer.from(text) },
  ]);
  await page.getByRole('option', { name: /^INVITE from/ }).click();
  const line = page.getByRole('region', { name: 'Message' }).locator('header p');
  const [sender, receiver] = [line.getByText('مرحبا', { exact: true }), line.getByText('علي', { exact: true })];
  const left = async (name: typeof sender) => (await name.boundingBox())?.x ?? 0;
  expect(await left(sender)).toBeLessThan(await left(receiver));
});

test('who goes by keyboard stays in place when a control leaves the page because it did its work', async ({ page }) => {
  await open(page, 'pbx');
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  await press(/^2 legs/);
  await press('Cut leg 2 from leg 1');
  await expect(page.getByRole('button', { name: 'Take back the last cut or join' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^2 legs/ })).toBeFocused();
  await press('Hide the calls');
  await expect(page.getByRole('button', { name: 'Show the calls' })).toBeFocused();
  await press('Add a note');
  await page.keyboard.type('seen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Note: seen/ })).toBeFocused();
  await press('media negotiation');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'media negotiation' })).toBeFocused();
});
