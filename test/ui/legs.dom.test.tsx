import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, pasted } from './page.tsx';

const sample = (name: string) => readFileSync(join('src/ui/open/samples', `${name}.log`), 'utf8');

async function openTrace(...texts: string[]) {
  const page = openPage();
  await page.app.open.offer(texts.map((text, i) => pasted(text, `trace-${i}.log`)));
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

const callRows = () => document.querySelectorAll('.call-row');

describe('the legs of a call', () => {
  it('say why they are one call and how sure that is', async () => {
    const { user } = await openTrace(sample('pbx'));
    await user.click(await screen.findByRole('button', { name: /^2 legs, likely one call/ }));
    const legs = within(screen.getByRole('region', { name: 'Legs' })).getAllByRole('listitem');
    expect(legs).toHaveLength(2);
    expect(legs[1]).toHaveTextContent(
      /likely.*left 127\.0\.2\.2 .* after it arrived there, same called and calling number/,
    );
  });

  it('are as sure as their weakest link', async () => {
    await openTrace(sample('transfer'));
    expect(await screen.findByRole('button', { name: '2 legs, very likely one call' })).toBeVisible();
  });

  it('are cut into two calls, the same message open, and the cut is taken back', async () => {
    const { user, app } = await openTrace(sample('pbx'));
    const row = app.store.getState().row;
    await user.click(await screen.findByRole('button', { name: /^2 legs/ }));
    await user.click(screen.getByRole('button', { name: 'Cut leg 2 from leg 1' }));
    await waitFor(() => expect(callRows()).toHaveLength(2));
    expect(app.store.getState().row).toBe(row);
    expect(app.store.getState().legs.cut).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Take back the last cut or join' }));
    await waitFor(() => expect(callRows()).toHaveLength(1));
    expect(app.store.getState().legs).toEqual({ joined: [], cut: [] });
    expect(screen.queryByRole('button', { name: 'Take back the last cut or join' })).toBeNull();
  });
});
