import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeApp } from '../../src/state/app.ts';
import { type AskingWire, type AskOptions, type Client, makeClient } from '../../src/worker/client.ts';
import { answerHere } from '../../src/worker/local.ts';
import type { Opened, SourceInput } from '../../src/worker/protocol.ts';

const sample = (name: string): SourceInput => ({
  name,
  blob: new Blob([readFileSync(new URL(`../../src/ui/open/samples/${name}.log`, import.meta.url))]),
});

/** Opens three sources one by one and shows the first and the first two as glimpses, each for as long as it is looked at. */
function slowly(looked: () => Promise<void>): Client {
  const real = makeClient(answerHere() as AskingWire);
  const open = async (sources: readonly SourceInput[], options: AskOptions): Promise<Opened | null> => {
    for (let count = 1; count < sources.length; count++) {
      const { trace } = (await real.ask('open', { sources: sources.slice(0, count), add: false })) ?? {};
      const far = { source: 0, bytes: count, totalBytes: sources.length, messages: trace?.messages ?? 0 };
      if (trace) options.progress?.({ ...far, glimpse: trace });
      await looked();
    }
    return real.ask('open', { sources, add: false });
  };
  const ask = ((kind: string, what: { readonly sources: SourceInput[] }, options: AskOptions = {}) =>
    kind === 'open' ? open(what.sources, options) : real.ask(kind as 'list', what as never, options)) as Client['ask'];
  return { ask };
}

it('a glimpse is shown while reading goes on; the call that is looked at stays', async () => {
  const seen: unknown[] = [];
  const app = makeApp(
    slowly(async () => {
      const isShown = () => app.store.getState().message !== null && app.store.getState().trace !== shown;
      while (!isShown()) await new Promise((done) => setTimeout(done, 5));
      const { trace, reading, found } = app.store.getState();
      shown = trace;
      seen.push([trace?.calls.count, reading !== null, found]);
      if (seen.length === 1) await app.select.stepRow('last');
    }),
  );
  let shown: unknown = null;
  await app.open.offer([sample('call'), sample('busy'), sample('hold')]);
  // Nothing is judged before all was read.
  expect(seen).toEqual([
    [1, true, null],
    [2, true, null],
  ]);
  const { trace, reading, opened, row } = app.store.getState();
  expect([trace?.calls.count, reading]).toEqual([3, null]);
  expect(opened?.detail.summary.outcome).toBe('completed');
  expect(row).toBe(opened?.detail.messages.at(-1)?.row);
});
