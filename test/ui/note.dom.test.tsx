import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { callText, openPage, pasted } from './page.tsx';

async function openTrace() {
  const page = openPage();
  await page.app.open.offer([pasted(callText())]);
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

const pane = () => within(screen.getByRole('region', { name: 'Message' }));

it('a note is written by key, stands on the ladder and in what is shared, and is taken away again', async () => {
  const { user, app } = await openTrace();
  await user.keyboard('n');
  const field = await pane().findByRole('textbox', { name: 'Note on this message' });
  expect(field).toHaveFocus();
  await user.keyboard('no ACK; call Alice{Enter}');
  expect(await pane().findByRole('button', { name: /^Note: no ACK; call Alice/ })).toBeVisible();
  expect(await screen.findByRole('button', { name: 'note: no ACK; call Alice' })).toBeInTheDocument();
  const row = app.store.getState().row ?? -1;
  expect(app.store.getState().notes.get(row)).toBe('no ACK; call Alice');

  // Keys go to the field, not to the page; Escape leaves the note as it was.
  await user.keyboard('n');
  await user.keyboard('s?{Escape}');
  expect(app.store.getState().notes.get(row)).toBe('no ACK; call Alice');
  expect(app.store.getState().dialog).toBeNull();

  await user.keyboard('s');
  const dialog = await screen.findByRole('dialog', { name: 'Share' });
  // Names in it are replaced as everywhere else.
  expect(await within(dialog).findByText(/^Notes:/)).toHaveTextContent('Notes: no ACK; call N1');
  app.look.dialog(null);

  await user.keyboard('n');
  await user.clear(await pane().findByRole('textbox', { name: 'Note on this message' }));
  await user.keyboard('{Enter}');
  expect(await pane().findByRole('button', { name: 'Add a note' })).toBeVisible();
  expect(app.store.getState().notes.size).toBe(0);
});

it('a note that is in no link or file yet is asked for before the page goes away', async () => {
  const { user, app } = await openTrace();
  /** Whether the page wants the browser to ask. */
  const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(asks()).toBe(false);
  await user.keyboard('n');
  await user.type(await pane().findByRole('textbox', { name: 'Note on this message' }), 'no ACK{Enter}');
  expect(asks()).toBe(true);
  await user.keyboard('s');
  await user.click(await screen.findByRole('button', { name: 'Copy the link' }));
  await waitFor(() => expect(asks()).toBe(false));
  app.look.dialog(null);
  await user.keyboard('n');
  await user.type(await pane().findByRole('textbox', { name: 'Note on this message' }), ' either{Enter}');
  expect(asks()).toBe(true);
  app.open.close();
  await waitFor(() => expect(asks()).toBe(false));
});
