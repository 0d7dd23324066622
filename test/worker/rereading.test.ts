import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { bytesSource } from '../../src/base/source.ts';
import { readLines } from '../../src/formats/text/lines.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import type { Handlers } from '../../src/worker/serve.ts';

const answering = (signal = new AbortController().signal) => ({
  signal,
  progress: () => undefined,
  transfer: [] as Transferable[],
});
const bytes = new Uint8Array(readFileSync('test/samples/ngrep/byline-kam-call.txt'));

let questions: Handlers;
beforeEach(async () => {
  questions = makeQuestions();
  const sources = ['first', 'second'].map((name) => ({ name, blob: new Blob([bytes]) }));
  await questions.open({ sources, add: false }, answering());
});

const formatsOf = (reports: readonly { readonly formats: readonly { readonly id: string }[] }[] | undefined) =>
  reports?.map(({ formats }) => formats.map(({ id }) => id).join());

test('one source is read in a format that a person picked, and as recognised again', async () => {
  const picked = await questions.reread({ source: 1, format: 'sngrep' }, answering());
  expect(formatsOf(picked.trace?.reports)).toEqual(['ngrep', 'unnamed-log']);
  expect(picked.trace?.reports.map(({ chosen }) => chosen)).toEqual([undefined, 'sngrep']);
  expect(picked.trace?.messages).toBe(26);
  const again = await questions.reread({ source: 1, format: null }, answering());
  expect(formatsOf(again.trace?.reports)).toEqual(['ngrep', 'ngrep']);
});

test('what was picked holds when more is opened', async () => {
  await questions.reread({ source: 0, format: 'sngrep' }, answering());
  const more = await questions.open({ sources: [{ name: 'third', blob: new Blob([bytes]) }], add: true }, answering());
  expect(formatsOf(more.trace?.reports)).toEqual(['unnamed-log', 'ngrep', 'ngrep']);
});

test('a reading that was stopped leaves the trace as it was', async () => {
  const stopped = await questions.reread({ source: 1, format: 'sngrep' }, answering(AbortSignal.abort()));
  expect(stopped.trace).toBeNull();
  expect(stopped.reports.every(({ cancelled }) => cancelled)).toBe(true);
  expect((await questions.call({ call: 0 }, answering()))?.detail.messages.length).toBeGreaterThan(0);
});

test('only formats of text can be picked', async () => {
  const ids = (await questions.formats(null, answering())).map(({ id }) => id);
  expect(ids).toContain('ngrep');
  expect(ids).toContain('sip');
  expect(ids).not.toContain('pcap');
});

test('lines of a source are had by their numbers', async () => {
  const all = new TextDecoder().decode(bytes).split('\n');
  const lines = await questions.lines({ source: 0, lines: [7, 1, all.length + 5, 0] }, answering());
  expect(lines).toEqual([
    { line: 1, text: all[0] },
    { line: 7, text: all[6] },
  ]);
  expect(await questions.lines({ source: 9, lines: [1] }, answering())).toEqual([]);
});

test('lines are found over the ends of slices, and the last one without its end', async () => {
  const long = `${'x'.repeat(79)}\n`.repeat(150_000);
  const source = bytesSource('long', new TextEncoder().encode(`${long}last`));
  const found = await readLines(source, [1, 104_858, 104_859, 150_001]);
  expect(found.map(({ line, text }) => [line, text.length])).toEqual([
    [1, 79],
    [104_858, 79],
    [104_859, 79],
    [150_001, 4],
  ]);
});
