import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type App, makeApp } from '../../src/state/app.ts';
import { COMMANDS, commandFor, type Surroundings } from '../../src/state/commands.ts';
import { FIRST_FACTS, WIDTHS } from '../../src/state/facts.ts';
import { rungRows, step } from '../../src/state/rungs.ts';
import { type AskingWire, makeClient } from '../../src/worker/client.ts';
import { answerHere } from '../../src/worker/local.ts';
import type { SourceInput } from '../../src/worker/protocol.ts';

const sample = (name: string): SourceInput => ({
  name,
  blob: new Blob([readFileSync(new URL(`../../src/ui/open/samples/${name}.log`, import.meta.url))]),
});
const diary: SourceInput = { name: 'diary', blob: new Blob(['Dear diary,\n']) };

class Shelf implements Pick<Storage, 'getItem' | 'setItem'> {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
}

let app: App;
const facts = () => app.store.getState();
beforeEach(() => {
  app = makeApp(makeClient(answerHere() as AskingWire));
});

describe('opening', () => {
  it('shows the first call that failed, at the message that decided it', async () => {
    await app.open.offer([sample('call'), sample('busy')]);
    expect(facts().trace?.calls.count).toBe(2);
    expect(facts().opened?.detail.summary.outcome).toBe('busy');
    expect(facts().row).toBe(facts().opened?.story.because);
    expect(facts().message?.message.startLine).toMatchObject({ status: 486 });
    expect(facts().reading).toBeNull();
  });

  it('asks before it touches an open trace, and does what was chosen', async () => {
    await app.open.offer([sample('call')]);
    await app.open.offer([sample('busy')]);
    expect(facts().offered?.map(({ name }) => name)).toEqual(['busy']);
    expect(facts().trace?.calls.count).toBe(1);
    await app.open.choose('add');
    expect(facts().trace?.calls.count).toBe(2);
    await app.open.offer([sample('cancel')]);
    await app.open.choose('neither');
    expect(facts().trace?.calls.count).toBe(2);
    await app.open.offer([sample('cancel')]);
    await app.open.choose('replace');
    expect(facts().trace?.names).toEqual(['cancel']);
    expect(facts().opened?.detail.summary.outcome).toBe('cancelled');
  });

  it('stays at the same call and message when something is added', async () => {
    await app.open.offer([sample('call')]);
    await app.select.stepRow('last');
    const before = facts();
    await app.open.add([sample('busy')]);
    expect(facts().opened?.detail.summary.callId).toBe(before.opened?.detail.summary.callId);
    expect(facts().row).toBe(before.row);
  });

  it('explains what was not recognised, and keeps what was open', async () => {
    await app.open.offer([diary]);
    expect(facts().trace).toBeNull();
    expect(facts().unrecognised?.map(({ name }) => name)).toEqual(['diary']);
    await app.open.offer([sample('call')]);
    expect(facts().unrecognised).toBeNull();
    await app.open.replace([diary]);
    expect(facts().trace?.messages).toBe(6);
    expect(facts().unrecognised).toHaveLength(1);
  });

  it('opens what can be read and names the rest', async () => {
    await app.open.offer([sample('call'), diary]);
    expect(facts().trace?.messages).toBe(6);
    expect(facts().unrecognised?.map(({ name }) => name)).toEqual(['diary']);
  });

  it('stops when it is told to; nothing read is no failure', async () => {
    const stopped = { trace: null, reports: [{ cancelled: true, messages: 0 }], shared: null };
    app = makeApp({
      ask: (_kind, _ask, options) =>
        new Promise((answer) => options?.signal?.addEventListener('abort', () => answer(stopped as never))),
    });
    const opened = app.open.offer([sample('call')]);
    expect(facts().reading?.names).toEqual(['call']);
    app.open.cancel();
    await opened;
    expect(facts().reading).toBeNull();
    expect(facts().unrecognised).toBeNull();
    expect(facts().notice).toBe('Reading was cancelled');
  });

  it('tells when the worker fails', async () => {
    app = makeApp(makeClient(Promise.reject(new Error('no worker'))));
    await app.open.offer([sample('call')]);
    expect(facts().trouble?.text).toContain('no worker');
    expect(facts().reading).toBeNull();
  });

  it('closes: back to the first screen, looks kept', async () => {
    await app.open.offer([sample('call')]);
    app.look.theme('dark');
    app.open.close();
    expect(facts()).toEqual({ ...FIRST_FACTS, theme: 'dark' });
  });
});

describe('selecting', () => {
  it('steps through the rungs and stops at the ends', async () => {
    await app.open.offer([sample('call')]);
    await app.select.stepRow('first');
    await app.select.stepRow(-1);
    expect(facts().row).toBe(rungRows(facts())[0]);
    await app.select.stepRow(1);
    expect(facts().message?.message.startLine).toMatchObject({ status: 180 });
    await app.select.stepRow('last');
    await app.select.stepRow(1);
    expect(facts().row).toBe(rungRows(facts()).at(-1));
  });

  it('steps over folded copies, and through them when they are unfolded', async () => {
    await app.open.offer([sample('lost-ack')]);
    expect(rungRows(facts())).toHaveLength(5);
    app.look.unfolded(true);
    expect(rungRows(facts())).toHaveLength(9);
  });

  it('steps through the calls in the order of the list, filter respected', async () => {
    await app.open.offer([sample('call'), sample('busy'), sample('cancel')]);
    await app.select.list({ filter: 'alice', descending: true });
    const order = [...(facts().listed?.order ?? [])];
    await app.select.call(order[0] ?? -1);
    await app.select.stepCall(1);
    expect(facts().call).toBe(order[1]);
    await app.select.stepCall(-5);
    expect(facts().call).toBe(order[0]);
  });

  it('goes to the evidence of a finding', async () => {
    await app.open.offer([sample('lost-ack')]);
    await app.select.finding(0);
    expect(facts().finding).toBe(0);
    expect(facts().opened?.findings[0]?.messages).toContain(facts().row);
  });

  it.each([
    [null, 1, 10],
    [null, -1, 30],
    [10, 1, 20],
    [30, 1, 30],
    [99, 1, 10],
    [20, 'first', 10],
    [10, 'last', 30],
  ] as const)('from row %s by %s to row %s', (from, by, to) => {
    expect(step([10, 20, 30], from, by)).toBe(to);
  });

  it('has nowhere to go without rungs', () => {
    expect(step([], null, 1)).toBeNull();
  });
});

describe('looks', () => {
  it('are remembered, and nothing of a trace is', async () => {
    const shelf = new Shelf();
    app = makeApp(makeClient(answerHere() as AskingWire), shelf as unknown as Storage);
    await app.open.offer([sample('call')]);
    app.look.theme('dark');
    app.look.width('calls', 350);
    app.look.toggle('inspector');
    expect([...shelf.kept.values()].join('')).not.toMatch(/alice|127\.0/i);
    const next = makeApp(makeClient(answerHere() as AskingWire), shelf as unknown as Storage).store.getState();
    expect(next.theme).toBe('dark');
    expect(next.panes).toEqual({ calls: 350, inspector: WIDTHS.inspector, callsOpen: true, inspectorOpen: false });
  });

  it('stay in their limits', () => {
    app.look.width('inspector', 9000);
    expect(facts().panes.inspector).toBe(WIDTHS.most);
    app.look.width('inspector', -5);
    expect(facts().panes.inspector).toBe(WIDTHS.least);
  });

  it.each(['', 'null', '[]', '{"theme":"pink","panes":{"calls":"wide"},"singleKeys":1}', '{"panes":{"calls":1e9}}'])(
    'shrug off a storage that holds %s',
    (kept) => {
      const shelf = new Shelf();
      shelf.getItem = () => kept;
      const { theme, panes, singleKeys } = makeApp(
        makeClient(answerHere() as AskingWire),
        shelf as unknown as Storage,
      ).store.getState();
      expect({ theme, panes, singleKeys }).toEqual({
        theme: FIRST_FACTS.theme,
        panes: FIRST_FACTS.panes,
        singleKeys: FIRST_FACTS.singleKeys,
      });
    },
  );
});

describe('commands', () => {
  const page: Surroundings = {
    pickFiles: () => undefined,
    focusFilter: () => undefined,
    focusInspector: () => undefined,
    focusLadder: () => undefined,
  };

  it('have keys and names of their own', () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  });

  it('start only where they make sense', async () => {
    expect(commandFor('ArrowDown', facts())).toBeUndefined();
    expect(commandFor('o', facts())?.id).toBe('open');
    await app.open.offer([sample('call')]);
    expect(commandFor('ArrowDown', facts())?.id).toBe('next-rung');
  });

  it('leave single letters alone when a person wants that', async () => {
    await app.open.offer([sample('call')]);
    app.look.singleKeys(false);
    expect(commandFor('j', facts())).toBeUndefined();
    expect(commandFor('ArrowDown', facts())?.id).toBe('next-rung');
    expect(commandFor('?', facts())?.id).toBe('help');
  });

  it('leave letters to a note that was asked for, before its field stands', async () => {
    await app.open.offer([sample('call')]);
    commandFor('n', facts())?.do(app, page);
    expect(commandFor('c', facts())).toBeUndefined();
    expect(commandFor('ArrowDown', facts())?.id).toBe('next-rung');
    // The field belongs to a message that is not looked at any more.
    await app.select.stepRow(1);
    expect(commandFor('c', facts())?.id).toBe('toggle-calls');
  });

  it('opens the inspector to read a message', async () => {
    await app.open.offer([sample('call')]);
    app.look.toggle('inspector');
    commandFor('Enter', facts())?.do(app, page);
    expect(facts().panes.inspectorOpen).toBe(true);
    expect(facts().section).toBe('message');
  });
});
