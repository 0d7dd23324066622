import { readFileSync } from 'node:fs';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, pasted } from './page.tsx';

const sample = (name: string) => pasted(readFileSync(`src/ui/open/samples/${name}.log`, 'utf8'), name);

async function openSummary(...names: string[]) {
  const page = openPage();
  await page.app.open.offer(names.map(sample));
  await screen.findByRole('listbox', { name: 'Calls' });
  await waitFor(() => expect(page.app.store.getState().found?.done).toBe(names.length));
  await page.user.keyboard('y');
  const summary = await screen.findByRole('region', { name: 'Summary of the trace' });
  await within(summary).findByRole('heading', { name: /calls/ });
  return { ...page, summary };
}
const rows = () => within(screen.getByRole('listbox', { name: 'Calls' })).getAllByRole('option');

// Many clicks on a whole page: a hang is guarded with room for a busy machine.
describe('the summary of a trace', { timeout: 90_000 }, () => {
  it('counts outcomes, failures by host and findings, each leading to its calls', async () => {
    const { user, summary } = await openSummary('call', 'lost-ack', 'busy', 'registration');
    expect(within(summary).getByRole('heading', { level: 1 })).toHaveTextContent(
      '3 calls · 1 other exchange · 2 failed',
    );
    // The list counts alike.
    expect(screen.getByRole('heading', { name: '3 calls · 1 other exchange', level: 2 })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Failed 2' })).toHaveAttribute(
      'title',
      expect.stringMatching(/other exch/),
    );
    const outcomes = within(summary).getByRole('table', { name: 'Outcomes of calls' });
    await user.click(within(outcomes).getByRole('button', { name: 'Busy' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText(/^Only:/)).toHaveTextContent('Only: Busy');
    const failures = within(summary).getByRole('table', { name: 'Final error responses, by the host that gave them' });
    expect(failures).toHaveTextContent('486 Busy Here');
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(rows()).toHaveLength(4));
    const findings = within(summary).getByRole('table', { name: 'Findings, by kind' });
    await user.click(within(findings).getByRole('button', { name: /Dropped after the answer/ }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent('Dropped');
  });

  it('shows when calls began; a bar is picked by key, and let go again', async () => {
    const { user, summary } = await openSummary('call', 'busy');
    const chart = within(summary).getByRole('listbox', { name: /^Calls begun, every/ });
    const bars = within(chart).getAllByRole('option');
    const full = bars.findIndex((bar) => /: 1 call$/.test(bar.getAttribute('aria-label') ?? ''));
    chart.focus();
    await user.keyboard(`{Home}${'{ArrowRight}'.repeat(full)}{Enter}`);
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(bars[full]).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rows()).toHaveLength(2));
  });

  it('has the same as a table', async () => {
    const { user, summary } = await openSummary('call', 'busy');
    await user.click(within(summary).getByText('The charts as a table'));
    const table = within(summary).getByRole('columnheader', { name: 'From' }).closest('table') as HTMLElement;
    expect(within(table).getAllByRole('row').length).toBeGreaterThan(1);
    await user.click(within(table).getByRole('button', { name: '1' }));
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent('Busy');
  });

  it('tells the figures of RFC 6076 with their definitions', async () => {
    const { summary } = await openSummary('call', 'busy');
    const figures = within(summary).getByRole('region', { name: 'Performance figures' });
    const ser = within(figures).getByText('SER').closest('.figure') as HTMLElement;
    expect(ser).toHaveTextContent('50.0 %1 of 2');
    expect(ser).toHaveTextContent('RFC 6076 §4.6');
    const rrd = within(figures).getByText('RRD').closest('.figure') as HTMLElement;
    expect(rrd).toHaveTextContent('nothing to measure');
  });

  it('gives way to the ladder when a call is chosen', async () => {
    const { user } = await openSummary('call', 'busy');
    await user.click(rows()[0] as HTMLElement);
    expect(await screen.findByRole('region', { name: 'Ladder' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Summary of the trace' })).toBeNull();
  });
});
