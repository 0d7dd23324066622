import { readFileSync } from 'node:fs';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, pasted } from './page.tsx';

const sample = (name: string) => pasted(readFileSync(`src/ui/open/samples/${name}.log`, 'utf8'), name);

async function openSamples(...names: string[]) {
  const page = openPage();
  await page.app.open.offer(names.map(sample));
  await screen.findByRole('listbox', { name: 'Calls' });
  await waitFor(() => expect(page.app.store.getState().found?.done).toBe(names.length));
  return page;
}
const rows = () => within(screen.getByRole('listbox', { name: 'Calls' })).getAllByRole('option');

describe('findings in the list of calls', () => {
  it('are counted at each call, and what heads it is named', async () => {
    await openSamples('call', 'lost-ack', 'busy');
    const row = rows().find((one) => /2 errors/.test(one.textContent ?? ''));
    expect(row).toHaveTextContent(/Found: Dropped after the answer: no ACK/);
    expect(rows().filter((one) => /Found:/.test(one.textContent ?? ''))).toHaveLength(1);
  });

  it('leave only the problem calls with one click, and all with another', async () => {
    const { user } = await openSamples('call', 'lost-ack', 'busy');
    await user.click(screen.getByRole('button', { name: 'Problems 1' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByRole('heading', { name: /1 of 3 calls/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  it('filter by severity and by kind', async () => {
    const { user } = await openSamples('call', 'lost-ack', 'busy');
    const select = screen.getByRole('combobox', { name: 'Only calls with a finding' });
    expect(within(select).getByRole('group', { name: 'Errors' })).toBeInTheDocument();
    await user.selectOptions(select, within(select).getByRole('option', { name: 'Busy · 1' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent('Busy');
    await user.selectOptions(select, 'All calls with errors');
    await waitFor(() => expect(rows()[0]).toHaveTextContent(/Dropped/));
  });
});

describe('findings above the ladder', () => {
  it('explain the root cause, with the next step and a link to the clause, and name what was also seen', async () => {
    await openSamples('lost-ack');
    const root = screen.getByRole('button', { name: /Dropped .* after the answer: no ACK/, pressed: false });
    const block = root.closest('.root-cause') as HTMLElement;
    expect(block).toHaveTextContent('never acknowledged');
    expect(block).toHaveTextContent('Next: Find out where the ACK went');
    expect(block).toHaveTextContent('A callee repeats its 2xx until the ACK comes');
    expect(within(block).getByRole('link', { name: 'RFC 3261 §13.3.1.4' })).toHaveAttribute(
      'href',
      'https://www.rfc-editor.org/rfc/rfc3261#section-13.3.1.4',
    );
    expect(screen.getByRole('list', { name: 'Also seen' })).toHaveTextContent('200 OK repeated, ACK not seen');
  });

  it('light up their rungs, and a marked rung tells its findings', async () => {
    const { app, user } = await openSamples('lost-ack');
    await user.click(screen.getByRole('button', { name: /200 OK repeated, ACK not seen/ }));
    const found = app.store.getState().opened?.findings[app.store.getState().finding ?? -1];
    expect(found?.rule).toBe('T04');
    const lit = [...document.querySelectorAll('.ladder-body .lit, .ladder-body .selected')];
    expect(lit.length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /200 OK repeated, ACK not seen/, pressed: true })).toBeVisible();
    const marked = document.querySelector('.ladder-body circle.mark')?.closest('[data-row]') as Element;
    await user.click(marked);
    expect(await screen.findByRole('group', { name: 'What it says' })).toHaveTextContent(/ACK/);
  });

  it('name once what is remarked on each leg; each click leads to the next place', async () => {
    const page = openPage();
    const log = readFileSync('test/samples/asterisk-pjsip/busy.log', 'utf8');
    await page.app.open.offer([pasted(log, 'busy.log')]);
    const busy = await screen.findByRole('button', { name: /Busy ×2$/ });
    expect(within(screen.getByRole('list', { name: 'Seen' })).getAllByText(/Busy/)).toEqual([
      within(busy).getByText('Busy ×2'),
    ]);
    const remarked = page.app.store.getState().opened?.remarks.map(({ messages }) => messages[0]);
    const reached = new Set<number | null>();
    for (let click = 0; click < 2; click++) {
      const before = page.app.store.getState().row;
      await page.user.click(busy);
      await waitFor(() => expect(page.app.store.getState().row).not.toBe(before));
      reached.add(page.app.store.getState().row);
    }
    expect(reached).toEqual(new Set(remarked));
  });
});
