import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callText, openPage, pasted } from './page.tsx';

const BUSY = callText({ final: '486 Busy Here' }).replaceAll('call-1', 'call-2').replaceAll('"Alice"', '"Carol"');

async function openTrace(...texts: string[]) {
  const page = openPage();
  await page.app.open.offer(texts.map((text, i) => pasted(text, `trace-${i}.log`)));
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

const messagePane = () => screen.getByRole('region', { name: 'Message' });

describe('the calls', () => {
  it('say who called whom and what came of it, in words', async () => {
    await openTrace(callText(), BUSY);
    const rows = screen.getAllByRole('option', { name: /→|to/ }).filter((row) => row.classList.contains('call-row'));
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row.textContent)).toEqual(
      expect.arrayContaining([expect.stringContaining('In call'), expect.stringContaining('Busy · 486')]),
    );
  });

  it('are filtered by words; a filter that nothing matches can be taken back', async () => {
    const { user } = await openTrace(callText(), BUSY);
    await user.keyboard('/');
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus());
    await user.keyboard('carol');
    expect(await screen.findByText('1 of 2 calls')).toBeVisible();
    await user.keyboard('xyz');
    await user.click(await screen.findByRole('button', { name: 'Show all calls' }));
    expect(await screen.findByText(/^2 calls/)).toBeVisible();
  });

  it('are filtered by field; where nothing matches, what the filter understands is said', async () => {
    const { user } = await openTrace(callText(), BUSY);
    await user.keyboard('/');
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveFocus());
    await user.keyboard('status>=400 from:carol');
    expect(await screen.findByText('1 of 2 calls')).toBeVisible();
    await user.keyboard(' to:nobody');
    expect(await screen.findByText('status:486')).toBeVisible();
    expect(screen.getByText('or status:4xx, status>=500')).toBeVisible();
  });

  it('are walked through with [ and ], and with the arrow keys in the list', async () => {
    const { user, app } = await openTrace(callText(), BUSY);
    const before = app.store.getState().call;
    await user.keyboard('[[');
    await waitFor(() => expect(app.store.getState().call).not.toBe(before));
    screen.getByRole('listbox', { name: 'Calls' }).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(app.store.getState().call).toBe(before));
    expect(screen.getByRole('listbox', { name: 'Calls' })).toHaveAttribute('aria-activedescendant', `call-${before}`);
  });
});

describe('the ladder', () => {
  it('is walked through with the arrow keys; the inspector follows', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('{Home}{ArrowDown}{ArrowDown}');
    expect(await within(messagePane()).findByRole('heading', { name: '200 OK' })).toBeVisible();
    await user.keyboard('{End}');
    expect(await within(messagePane()).findByRole('heading', { name: 'ACK' })).toBeVisible();
    expect(messagePane()).toHaveTextContent('Acknowledges 200 OK (CSeq 1)');
  });

  it('is also a table for those who listen', async () => {
    await openTrace(callText());
    const table = await screen.findByRole('table', { name: /The ladder as a table/ });
    const texts = within(table)
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(texts.filter((text) => /from .* to /.test(text ?? ''))).toHaveLength(4);
    expect(texts.join('\n')).toMatch(/12:00:03\.000.*200 OK to INVITE from bob to Alice/);
  });
});

describe('folded copies', () => {
  it('are counted, and shown when asked', async () => {
    const repeated = callText().replace(
      /(2026\/03\/04 12:00:01)(.000000 .*\r\n(?:.*\r\n)*?\r\n)/,
      '$1$22026/03/04 12:00:02$2',
    );
    const { user } = await openTrace(repeated);
    const count = () => document.querySelectorAll('[id^=rung-]').length;
    expect(count()).toBe(4);
    await user.click(screen.getByRole('button', { name: 'copies folded, show them' }));
    expect(count()).toBe(5);
    await user.click(screen.getByRole('button', { name: 'copies, fold them' }));
    expect(count()).toBe(4);
  });
});

describe('the message', () => {
  it('is explained, with cause and next step for a failure', async () => {
    await openTrace(BUSY);
    expect(await within(messagePane()).findByRole('heading', { name: '486 Busy Here' })).toBeVisible();
    expect(messagePane()).toHaveTextContent(/RFC 3261 §21\.4\.24/);
  });

  it('explains each header in a sentence with its RFC', async () => {
    const { user } = await openTrace(callText());
    const via = await within(messagePane()).findByRole('button', { name: 'Via' });
    expect(via).toHaveAttribute('aria-expanded', 'false');
    await user.click(via);
    expect(via).toHaveAttribute('aria-expanded', 'true');
    expect(messagePane()).toHaveTextContent(/RFC 3261 §20\.42/);
  });

  it('leads from a header to its raw text and back', async () => {
    const { user } = await openTrace(callText());
    await user.click(await within(messagePane()).findByRole('button', { name: 'Call-ID' }));
    await user.click(within(messagePane()).getByRole('button', { name: 'Show in the raw text' }));
    expect(within(messagePane()).getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true');
    const line = within(messagePane()).getByTitle(/^CSeq: .*Show it in the table\.$/);
    expect(within(messagePane()).getByTitle(/^Call-ID: .*Show it in the table\.$/)).toHaveClass('chosen');
    await user.click(line);
    expect(within(messagePane()).getByRole('button', { name: 'CSeq' })).toHaveAttribute('aria-expanded', 'true');
  });

  it('shows the beginning of a value that is too long to be read, and says how much more there is', async () => {
    await openTrace(callText({ extra: `X-Long: ${'ü;\r\n '.repeat(20_000)}end` }));
    const value = (await screen.findByText(/112 kB more/)).parentElement?.textContent ?? '';
    expect(value.length).toBeLessThan(9000);
    expect(value).not.toContain('\ufffd');
  });

  it('shows the whole raw text, byte for byte as far as it can be seen', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('{Home}2');
    const raw = (await within(messagePane()).findByTitle(/^Via: .*Show it in the table\.$/)).closest('pre');
    expect(raw?.textContent?.replaceAll('\r', '')).toContain('INVITE sip:bob@192.0.2.2 SIP/2.0');
    expect(raw?.textContent).toContain('Call-ID: call-1@192.0.2.1');
  });

  it('names its transaction with times', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('{Home}4');
    const members = await within(messagePane()).findAllByRole('listitem');
    expect(members.map((member) => member.textContent)).toEqual([
      expect.stringContaining('INVITE'),
      expect.stringMatching(/180 Ringing.*\+1\.00 s/),
      expect.stringMatching(/200 OK.*\+3\.00 s/),
      expect.stringMatching(/ACK.*\+3\.10 s/),
    ]);
  });

  it('says so when there is no SDP', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('3');
    expect(await within(messagePane()).findByText('This message carries no SDP.')).toBeVisible();
  });
});

describe('a hostile trace', () => {
  it('is shown as text: no markup, hidden characters by name', async () => {
    const name = '<img src=x onerror=alert(1)>\u202egnp.exe\u0007';
    await openTrace(callText({ from: `"${name}" <sip:a@192.0.2.1>`, extra: 'constructor: \u200b<b>bold</b>' }));
    expect(document.querySelector('img, bdi b')).toBeNull();
    expect(screen.getByRole('listbox', { name: 'Calls' })).toHaveTextContent(
      '<img src=x onerror=alert(1)>U+202Egnp.exe',
    );
    expect(document.body.textContent).not.toMatch(/[\u202e\u0007]/);
    expect(await within(messagePane()).findByText('U+200B')).toBeVisible();
  });
});

describe('names that are written from right to left', () => {
  it('leave sentences and arrows as they read', async () => {
    const { user } = await openTrace(callText({ from: '"مرحبا" <sip:a@192.0.2.1>' }));
    // Without a way of its own, a sentence takes that of its first letter.
    const clause = screen.getByText(/^مرحبا called/);
    expect(clause).toHaveAttribute('dir', 'ltr');
    await user.keyboard('{Home}');
    const line = (await within(messagePane()).findByText(/^CSeq 1$/)).closest('p') as HTMLElement;
    const parts = [...line.querySelectorAll('bdi')].map((part) => part.textContent);
    expect(parts.slice(0, 3)).toEqual(['CSeq 1', 'مرحبا', 'bob']);
    expect(line).toHaveTextContent(/^CSeq 1 · مرحبا → bob · 12:00:00\.000/);
  });
});

describe('panes', () => {
  it('fold away and come back, by key and by button', async () => {
    const { user } = await openTrace(callText());
    await user.keyboard('c');
    expect(screen.queryByRole('listbox', { name: 'Calls' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show the calls' }));
    expect(screen.getByRole('listbox', { name: 'Calls' })).toBeVisible();
    await user.keyboard('i');
    expect(screen.queryByRole('region', { name: 'Message' })).toBeNull();
  });

  it('are made wider and narrower by keyboard', async () => {
    const { user } = await openTrace(callText());
    const splitter = screen.getByRole('separator', { name: 'Width of the calls' });
    const width = () => Number(splitter.getAttribute('aria-valuenow'));
    const before = width();
    splitter.focus();
    await user.keyboard('{ArrowRight}');
    expect(width()).toBeGreaterThan(before);
    await user.keyboard('{Home}');
    expect(width()).toBe(before);
  });
});

describe('what was read', () => {
  it('says beside the counts that reading was cancelled: they are not those of the file', async () => {
    const { app } = await openTrace(callText());
    expect(screen.queryByText('not read to the end')).toBeNull();
    const { trace } = app.store.getState();
    const reports = trace?.reports.map((report) => ({ ...report, cancelled: true })) ?? [];
    app.store.setState({ trace: trace && { ...trace, reports } });
    expect(await screen.findByText('not read to the end')).toBeVisible();
  });

  it('shows the lines that were passed over, and where each format was found', async () => {
    const { user } = await openTrace(`first of three\nsecond\nthird\n\n${callText()}`);
    await user.click(screen.getByTitle('What was read, in full'));
    const dialog = await screen.findByRole('dialog', { name: 'What was read' });
    expect(dialog).toHaveTextContent(/sngrep text.*lines 6 to \d+/);
    await user.click(within(dialog).getByText(/lines passed over/));
    expect(await within(dialog).findByText('first of three')).toBeVisible();
  });

  it('can be read as another format, and as recognised again', async () => {
    const { user, app } = await openTrace(callText());
    await user.click(screen.getByTitle('What was read, in full'));
    const format = () => screen.findByRole('combobox', { name: 'Read it as' });
    await user.selectOptions(await format(), 'ngrep');
    await waitFor(() => expect(app.store.getState().trace?.reports[0]?.formats[0]?.id).toBe('unnamed-log'));
    await user.selectOptions(await format(), '');
    await waitFor(() => expect(app.store.getState().trace?.reports[0]?.formats[0]?.id).toBe('sngrep'));
  });

  it('stands in a quiet line that opens to the whole report', async () => {
    const { user } = await openTrace(callText());
    const line = screen.getByTitle('What was read, in full');
    expect(line).toHaveTextContent('4 start lines · 4 messages');
    await user.click(line);
    const dialog = await screen.findByRole('dialog', { name: 'What was read' });
    expect(dialog).toHaveTextContent('trace-0.log');
    expect(dialog).toHaveTextContent('4 start lines seen, 4 messages read.');
  });
});
