import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Boundary } from '../../src/ui/shell/boundary.tsx';
import { preload, useLoaded } from '../../src/ui/use-loaded.ts';

interface Part {
  readonly text: string;
}

function Shown({ load, before }: { readonly load: () => Promise<Part>; readonly before?: () => void }) {
  useEffect(() => before?.(), [before]);
  const part = useLoaded(load, true);
  return <p>{part ? part.text : 'nothing yet'}</p>;
}

/** A fetch that ends when it is told to. */
function byHand() {
  const ends: { resolve: (part: Part) => void; reject: (reason: Error) => void }[] = [];
  const load = vi.fn(() => new Promise<Part>((resolve, reject) => ends.push({ resolve, reject })));
  return { load, ends };
}

beforeEach(() => {
  // React tells the console what a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

test('a part that comes between drawing and waiting for it is shown', async () => {
  // As a promise that is settled already when the effect runs: what was fetched ahead is there a moment too early.
  const ahead: { then: Promise<Part>['then'] } = {
    // biome-ignore lint/suspicious/noThenProperty: a fetch that ends at the moment that the test picks
    then: (done) => {
      settle = () => done?.({ text: 'here' });
      return new Promise(() => undefined);
    },
  };
  let settle: (() => void) | undefined;
  const load = () => ahead as Promise<Part>;
  preload(load);
  render(<Shown load={load} before={() => settle?.()} />);
  expect(await screen.findByText('here')).toBeInTheDocument();
});

test('what failed is said, and tried again when a person wants it', async () => {
  const { load, ends } = byHand();
  render(
    <Boundary what="the message">
      <Shown load={load} />
    </Boundary>,
  );
  expect(screen.getByText('nothing yet')).toBeInTheDocument();
  await act(async () => ends[0]?.reject(new Error('offline')));
  expect(screen.getByRole('alert')).toHaveTextContent('Rungs could not show the message. offline.');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(load).toHaveBeenCalledTimes(2);
  await act(async () => ends[1]?.resolve({ text: 'here' }));
  expect(screen.getByText('here')).toBeInTheDocument();
});

test('what failed before anybody needed it is fetched again when it is needed', async () => {
  const { load, ends } = byHand();
  preload(load);
  await act(async () => ends[0]?.reject(new Error('offline')));
  render(<Shown load={load} />);
  expect(load).toHaveBeenCalledTimes(2);
  await act(async () => ends[1]?.resolve({ text: 'here' }));
  expect(screen.getByText('here')).toBeInTheDocument();
});

test('another thing to show is another chance', () => {
  const Thrower = ({ at }: { readonly at: number }) => {
    if (at === 1) throw new Error('row 1');
    return <p>row {at}</p>;
  };
  const of = (at: number) => (
    <Boundary what="the message" about={at}>
      <Thrower at={at} />
    </Boundary>
  );
  const { rerender } = render(of(1));
  expect(screen.getByRole('alert')).toHaveTextContent('row 1');
  rerender(of(2));
  expect(screen.getByText('row 2')).toBeInTheDocument();
});
