import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, pasted } from './page.tsx';

const sample = (name: string) => readFileSync(join('src/ui/open/samples', `${name}.log`), 'utf8');

async function openTraces(...names: string[]) {
  const page = openPage();
  await page.app.open.offer(names.map((name) => pasted(sample(name), `${name}.log`)));
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

const rows = () => [...document.querySelectorAll<HTMLElement>('.call-row')];
const chosen = () => rows().filter((row) => row.getAttribute('aria-selected') === 'true').length;
/** A call that is not open. */
const other = () => rows().find((row) => row.getAttribute('aria-selected') === 'false') as HTMLElement;
const messages = () => within(screen.getByRole('listbox', { name: 'Messages' }));
const numbers = () => [...document.querySelectorAll('.rung .hue text')].map((text) => text.textContent);
const rungs = () => document.querySelectorAll('[id^=rung-]').length;

describe('several calls', () => {
  it('are chosen with Ctrl and Shift, seen together with their numbers, and let go of again', async () => {
    const { user } = await openTraces('call', 'busy', 'cancel');
    await user.keyboard('{Control>}');
    await user.click(other());
    await user.keyboard('{/Control}');
    await screen.findByRole('heading', { name: '2 calls on one time line' });
    expect(chosen()).toBe(2);
    await user.click(rows()[0] as HTMLElement);
    await waitFor(() => expect(chosen()).toBe(1));
    await user.keyboard('{Shift>}');
    await user.click(rows()[2] as HTMLElement);
    await user.keyboard('{/Shift}');
    await waitFor(() => expect(chosen()).toBe(3));
    await user.click(rows()[0] as HTMLElement);
    await waitFor(() => expect(chosen()).toBe(1));
    expect(numbers()).toEqual([]);
  });

  it('are told up to fifty; of more the page says what it leaves out', async () => {
    const page = openPage();
    const calls = Array.from({ length: 51 }, (_, i) => sample('busy').replaceAll('1-9822@', `${i}-9822@`));
    await page.app.open.offer([pasted(calls.join('\n'), 'busy.log')]);
    await screen.findByRole('listbox', { name: 'Calls' });
    await page.user.keyboard('w');
    await screen.findByRole('heading', { name: '51 calls on one time line' });
    expect(screen.getByText(/^Findings and media are told of up to 50 calls together/)).toBeInTheDocument();
  });

  it('stand in one order of time, each message with the number of its call', async () => {
    const { user } = await openTraces('call', 'busy', 'cancel');
    await user.keyboard('w');
    await screen.findByRole('heading', { name: '3 calls on one time line' });
    await waitFor(() => expect(new Set(numbers())).toEqual(new Set(['1', '2', '3'])));
    expect(numbers()).toHaveLength(rungs());
    const list = within(screen.getByRole('list', { name: 'Calls in the ladder' })).getAllByRole('listitem');
    expect(list).toHaveLength(3);
    expect(messages().getAllByRole('option', { name: /, call 2/ }).length).toBeGreaterThan(0);
    await user.keyboard('w');
    await waitFor(() => expect(chosen()).toBe(1));
  });

  it('are chosen by keyboard alone', async () => {
    const { user, app } = await openTraces('call', 'busy', 'cancel');
    screen.getByRole('listbox', { name: 'Calls' }).focus();
    await user.keyboard('{Home}');
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await screen.findByRole('heading', { name: '2 calls on one time line' });
    await user.keyboard('{Control>}{ArrowDown}{/Control}');
    expect(app.store.getState().chosen).toHaveLength(2);
    await user.keyboard(' ');
    await screen.findByRole('heading', { name: '3 calls on one time line' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(app.store.getState().chosen).toEqual([]));
  });

  it('are sifted by method, kind and lane', async () => {
    const { user } = await openTraces('call', 'pbx', 'registration');
    await user.keyboard('w');
    await screen.findByRole('heading', { name: '3 calls on one time line' });
    const before = rungs();
    await user.click(within(screen.getByRole('group', { name: 'Methods' })).getByRole('button', { name: /^BYE/ }));
    await waitFor(() => expect(rungs()).toBeLessThan(before));
    expect(messages().getAllByRole('option', { name: /^BYE|to BYE/ })).toHaveLength(rungs());
    await user.click(within(screen.getByRole('group', { name: 'Methods' })).getByRole('button', { name: /^BYE/ }));
    await user.click(
      within(screen.getByRole('group', { name: 'Kinds' })).getByRole('button', { name: /^Registrations/ }),
    );
    await waitFor(() => expect(messages().getAllByRole('option', { name: /REGISTER/ })).toHaveLength(rungs()));
    await user.click(
      within(screen.getByRole('group', { name: 'Kinds' })).getByRole('button', { name: /^Registrations/ }),
    );
    await waitFor(() => expect(rungs()).toBe(before));
    await user.type(screen.getByRole('combobox', { name: /from or to a lane/ }), '127.0.2.2{Enter}');
    await waitFor(() => expect(rungs()).toBeLessThan(before));
  });

  it('are joined into one by hand, and that is taken back', async () => {
    const { user, app } = await openTraces('call', 'busy', 'cancel');
    await user.keyboard('{Control>}');
    await user.click(other());
    await user.keyboard('{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Join' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(await screen.findByRole('button', { name: /^2 legs, joined by hand/ })).toBeVisible();
    await user.keyboard('U');
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(app.store.getState().legs).toEqual({ joined: [], cut: [] });
  });
});
