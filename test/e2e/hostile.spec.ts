import { writeFileSync } from 'node:fs';
import { BOMBS } from '../support/bombs.ts';
import { pcapFile } from '../support/captures.ts';
import { type Ends, ethernet, ip4, text, udp } from '../support/packets.ts';
import { hostileMessage, PAYLOADS } from '../support/payloads.ts';
import { expect, type Page, test } from './page.ts';

const THERE: Ends = { from: '192.0.2.1', to: '192.0.2.2', sport: 5060, dport: 5060 };
const BACK: Ends = { from: '192.0.2.2', to: '192.0.2.1', sport: 5060, dport: 5060 };

function capture(messages: readonly string[]): Uint8Array {
  return pcapFile(
    messages.map((message, i) => {
      const ends = message.startsWith('SIP/2.0') ? BACK : THERE;
      return { bytes: ethernet(ip4(ends, udp(ends, text(message)))), time: 1_700_000_000_000_000 + i * 1000 };
    }),
  );
}

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

/** Whatever the page complains of: a refused script is one, too. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}

/** Elements and attributes that no text of a trace may bring into the page. */
function strangers(): string[] {
  const found: string[] = [];
  const elements = 'iframe, object, embed, base, form, video, audio, math, foreignObject, animate, template';
  for (const element of document.querySelectorAll(elements)) found.push(element.tagName);
  for (const { href } of document.querySelectorAll('link')) if (!href.startsWith(location.origin)) found.push(href);
  for (const element of document.querySelectorAll('body script, body style, body meta')) found.push(element.tagName);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) found.push(`${element.tagName} ${name}`);
    }
  }
  return found;
}

test('three hundred texts that want to be more stay texts, in every field and on every part of the page', async ({
  page,
}) => {
  expect(new Set(PAYLOADS).size).toBe(300);
  const complaints = complaintsOf(page);
  await page.goto('/');
  const messages = PAYLOADS.map((_, i) => hostileMessage(i));
  await page.setInputFiles('input[type=file]', [file('"><img src=x onerror=alert(1)>.pcap', capture(messages))]);
  const ladder = page.getByRole('listbox', { name: 'Messages' });
  await expect(ladder).toBeVisible();
  const calls = await page.getByRole('listbox', { name: 'Calls' }).getByRole('option').count();
  expect(calls).toBeGreaterThan(5);
  const seen = new Set<string>();
  for (const tab of ['Headers', 'Raw', 'SDP', 'Transaction']) {
    await page.getByRole('tab', { name: tab }).click();
    // Each call, each message of it, as fast as the page draws; of the other tabs one call.
    const few = tab !== 'Headers';
    const walked = await page.evaluate(async (some) => {
      const settle = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const heads: string[] = [];
      const head = () => document.querySelector<HTMLElement>('section[aria-label=Message] .message-head');
      const rungs = () => document.querySelectorAll<SVGElement>('.ladder-body [data-row]');
      /** A guard against hanging: the worker answers within a frame or two. */
      const until = async (done: () => boolean) => {
        for (let frame = 0; frame < 200 && !done(); frame++) await settle();
      };
      const calls = [...document.querySelectorAll<HTMLElement>('[role=listbox][aria-label=Calls] [role=option]')];
      for (const option of some ? calls.slice(0, 1) : calls) {
        const before = rungs()[0]?.dataset.row;
        const isShown = option.ariaSelected === 'true';
        option.click();
        await until(() => isShown || rungs()[0]?.dataset.row !== before);
        for (const rung of rungs()) {
          rung.dispatchEvent(new MouseEvent('click', { bubbles: true }));
          await until(() => head()?.dataset.row === rung.dataset.row);
          heads.push(head()?.querySelector('h2')?.textContent ?? '');
        }
      }
      return heads;
    }, few);
    for (const head of walked) seen.add(head);
    expect(await page.evaluate(strangers)).toEqual([]);
  }
  // The texts were really there.
  expect(seen.size).toBeGreaterThan(40);
  expect(complaints).toEqual([]);
});

test('bombs are refused or survived, and the page lives on', async ({ page }, testInfo) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  for (const [name, make] of BOMBS) {
    const path = testInfo.outputPath(name);
    writeFileSync(path, make());
    await page.setInputFiles('input[type=file]', path);
    // It says what became of it: a trace, or why there is none.
    await expect(
      page.getByRole('button', { name: 'Close the trace' }).or(page.getByRole('alert')).first(),
    ).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading').first()).toBeVisible();
  }
  expect(complaints).toEqual([]);
});
