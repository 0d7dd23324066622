import { readFileSync } from 'node:fs';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage } from './page.tsx';

async function openMedia() {
  const page = openPage();
  const blob = new Blob([readFileSync('test/samples/rtp/pjsua-call.pcap.gz')]);
  await page.app.open.offer([{ name: 'call.pcap.gz', blob }]);
  await screen.findByRole('listbox', { name: 'Calls' });
  await waitFor(() => expect(page.app.store.getState().opened?.media?.flows).toHaveLength(2));
  return page;
}

const measured = () => screen.findByRole('table', { name: 'What was measured' });

describe('media of several calls', () => {
  it('opens from a band with the number of its call; the panel tells whose each flow is', async () => {
    const page = openPage();
    const file = (name: string) => ({ name, blob: new Blob([readFileSync(`test/samples/rtp/${name}.pcap.gz`)]) });
    await page.app.open.offer(['pjsua-call', 'baresip-call'].map(file));
    await screen.findByRole('listbox', { name: 'Calls' });
    await page.user.keyboard('w');
    await screen.findByRole('heading', { name: /calls on one time line$/ });
    const [band] = await screen.findAllByRole('button', { name: /^media PCMA .*, call 4, 297 packets/ });
    expect(band?.querySelector('.hue text')).toHaveTextContent('4');
    await page.user.click(band as HTMLElement);
    expect(within(await measured()).getByRole('row', { name: /^packets 297/ })).toBeVisible();
    const list = within(screen.getByRole('table', { name: '3 media flows of these calls' }));
    expect(list.getAllByRole('rowheader').map((row) => row.textContent?.slice(0, 6))).toEqual([
      '1speex',
      '1speex',
      '4PCMA,',
    ]);
  });
});

describe('media of a call', () => {
  it('counts as read, not as passed over', async () => {
    const { user } = await openMedia();
    const line = screen.getByTitle('What was read, in full');
    expect(line).toHaveTextContent(/ · 476 media packets · 23 packets passed over · /);
    await user.click(line);
    const dialog = await screen.findByRole('dialog', { name: 'What was read' });
    expect(dialog).toHaveTextContent('451 packets read as media: RTP');
    expect(dialog).toHaveTextContent('23 packets passed over: TCP without data');
  });

  it('opens with a key, flow by flow, and gives way to the message', async () => {
    const { user } = await openMedia();
    await user.keyboard('m');
    expect(await screen.findByRole('heading', { name: 'Media: speex 16 kHz' })).toBeVisible();
    expect(within(await measured()).getByRole('row', { name: /^packets 251/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /bob → 127.0.6.1/ }));
    expect(within(await measured()).getByRole('row', { name: /^packets 200/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back to the message' }));
    expect(screen.queryByRole('table', { name: 'What was measured' })).toBeNull();
    expect(await screen.findByRole('tab', { name: 'Headers' })).toBeVisible();
  });

  it('opens from its band on the ladder; a message selected then is shown', async () => {
    const { user } = await openMedia();
    // On the ladder, and in the table of it for those who listen.
    const [band] = await screen.findAllByRole('button', {
      name: /^media speex 16 kHz from bob to 127.0.6.1 at .*200 packets/,
    });
    await user.click(band as HTMLElement);
    expect(within(await measured()).getByRole('row', { name: /^packets 200/ })).toBeVisible();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(screen.queryByRole('table', { name: 'What was measured' })).toBeNull());
  });

  it('tells digits without which ones', async () => {
    const { user } = await openMedia();
    await user.keyboard('m');
    expect(within(await measured()).getByRole('row', { name: 'digits 2 digits as events (RFC 4733)' })).toBeVisible();
  });

  it('tells what happened to packets', async () => {
    const { user } = await openMedia();
    await user.keyboard('m');
    await user.click(await screen.findByRole('button', { name: 'TCP closed' }));
    const table = await screen.findByRole('table', { name: 'What happened' });
    expect(within(table).getByRole('row', { name: 'from 127.0.6.1:58527' })).toBeVisible();
  });
});
