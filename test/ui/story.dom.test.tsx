import { readFileSync } from 'node:fs';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openPage } from './page.tsx';

// The parts of the page that the first test loads take long beside a busy build.
vi.setConfig({ testTimeout: 120_000 });

async function openTrace(trace: string) {
  const page = openPage();
  const blob = new Blob([readFileSync(`test/truth/${trace}/capture.pcap`)]);
  await page.app.open.offer([{ name: 'capture.pcap', blob }]);
  await screen.findByRole('listbox', { name: 'Calls' });
  return page;
}

const lit = () => [...document.querySelectorAll('.rung.lit')].map((rung) => rung.getAttribute('data-row'));

describe('the story above the ladder', () => {
  it('tells a transfer with its three parties', async () => {
    await openTrace('refer-transfer');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Alice called Bob; answered after 305 ms, talked 1.42 s, then Bob was transferred from Alice to carol.',
    );
    expect(document.querySelector('.more-story')).toHaveTextContent(
      /carol answered after 504 ms, they talked 904 ms, Bob hung up/,
    );
  });

  it('lights up the rungs of a clause that is clicked, and puts them out again', async () => {
    const { user, app } = await openTrace('hold-resume');
    const clause = screen.getByRole('button', { name: /put the call on hold/ });
    await user.click(clause);
    // The first one is selected, the other one lit.
    await waitFor(() => expect(lit()).toHaveLength(1));
    expect(clause).toHaveAttribute('aria-pressed', 'true');
    const rows = app.store
      .getState()
      .opened?.story.sentences.flat()
      .find(({ text }) => text.includes('on hold'))?.rows;
    expect([String(app.store.getState().row), ...lit()]).toEqual(rows?.map(String));
    await user.click(clause);
    await waitFor(() => expect(lit()).toEqual([]));
    expect(clause).toHaveAttribute('aria-pressed', 'false');
  });

  it('does so from the keyboard; the words of a clause are one stop', async () => {
    const { user } = await openTrace('call');
    const heading = within(screen.getByRole('heading', { level: 1 }));
    const names = heading.getAllByRole('button').map((button) => button.textContent);
    expect(names).toEqual(['Alice called Bob', 'answered after 503 ms', 'talked 804 ms', 'Alice hung up']);
    heading.getByRole('button', { name: 'talked 804 ms' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(lit()).toHaveLength(1));
    heading.getByRole('button', { name: 'answered after 503 ms' }).focus();
    await user.keyboard(' ');
    await waitFor(() => expect(lit()).toEqual([]));
    expect(document.querySelector('.rung.selected')).toHaveAttribute('data-row', '2');
  });

  it('says at a message what it says of it', async () => {
    const { app } = await openTrace('reinvite-488');
    const refusal = app.store.getState().opened?.detail.messages.find(({ status }) => status === 488);
    await app.select.row(refusal?.row ?? -1);
    const pane = screen.getByRole('region', { name: 'Message' });
    expect(
      await within(pane).findByText('A re-INVITE by Alice was refused with 488 Not Acceptable Here.'),
    ).toBeVisible();
    expect(pane).toHaveTextContent('The call went on (RFC 3261 §14.1).');
  });
});
