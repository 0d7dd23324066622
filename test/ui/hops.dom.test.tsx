import { readFileSync } from 'node:fs';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openPage } from './page.tsx';

// The parts of the page that the first test loads take long beside a busy build.
vi.setConfig({ testTimeout: 120_000 });

async function openHops(trace: string) {
  const page = openPage();
  const blob = new Blob([readFileSync(`test/truth/${trace}/capture.pcap`)]);
  await page.app.open.offer([{ name: 'capture.pcap', blob }]);
  await screen.findByRole('listbox', { name: 'Calls' });
  await page.app.select.stepRow('first');
  await page.user.keyboard('5');
  return page;
}

const table = () => screen.findByRole('table', { name: 'The message hop by hop' });

const textsOf = (element: Element, selector: string) =>
  [...element.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe('what each box changed', () => {
  it('stands side by side, only what differs, everything when asked', async () => {
    const { user } = await openHops('kam-call');
    expect(textsOf(await table(), 'thead th')).toEqual([
      expect.stringMatching(/^1 Alice → 127\.0\.2\.1/),
      expect.stringMatching(/^2 127\.0\.2\.1 → Bob.*\+/),
    ]);
    const labels = async () => textsOf(await table(), '[scope=rowgroup]');
    expect(await labels()).toEqual(['Request-URI host', 'Record-Route added', 'Via added', 'Max-Forwards value']);
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await labels()).toContain('Call-ID ');
    await user.click(screen.getByRole('button', { name: 'Only what changed' }));
    expect(await labels()).toHaveLength(4);
  });

  it('says in words and marks what became of a value', async () => {
    await openHops('kam-call');
    const cells = [...(await table()).querySelectorAll('td')];
    expect(cells[1]?.querySelector('mark')).toHaveTextContent('127.0.3.1');
    expect(cells[3]).toHaveTextContent('added: <sip:127.0.2.1;lr=on');
    expect(cells[2]).toHaveTextContent(/none$/);
  });

  it('is walked through with the arrow keys, and a head leads to its hop', async () => {
    const { user, app } = await openHops('ast-call');
    const cells = [...(await table()).querySelectorAll('td')];
    cells[0]?.focus();
    await user.keyboard('{ArrowRight}');
    expect(cells[1]).toHaveFocus();
    await user.keyboard('{ArrowDown}{Home}');
    expect(cells[2]).toHaveFocus();
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect(cells[0]).toHaveFocus();
    const before = app.store.getState().row;
    await user.click((await table()).querySelectorAll('thead button')[1] as Element);
    await waitFor(() => expect(app.store.getState().row).not.toBe(before));
    const second = (await table()).querySelectorAll('thead th')[1];
    await waitFor(() => expect(second).toHaveAttribute('aria-current', 'true'));
  });

  it('opens wide', async () => {
    const { user } = await openHops('kam-call');
    await user.click(await screen.findByRole('button', { name: 'Show wide' }));
    const dialog = screen.getByRole('dialog', { name: 'What each box changed' });
    expect(within(dialog).getByRole('table', { name: 'The message hop by hop' })).toBeVisible();
  });

  it('says so where a message was seen on one hop only', async () => {
    await openHops('call');
    expect(await screen.findByText(/on one hop only/)).toBeVisible();
  });
});
