import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundPart, ListQuestion, SourceInput } from '../../src/worker/protocol.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import type { Handlers } from '../../src/worker/serve.ts';

const sample = (name: string): SourceInput => ({
  name,
  blob: new Blob([readFileSync(new URL(`../../src/ui/open/samples/${name}.log`, import.meta.url))]),
});
const answering = () => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  transfer: [] as Transferable[],
});
const ALL: ListQuestion = { filter: '', chip: 'all', sort: 'time', descending: false };

let questions: Handlers;
const found = async (first: number[], have: number): Promise<FoundPart> =>
  questions.found({ first, have }, answering());
const list = async (change: Partial<ListQuestion> = {}) => questions.list({ ...ALL, ...change }, answering());

beforeEach(async () => {
  questions = makeQuestions();
  const sources = ['call', 'lost-ack', 'busy', 'hold', 'registration'].map(sample);
  await questions.open({ sources, add: false }, answering());
});

/** Asks until all calls are judged; every part is kept. */
async function judgeAll(): Promise<FoundPart[]> {
  const parts: FoundPart[] = [];
  for (let have = 0; ; ) {
    const part = await found([], have);
    parts.push(part);
    have = part.done;
    if (part.done >= part.total) return parts;
  }
}

describe('findings in the background', () => {
  it('come bit by bit, each call once, until all are judged', async () => {
    const parts = await judgeAll();
    const calls = parts.flatMap((part) => [...part.calls]);
    expect(calls.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    expect(parts[0]?.titles.length).toBeGreaterThan(100);
    expect(await found([], 5)).toMatchObject({ done: 5, total: 5, calls: new Uint32Array(0), titles: [] });
  });

  it('begin with the calls that are wanted', async () => {
    const part = await found([3, 1], 0);
    expect([...part.calls.slice(0, 2)]).toEqual([3, 1]);
  });

  it('are counted in the list and filter it, as far as they are known', async () => {
    expect((await list()).counts.get('problems')).toBeUndefined();
    await judgeAll();
    const all = await list();
    expect(all.counts.get('problems')).toBe(1);
    expect(all.kinds).toContainEqual(expect.objectContaining({ rule: 'T05', severity: 'error', calls: 1 }));
    const problems = await list({ chip: 'problems' });
    expect(problems.order).toHaveLength(1);
    expect((await list({ found: 'T05' })).order).toEqual(problems.order);
    expect((await list({ found: 'error' })).order).toEqual(problems.order);
    expect((await list({ found: 'R10' })).order).toHaveLength(1);
    expect((await list({ sort: 'findings', descending: true })).order[0]).toBe(problems.order[0]);
  });

  it('start anew when the calls are counted anew', async () => {
    await judgeAll();
    await questions.join({ joined: [[0, 10]], cut: [] }, answering());
    const part = await found([], 0);
    expect(part.total).toBe(4);
    expect([...part.calls].every((call) => call < 4)).toBe(true);
  });

  it('are none where no trace is open', async () => {
    questions = makeQuestions();
    expect(await found([0], 0)).toMatchObject({ total: 0, done: 0 });
  });
});
