import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callText, openPage, pasted } from './page.tsx';

async function openTrace(text: string) {
  const page = openPage();
  await page.app.open.offer([pasted(text, 'trace.log')]);
  const list = await screen.findByRole('listbox', { name: 'Calls' });
  return { ...page, list };
}

describe('what words mean', () => {
  it('is at hand where the list says what came of a call', async () => {
    const { list } = await openTrace(callText({ final: '486 Busy Here' }));
    expect(within(list).getByText('Busy · 486')).toHaveAttribute(
      'title',
      expect.stringMatching(/^The called side was busy/),
    );
  });

  it('is at hand on the method and the status of a rung, once somebody points at it', async () => {
    const { user } = await openTrace(callText({ final: '486 Busy Here' }));
    const label = async (name: RegExp) => {
      const rung = await screen.findByRole('option', { name });
      return rung.querySelector('text.label') as SVGElement;
    };
    const invite = await label(/^INVITE from/);
    expect(invite.querySelector('title')).toBeNull();
    await user.hover(invite);
    await waitFor(() => expect(invite.querySelector('title')).toHaveTextContent(/^Asks somebody to start a call/));
    const busy = await label(/^486 Busy Here/);
    await user.hover(busy);
    await waitFor(() => expect(busy.querySelector('title')).toHaveTextContent(/takes no further call/));
    await user.hover(invite);
    expect(invite.querySelectorAll('title')).toHaveLength(1);
  });
});
