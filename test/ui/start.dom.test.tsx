import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/state/commands.ts';
import { SAMPLES } from '../../src/ui/open/samples.ts';
import { callText, openPage, pasted } from './page.tsx';

const paste = (target: Element | Document, text: string) =>
  fireEvent.paste(target, { clipboardData: { files: [], getData: () => text, types: ['text/plain'] } });

describe('the first screen', () => {
  it('offers at least ten calls; one click shows the call with its story', async () => {
    const { user } = openPage();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Paste a SIP trace. See the call.');
    expect(SAMPLES.length).toBeGreaterThanOrEqual(10);
    for (const { title } of SAMPLES) expect(screen.getByRole('button', { name: new RegExp(title) })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Busy/ }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Alice called Bob, who was busy (486 Busy Here).' }),
    ).toBeVisible();
    expect(screen.getByRole('listbox', { name: 'Calls' })).toBeVisible();
    expect(screen.getByRole('listbox', { name: 'Messages' })).toBeInTheDocument();
  });

  it('takes a paste anywhere on the page', async () => {
    openPage();
    paste(document, callText());
    expect(
      await screen.findByRole('heading', { level: 1, name: /^Alice called bob; answered after 3\.00 s/ }),
    ).toBeVisible();
    expect(screen.getByText('Pasted text')).toBeVisible();
  });

  it('takes dropped files', async () => {
    openPage();
    const files = [new File([callText()], 'monday.log')];
    fireEvent.drop(document, { dataTransfer: { files, types: ['Files'], getData: () => '' } });
    expect(await screen.findByText('monday.log')).toBeVisible();
  });

  it('says of a paste without SIP what was looked for, and takes the next one', async () => {
    const { user } = openPage();
    paste(document, 'Jan 1 12:00:00 host kernel: nothing\nSIP/2.0 is mentioned, but no message follows\n');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('No SIP message in Pasted text');
    expect(alert).toHaveTextContent('What was looked for');
    expect(within(alert).getAllByRole('listitem').length).toBeGreaterThan(3);
    await user.click(within(alert).getByRole('button', { name: 'Got it' }));
    expect(screen.queryByRole('alert')).toBeNull();
    paste(document, callText());
    expect(await screen.findByText(/Alice called bob/)).toBeVisible();
  });

  it('lists every key in the help', async () => {
    const { user } = openPage();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    for (const { label } of COMMANDS) expect(within(dialog).getByText(label)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells how to get a trace out of many products', async () => {
    const { user } = openPage();
    await user.click(screen.getByRole('button', { name: 'How to get a trace' }));
    const dialog = await screen.findByRole('dialog', { name: 'How to get a trace' });
    expect(within(dialog).getByText('Asterisk with PJSIP')).toBeInTheDocument();
  });

  it('finds a product by its name, its vendor or its command', async () => {
    const { user } = openPage();
    await user.click(screen.getByRole('button', { name: 'How to get a trace' }));
    const find = await screen.findByRole('searchbox', { name: 'Product or vendor' });
    await user.type(find, 'avaya sbce');
    expect(await screen.findByText('1 product')).toBeVisible();
    await user.clear(find);
    await user.type(find, 'no such thing');
    expect(await screen.findByText(/^Not listed/)).toBeVisible();
  });

  it('leads from a failed paste to how to get a trace', async () => {
    const { user, app } = openPage();
    await app.open.offer([pasted('nothing of SIP here')]);
    const failed = await screen.findByRole('alert');
    await user.click(within(failed).getByRole('button', { name: 'How to get a trace' }));
    expect(await screen.findByRole('dialog', { name: 'How to get a trace' })).toBeVisible();
  });

  it('changes its colours', async () => {
    const { user } = openPage();
    const button = () => screen.getByRole('button', { name: /Colours|colours/ });
    await user.click(button());
    expect(document.documentElement).toHaveAttribute('data-theme', 'light');
    await user.click(button());
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
    await user.click(button());
    expect(document.documentElement).not.toHaveAttribute('data-theme');
  });
});

describe('something new while a trace is open', () => {
  it('is added or opened instead, as a person chooses', async () => {
    const { app, user } = openPage();
    paste(document, callText());
    await screen.findByText(/answered after 3\.00 s/);
    paste(document, callText({ final: '486 Busy Here' }).replaceAll('call-1', 'call-2'));
    const question = await screen.findByRole('group', { name: 'Something new' });
    expect(within(question).getByRole('button', { name: 'Add to the open trace' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/^2 calls/)).toBeVisible();
    expect(app.store.getState().trace?.names).toHaveLength(2);
    expect(screen.queryByRole('group', { name: 'Something new' })).toBeNull();
  });

  it('leaves words pasted into the filter alone', async () => {
    const { app } = openPage();
    paste(document, callText());
    const filter = await screen.findByRole('textbox', { name: /Filter the calls/ });
    paste(filter, 'alice');
    expect(app.store.getState().offered).toBeNull();
    paste(filter, callText());
    expect(app.store.getState().offered).toHaveLength(1);
  });
});
