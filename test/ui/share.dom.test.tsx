import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sharingOf } from '../../src/ui/share/use-share.ts';
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
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    expect(await within(dialog).findByText(/^\d+ characters$/)).toBeVisible();
    expect(dialog).toHaveTextContent('for 4 messages. It fits anywhere.');
    expect(within(dialog).getByRole('button', { name: /Save as a \.rungs file/ })).toBeEnabled();
    expect(within(dialog).getByRole('button', { name: 'Save as a web page' })).toBeEnabled();
    expect(within(dialog).getByRole('button', { name: 'Save as a picture' })).toBeEnabled();
    await user.click(within(dialog).getByRole('button', { name: 'QR code' }));
    expect(await within(dialog).findByRole('img', { name: 'The link as a QR code' })).toBeVisible();
  });

  it('redacts unless a person says otherwise, and shows exactly what goes out with what changed marked', async () => {
    const { user, app } = await openTrace(callText({ extra: 'Authorization: Basic em9lOmdlaGVpbW5pcw==' }));
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    const preview = await within(dialog).findByRole('region', { name: 'Messages as they go out' });
    expect(preview).toHaveTextContent('From: "N1" <sip:u2@192.0.2.1>');
    const marks = () => Array.from(preview.querySelectorAll('mark'), (mark) => mark.textContent);
    expect(marks()).toEqual(expect.arrayContaining(['N1', 'u1', 'call-00001']));
    expect(dialog).toHaveTextContent('Taken out, always: 4 × credentials.');
    expect(within(dialog).queryByRole('checkbox', { name: /secret|password|key/i })).toBeNull();

    await user.click(within(dialog).getByRole('checkbox', { name: 'names of people, hosts and domains' }));
    await waitFor(() => expect(preview).toHaveTextContent('From: "Alice" <sip:alice@192.0.2.1>'));
    await user.click(within(dialog).getByRole('checkbox', { name: 'Replace whatever names somebody' }));
    await waitFor(() => expect(preview).toHaveTextContent('Call-ID: call-1@192.0.2.1'));
    expect(dialog).toHaveTextContent('Whoever gets it sees phone numbers');
    // Secrets are taken out nevertheless.
    expect(preview).not.toHaveTextContent('em9lOmdlaGVpbW5pcw');
    expect(marks().every((text) => /^x+$/.test(text ?? ''))).toBe(true);
    // The next time begins where this one ended.
    app.look.dialog(null);
    await user.keyboard('s');
    const again = await screen.findByRole('dialog', { name: 'Share' });
    expect(within(again).getByRole('checkbox', { name: 'Replace whatever names somebody' })).not.toBeChecked();
  });

  it('holds back what a gate finds, says why, and lets a person decide', async () => {
    // The number of a caller is a port, too: nobody can tell whether it is the one or the other.
    const text = callText({ from: '<sip:49172@192.0.2.1>', extra: 'Contact: <sip:a@192.0.2.1:49172>' });
    const { user } = await openTrace(text);
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Held back: the number “49172” would still be found in message 1 (as it was)',
    );
    expect(within(dialog).queryByRole('button', { name: 'Copy the link' })).toBeNull();
    expect(within(dialog).queryByRole('button', { name: /Save/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Copy for ticket', hidden: true }));
    expect(await screen.findByText(/^Held back: the number/, { selector: '.notice *, .notice' })).toBeInTheDocument();
    await user.click(within(dialog).getByRole('checkbox', { name: 'phone numbers' }));
    expect(await within(dialog).findByRole('button', { name: 'Copy the link' })).toBeEnabled();
  });

  it('carries several calls that are seen together', async () => {
    const { app } = await openTrace(callText(), BUSY);
    await app.choose.calls([0, 1]);
    const link = await app.ask('link', sharingOf(app.store.getState(), 'call', ''));
    app.open.close();
    await app.open.offer([pasted(link?.ok ? link.value.fragment : '')]);
    await screen.findByText('8 messages from a link or file.');
    expect(app.store.getState().chosen).toEqual([0, 1]);
    expect(app.store.getState().opened?.together?.numbers.size).toBe(8);
  });

  it('leaves messages of hidden lanes at home unless they are asked for', async () => {
    const { user, app } = await openTrace(
      callText(),
      callText().replaceAll('192.0.2.2:5060', '192.0.2.9:5060').replaceAll('2026/03/04 12:00:0', '2026/03/04 12:00:1'),
    );
    await app.select.call(0);
    app.shape.shape((lanes) => ({ ...lanes, hidden: ['192.0.2.9:5060'] }), '');
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    expect(await within(dialog).findByText(/for 4 messages/)).toBeVisible();
    await user.click(within(dialog).getByRole('checkbox', { name: 'Include 4 messages of hidden lanes' }));
    expect(await within(dialog).findByText(/for 8 messages/)).toBeVisible();
  });

  it('asks for the passphrase of what is locked, and says when it is another one', async () => {
    const { user, app } = await openTrace(callText());
    const link = await app.ask('link', {
      ...sharingOf(app.store.getState(), 'call', 'open sesame'),
    });
    app.open.close();
    await app.open.offer([pasted(link?.ok ? link.value.fragment : '')]);
    const dialog = await screen.findByRole('dialog', { name: 'Locked' });
    const field = within(dialog).getByLabelText(/This trace is locked/);
    await user.type(field, 'sesame{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('That is not the passphrase of this trace.');
    await user.clear(field);
    await user.type(field, 'open sesame{Enter}');
    expect(await screen.findByText('4 messages from a link or file.')).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/Redacted: names, numbers and addresses in it are pseudonyms/)).toBeVisible();
  });

  it('carries the open call, or all calls of the list', async () => {
    const { user } = await openTrace(callText(), BUSY);
    await user.click(screen.getByRole('button', { name: 'Share link' }));
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    expect(await within(dialog).findByText(/for 4 messages/)).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: 'All 2 calls in the list' }));
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
    const calls = Array.from({ length: 12 }, (_, i) =>
      callText({ extra: `X-Noise: ${noise(i)}` }).replaceAll('call-1', `call-${i}`),
    );
    const { user, app } = await openTrace(calls.join(''));
    await user.keyboard('s');
    const dialog = await screen.findByRole('dialog', { name: 'Share' });
    // Redacted, noise is only so many letters x.
    app.look.sending({ redaction: null });
    await user.click(within(dialog).getByRole('radio', { name: 'All 12 calls in the list' }));
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
      'PlantUML',
      'Markdown',
      'Messages as sngrep saves them',
      'SIPp scenario, the caller',
      'SIPp scenario, the callee',
      'JSON',
      'Packets, as captured',
      'Packets of the list',
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
