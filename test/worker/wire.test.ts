import { describe, expect, it } from 'vitest';
import { makeClient } from '../../src/worker/client.ts';
import type { ReadingProgress } from '../../src/worker/protocol.ts';
import { type Answering, type Handlers, serve, type Wire } from '../../src/worker/serve.ts';

const nobody = () => {
  throw new Error('nobody answers this');
};

/** A client and, at the other end of a real channel, handlers. */
function pair(handlers: Partial<Handlers>) {
  const { port1, port2 } = new MessageChannel();
  const answering = new Proxy(handlers as Handlers, { get: (known, kind) => Reflect.get(known, kind) ?? nobody });
  serve(port1 as unknown as Wire, answering);
  return { client: makeClient(port2), close: () => port1.close() };
}

const LIST = { filter: '', chip: 'all', sort: 'time', descending: false } as const;
const OPEN = { sources: [], add: false };

describe('the wire between page and worker', () => {
  it('brings each answer to its question, whatever the order', async () => {
    const later: (() => void)[] = [];
    const { client, close } = pair({
      bytes: ({ rows }) =>
        new Promise((answer) => {
          later.unshift(() => answer(rows.map((row) => Uint8Array.of(row))));
          if (later.length === 3) for (const go of later) go();
        }),
    });
    const answers = await Promise.all([1, 2, 3].map((row) => client.ask('bytes', { rows: [row] })));
    expect(answers.map((bytes) => bytes?.[0]?.[0])).toEqual([1, 2, 3]);
    close();
  });

  it('makes an older answer stale as soon as a newer question of its kind is asked', async () => {
    const { client, close } = pair({ call: ({ call }) => Promise.resolve({ call } as never) });
    const [older, newer] = await Promise.all([client.ask('call', { call: 1 }), client.ask('call', { call: 2 })]);
    expect(older).toBeNull();
    expect(newer).toEqual({ call: 2 });
    close();
  });

  it('makes only the last list while a person types', async () => {
    const asked: string[] = [];
    const { client, close } = pair({
      list: ({ filter }) => {
        asked.push(filter);
        return { order: new Uint32Array(0), counts: new Map() };
      },
    });
    const typed = ['4', '48', '486'].map((filter) => client.ask('list', { ...LIST, filter }));
    const answers = await Promise.all(typed);
    expect(answers.map((answer) => answer !== null)).toEqual([false, false, true]);
    expect(asked).toEqual(['486']);
    close();
  });

  it('leaves questions of other kinds alone', async () => {
    const listed = { order: new Uint32Array(1), counts: new Map() };
    const { client, close } = pair({ list: () => listed, call: () => null });
    const [list] = await Promise.all([client.ask('list', LIST), client.ask('call', { call: 0 })]);
    expect(list?.order).toHaveLength(1);
    close();
  });

  it('tells a failure to the one who asked, and goes on answering', async () => {
    const { client, close } = pair({
      message: () => {
        throw new Error('no such row');
      },
      bytes: () => [],
    });
    await expect(client.ask('message', { row: 9 })).rejects.toThrow('no such row');
    await expect(client.ask('bytes', { rows: [] })).resolves.toEqual([]);
    close();
  });

  it('reports progress, and a cancelled question still gets what there is', async () => {
    const news: ReadingProgress[] = [];
    const stop = new AbortController();
    const { client, close } = pair({
      open: (_, { signal, progress }: Answering) =>
        new Promise((answer) => {
          progress({ source: 0, bytes: 5, totalBytes: 10, messages: 1 });
          signal.addEventListener('abort', () => answer({ trace: null, reports: [], shared: null, locked: null }));
        }),
    });
    const opened = client.ask('open', OPEN, {
      signal: stop.signal,
      progress: (now) => {
        news.push(now);
        stop.abort();
      },
    });
    await expect(opened).resolves.toEqual({ trace: null, reports: [], shared: null, locked: null });
    expect(news).toEqual([{ source: 0, bytes: 5, totalBytes: 10, messages: 1 }]);
    close();
  });

  it('hands buffers over instead of copying them', async () => {
    const own = new Uint32Array([7]);
    const { client, close } = pair({
      list: (_, { transfer }) => {
        transfer.push(own.buffer);
        return { order: own, counts: new Map() };
      },
    });
    const listed = await client.ask('list', LIST);
    expect([...(listed?.order ?? [])]).toEqual([7]);
    expect(own.length).toBe(0);
    close();
  });

  it('fails every question when no one can be asked', async () => {
    const client = makeClient(Promise.reject(new Error('no worker')));
    await expect(client.ask('bytes', { rows: [] })).rejects.toThrow('no worker');
  });
});
