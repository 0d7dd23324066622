import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { internedText } from '../../src/base/interner.ts';
import { summaryOf } from '../../src/call/table.ts';
import type { Listed, ListQuestion, Opened, SourceInput } from '../../src/worker/protocol.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import type { Handlers } from '../../src/worker/serve.ts';
import { callFrom } from '../support/flow.ts';

const sample = (name: string): SourceInput => ({
  name,
  blob: new Blob([readFileSync(new URL(`../../src/ui/open/samples/${name}.log`, import.meta.url))]),
});
const text = (name: string, content: string): SourceInput => ({ name, blob: new Blob([content]) });

/** The messages of a flow one below the other, as somebody would paste them. */
const flowText = (flow: string): SourceInput =>
  text(
    'flow',
    callFrom(flow)
      .messages.map(({ bytes }) => new TextDecoder().decode(bytes))
      .join('\n\n'),
  );

const answering = () => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  transfer: [] as Transferable[],
});
const ALL: ListQuestion = { filter: '', chip: 'all', sort: 'time', descending: false };

let questions: Handlers;
beforeEach(() => {
  questions = makeQuestions();
});

const open = async (sources: SourceInput[], add = false): Promise<Opened> =>
  questions.open({ sources, add }, answering());
const list = async (change: Partial<ListQuestion> = {}): Promise<Listed> =>
  questions.list({ ...ALL, ...change }, answering());

describe('legs', () => {
  const pair = `alice -> pbx INVITE sdp
    pbx -> alice 200 sdp
    alice -> pbx ACK
    carol -> dave INVITE sdp @b
    dave -> carol 200 sdp @b
    carol -> dave ACK @b`;

  it('that a person joins are one call, and two again when they are cut', async () => {
    await open([flowText(pair)]);
    const joined = await questions.join({ joined: [[0, 3]], cut: [] }, answering());
    expect(joined?.count).toBe(1);
    const opened = await questions.call({ call: 0 }, answering());
    expect(opened?.detail.messages).toHaveLength(6);
    expect(opened?.detail.legs.map(({ links }) => links.map(({ text }) => text))).toEqual([
      [],
      ['joined by hand, here or before it was shared'],
    ]);
    expect((await questions.join({ joined: [], cut: [] }, answering()))?.count).toBe(2);
  });
});

describe('opening', () => {
  it('answers with calls, reports and the texts of endpoints, and hands their buffers over', async () => {
    const transfer: Transferable[] = [];
    const { trace } = await questions.open({ sources: [sample('call')], add: false }, { ...answering(), transfer });
    expect(trace?.calls.count).toBe(1);
    expect(trace?.messages).toBe(6);
    const ids = Array.from({ length: trace?.endpoints.count ?? 0 }, (_, id) => id);
    const texts = ids.map((id) => trace && internedText(trace.endpoints, id));
    expect(texts).toEqual(expect.arrayContaining(['127.0.1.1:5060', '127.0.3.1:5060']));
    expect(transfer).toContain(trace?.calls.start.buffer);
    expect(transfer).toContain(trace?.endpoints.arena.buffer);
    // What was handed over was a copy: the worker goes on with its own.
    expect(await questions.call({ call: 0 }, answering())).not.toBeNull();
  });

  it('keeps what is open when nothing is recognised in something new, and says what was looked for', async () => {
    await open([sample('call')]);
    const { trace, reports } = await open([text('notes', 'Dear diary,\nno SIP today.\n')]);
    expect(trace).toBeNull();
    expect(reports[0]?.lookedFor.length).toBeGreaterThan(0);
    expect((await questions.call({ call: 0 }, answering()))?.detail.messages).toHaveLength(6);
  });

  it('adds to what is open; the messages that were there keep their rows', async () => {
    await open([sample('call')]);
    const before = await questions.call({ call: 0 }, answering());
    const { trace, reports } = await open([sample('busy')], true);
    expect(trace?.calls.count).toBe(2);
    expect(trace?.names).toEqual(['call', 'busy']);
    expect(reports.map(({ name }) => name)).toEqual(['busy']);
    const again = await Promise.all([0, 1].map((call) => questions.call({ call }, answering())));
    const same = again.find((found) => found?.detail.summary.callId === before?.detail.summary.callId);
    expect(same?.detail.messages.map(({ row }) => row)).toEqual(before?.detail.messages.map(({ row }) => row));
  });
});

describe('the list of calls', () => {
  const SAMPLES = ['call', 'busy', 'cancel', 'registration', 'lost-ack', 'message'];
  beforeEach(async () => {
    await open(SAMPLES.map(sample));
  });

  it('counts calls by what came of them, and by kind', async () => {
    const { order, counts } = await list();
    expect(order).toHaveLength(6);
    expect(Object.fromEntries(counts)).toEqual({
      all: 6,
      answered: 1,
      failed: 2,
      unanswered: 1,
      done: 2,
      registration: 1,
      message: 1,
    });
  });

  it('shows only those of one sort; the counts stay those of all', async () => {
    const { order, counts } = await list({ chip: 'failed' });
    expect(order).toHaveLength(2);
    expect(counts.get('all')).toBe(6);
  });

  it.each([
    ['486', 1],
    ['BUSY', 1],
    ['no ack', 1],
    ['127.0.3.1', 6],
    ['registration', 1],
    ['alice cancelled', 1],
    ['alice nobody', 0],
    ['  ', 6],
  ])('finds calls that hold every word of %j', async (filter, count) => {
    expect((await list({ filter })).order).toHaveLength(count);
  });

  it('stands in the order that was asked for', async () => {
    const { trace } = await open(SAMPLES.map(sample));
    const starts = async (descending: boolean) =>
      [...(await list({ descending })).order].map((call) => trace?.calls.start[call] ?? 0);
    const rising = await starts(false);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(await starts(true)).toEqual([...rising].reverse());
    const [worst] = (await list({ sort: 'outcome' })).order;
    expect(trace && summaryOf(trace.calls, worst ?? -1)?.outcome).toMatch(/busy|dropped/);
    const [largest] = (await list({ sort: 'messages', descending: true })).order;
    expect(trace && summaryOf(trace.calls, largest ?? -1)?.messages).toBe(9);
  });
});

describe('one call, one message', () => {
  it('tells the call with its lanes, clock and story', async () => {
    await open([sample('lost-ack')]);
    const opened = await questions.call({ call: 0 }, answering());
    expect(opened?.clock).toBe('absolute');
    expect([...(opened?.lanes.values() ?? [])].map(({ name }) => name)).toEqual(['Alice', 'Bob']);
    expect(opened?.story.sentence).toContain('because no ACK arrived');
    expect(opened?.findings[0]?.ghost?.label ?? opened?.findings[1]?.ghost?.label).toBe('ACK');
    expect(await questions.call({ call: 7 }, answering())).toBeNull();
  });

  it('parses a message with its SDP, and colours it', async () => {
    await open([sample('call')]);
    const opened = await questions.message({ row: 0 }, answering());
    expect(opened?.message.startLine).toMatchObject({ kind: 'request', method: 'INVITE' });
    expect(opened?.descriptions[0]?.media[0]).toMatchObject({ kind: 'audio', port: 6000 });
    expect(opened?.tokens[0]?.kind).toBe('method');
    expect(await questions.message({ row: 6 }, answering())).toBeNull();
  });

  it('hands out bytes exactly as they were', async () => {
    await open([sample('call')]);
    const [bytes] = await questions.bytes({ rows: [0] }, answering());
    const whole = readFileSync(new URL('../../src/ui/open/samples/call.log', import.meta.url));
    expect(whole.includes(Buffer.from(bytes ?? []))).toBe(true);
    expect(new TextDecoder().decode(bytes)).toMatch(/^INVITE sip:bob.*a=ptime:20\r\n$/s);
  });
});

describe('a capture of calls', () => {
  it('opens as the same messages, and hands its bytes over', async () => {
    const blob = new Blob([readFileSync(new URL('../samples/pcap/loss.pcap', import.meta.url))]);
    const { trace } = await open([{ name: 'loss.pcap', blob }]);
    const calls = [...Array(trace?.calls.count ?? 0).keys()];
    const handing = answering();
    const bytes = await questions.capture({ calls, notes: new Map() }, handing);
    expect(handing.transfer).toEqual([bytes.buffer]);
    const again = await open([{ name: 'again.pcapng', blob: new Blob([bytes]) }]);
    expect(again.trace?.messages).toBe(trace?.messages);
  });

  it('is empty where nothing is open', async () => {
    expect(await questions.capture({ calls: [0], notes: new Map() }, answering())).toHaveLength(0);
  });
});

it('a message of very many headers is shown as far as anybody reads, and says how many there are', async () => {
  const many = `INVITE sip:b@example.com SIP/2.0\r\nCall-ID: m\r\nCSeq: 1 INVITE\r\n${'X-A: b\r\n'.repeat(5000)}\r\n`;
  await open([text('many', many)]);
  const shown = await questions.message({ row: 0 }, answering());
  expect(shown?.message.headers).toHaveLength(2000);
  expect(shown?.message.problems[0]?.text).toBe('3002 more header fields of this message are not shown.');
});
