import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callText, openPage, pasted } from './page.tsx';

const BUSY = callText({ final: '486 Busy Here' }).replaceAll('call-1', 'call-2');

async function openTrace(...texts: string[]) {
  const page = openPage();
  await page.app.open.offer(texts.map((text, i) => pasted(text, `trace-${i}.log`)));
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

describe('sharing', () => {
  it('says how long the link is, how far it gets, and what it still holds', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share a link' });
    expect(await within(dialog).findByText(/^\d+ characters$/)).toBeVisible();
    expect(dialog).toHaveTextContent('for 4 messages. It fits anywhere.');
    expect(dialog).toHaveTextContent('It holds phone numbers, names, IP addresses');
    expect(within(dialog).getByRole('button', { name: /Save as a \.rungs file/ })).toBeVisible();
  });

  it('carries the open call, or all calls of the list', async () => {
    const { user } = await openTrace(callText(), BUSY);
    await user.click(screen.getByRole('button', { name: 'Share link' }));
    const dialog = await screen.findByRole('dialog', { name: 'Share a link' });
    expect(await within(dialog).findByText(/for 4 messages/)).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: '2 calls in the list' }));
    expect(await within(dialog).findByText(/for 8 messages/)).toBeVisible();
  });

  it('offers only a file when a link would be cut', async () => {
    // Nothing packs noise.
    const noise = (i: number) =>
      Array.from({ length: 160 }, (_, k) =>
        Math.abs(Math.sin((i + 1) * 7919 + k * 104_729))
          .toString(36)
          .slice(2),
      ).join('');
    const calls = Array.from({ length: 20 }, (_, i) =>
      callText({ extra: `X-Noise: ${noise(i)}` }).replaceAll('call-1', `call-${i}`),
    );
    const { user } = await openTrace(calls.join(''));
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share a link' });
    await user.click(within(dialog).getByRole('radio', { name: '20 calls in the list' }));
    expect(await within(dialog).findByText(/This is too long for a link/)).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: 'Copy the link' })).toBeNull();
  });

  it('offers everything that the open call can be saved as, by keyboard', async () => {
    const { user } = await openTrace(callText(), BUSY);
    const button = screen.getByRole('button', { name: 'Export' });
    button.focus();
    await user.keyboard('{Enter}');
    const items = within(screen.getByRole('menu', { name: 'Export' })).getAllByRole('menuitem');
    expect(items.map((item) => item.firstChild?.textContent)).toEqual([
      'Copy for ticket',
      'SVG, the whole call',
      'SVG, as on the screen',
      'PNG',
      'Text ladder',
      'Mermaid',
      'Markdown',
      'JSON',
      'CSV of the list',
      'JSON of the list',
    ]);
    expect(items[0]).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(items.at(-1)).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(button).toHaveFocus();
  });
});
