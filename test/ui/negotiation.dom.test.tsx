import { readFileSync } from 'node:fs';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, pasted } from './page.tsx';

async function openNegotiation(name: string) {
  const page = openPage();
  await page.app.open.offer([pasted(readFileSync(`src/ui/open/samples/${name}.log`, 'utf8'), name)]);
  await page.user.click(await screen.findByRole('button', { name: 'media negotiation' }));
  const dialog = await screen.findByRole('dialog', { name: 'Media negotiation' });
  await within(dialog).findAllByRole('table');
  return { ...page, dialog };
}

describe('media negotiation', () => {
  it('shows what each side offered and answered, and what is in use', async () => {
    const { dialog } = await openNegotiation('call');
    const [table] = within(dialog).getAllByRole('table') as [HTMLElement];
    expect(table.querySelector('caption')).toHaveTextContent(/^audio INVITE agreed PCM[AU] in use, both ways$/);
    const row = (name: string) => within(table).getByRole('rowheader', { name }).closest('tr');
    expect(row('codecs')).toHaveTextContent(/PCM[AU]/);
    expect(row('address')).toHaveTextContent(/\d+\.\d+\.\d+\.\d+:\d+/);
    expect(within(table).getByRole('columnheader', { name: /Alice offers in INVITE/ })).toBeVisible();
    expect(within(table).getByRole('columnheader', { name: /Bob answers in 200 OK/ })).toBeVisible();
  });

  it('calls an exchange by the request that it belongs to', async () => {
    const { dialog } = await openNegotiation('hold');
    const captions = within(dialog)
      .getAllByRole('table')
      .map((table) => table.querySelector('caption')?.textContent?.split(' agreed')[0]);
    expect(captions).toEqual(['audio INVITE', 'audio re-INVITE', 'audio re-INVITE']);
  });

  it('tells who held and who resumed, each leading to its message', async () => {
    const { app, user, dialog } = await openNegotiation('hold');
    const changes = within(dialog).getByRole('list', { name: 'Holds and changes' });
    expect(changes).toHaveTextContent(/put the call on hold and resumed it/);
    await user.click(within(changes).getByRole('button', { name: 'put the call on hold' }));
    const { row, opened } = app.store.getState();
    expect(opened?.detail.messages.find((message) => message.row === row)).toMatchObject({ reinvite: true, status: 0 });
  });

  it('says that a rejected offer changes nothing', async () => {
    const { dialog } = await openNegotiation('hold-refused');
    expect(within(dialog).getAllByText('rejected: what was before goes on').length).toBeGreaterThan(0);
  });
});
