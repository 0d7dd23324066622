import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { exporters } from '../../src/export/exporters.ts';
import type { Showing } from '../../src/export/selection.ts';
import { OPEN_SIEVE, type Sieve } from '../../src/ladder/sieve.ts';
import { HIDE_ALL } from '../../src/share/redact.ts';
import { EMPTY_VIEW } from '../../src/view/view.ts';
import type { Sharing } from '../../src/worker/protocol.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import type { Handlers } from '../../src/worker/serve.ts';

const sample = (name: string) => ({
  name,
  blob: new Blob([readFileSync(new URL(`../../src/ui/open/samples/${name}.log`, import.meta.url))]),
});
const answering = () => ({ signal: new AbortController().signal, progress: () => undefined, transfer: [] });

/** Everything in the samples that names somebody. */
const NAMES = /alice|bob|127\.0\.[0-9]+\.1(?![0-9])|SippA|z9hG4bK-[0-9]/i;

const sharing = (calls: readonly number[]): Sharing => ({
  calls,
  view: { ...EMPTY_VIEW, call: calls.length === 1 ? (calls[0] ?? null) : null },
  wish: { redaction: HIDE_ALL, passphrase: '' },
  hidden: false,
  base: '',
});

let questions: Handlers;
let messages = 0;
beforeEach(async () => {
  questions = makeQuestions();
  const opened = await questions.open({ sources: [sample('call'), sample('busy')], add: false }, answering());
  messages = opened.trace?.messages ?? 0;
});

const sent = async (as: string, calls: readonly number[], showing: Showing = {}): Promise<string> => {
  const told = await questions.send({ as, sharing: sharing(calls), showing }, answering());
  return told.ok ? told.value : `refused: ${told.text}`;
};
const asItIs = async (id: string, calls: readonly number[], showing: Showing = {}): Promise<string> =>
  (await questions.export({ id, calls, showing }, answering())) ?? '';

describe('what leaves, redacted', () => {
  it.each(exporters.map(({ id }) => id))('names nobody as %s, and tells both calls', async (id) => {
    expect(await asItIs(id, [0, 1])).toMatch(NAMES);
    const text = await sent(id, [0, 1]);
    expect(text).not.toMatch(NAMES);
    expect(text).not.toMatch(/^refused/);
    // A picture shows one ladder, a scenario plays one.
    if (id !== 'svg' && !id.startsWith('sipp')) expect(text.length).toBeGreaterThan(1.3 * (await sent(id, [0])).length);
  });

  it('has the rungs that a sieve lets pass, whatever its lanes are called there', async () => {
    const rungs = (text: string) => text.split('\n').filter((line) => /[►◄]/.test(line)).length;
    for (const methods of [[], ['BYE']]) {
      const sieve: Sieve = { ...OPEN_SIEVE, methods, lanes: ['127.0.3.1:5060'] };
      const text = await sent('text', [0, 1], { together: { sieve, from: 0 } });
      expect(text).not.toMatch(NAMES);
      expect(rungs(text)).toBe(methods.length === 0 ? messages : 2);
    }
  });

  it('is a capture of the same messages, with other names', async () => {
    const told = await questions.sentCapture({ sharing: sharing([0, 1]), showing: {} }, answering());
    if (!told.ok) throw new Error(told.text);
    expect(new TextDecoder('latin1').decode(told.value)).not.toMatch(NAMES);
    const before = await questions.list({ filter: '', chip: 'all', sort: 'time', descending: false }, answering());
    const again = await questions.open(
      { sources: [{ name: 'again.pcapng', blob: new Blob([told.value]) }], add: false },
      answering(),
    );
    expect(again.trace?.calls.count).toBe(before.order.length);
    expect(again.trace?.messages).toBe(messages);
  });

  it('says why when too much is to leave, or nothing is open', async () => {
    const none = makeQuestions();
    const told = await none.send({ as: 'svg', sharing: sharing([0]), showing: {} }, answering());
    expect(told).toMatchObject({ ok: false, text: 'No trace is open.' });
    const capture = await none.sentCapture({ sharing: sharing([0]), showing: {} }, answering());
    expect(capture).toMatchObject({ ok: false, text: 'No trace is open.' });
  });
});
