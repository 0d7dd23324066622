import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeApp } from '../../src/state/app.ts';
import { type AskingWire, makeClient } from '../../src/worker/client.ts';
import { answerHere } from '../../src/worker/local.ts';

const sample = (name: string) => ({ name, blob: new Blob([readFileSync(`test/samples/${name}`)]) });

test('a key log that is added later decrypts what is open, and what was decided stays where it was', async () => {
  const app = makeApp(makeClient(answerHere() as AskingWire));
  const facts = () => app.store.getState();
  // The decrypted call stands before the other one.
  await app.open.offer([sample('tls/13-chacha.pcap'), sample('pcap/basic.pcap')]);
  expect(facts().trace?.messages).toBe(6);
  await app.select.stepRow('last');
  const [row, callId] = [facts().row ?? -1, facts().opened?.detail.summary.callId];
  app.store.setState({ notes: new Map([[row, 'the end']]) });
  await app.open.add([sample('tls/13-chacha.keys')]);
  expect(facts().trace?.messages).toBe(15);
  expect(facts().unrecognised).toBeNull();
  expect(facts().opened?.detail.summary.callId).toBe(callId);
  expect([facts().row, ...facts().notes]).toEqual([row + 9, [row + 9, 'the end']]);
  expect(facts().message?.message.startLine).toMatchObject({ status: 200 });
});

test('a key log alone says what it is', async () => {
  const app = makeApp(makeClient(answerHere() as AskingWire));
  await app.open.offer([sample('tls/13-chacha.keys')]);
  expect(app.store.getState().trace).toBeNull();
  expect(app.store.getState().unrecognised?.[0]?.formats).toMatchObject([{ id: 'key-log' }]);
});

test('clocks are moved by hand, and the same message stays open', async () => {
  const app = makeApp(makeClient(answerHere() as AskingWire));
  const facts = () => app.store.getState();
  await app.open.offer([sample('pcap/basic.pcap'), sample('pcap/ahead.pcap')]);
  expect(facts().trace?.clocks[1]).toMatchObject({ applied: -1_204_000, byHand: false });
  const { row } = facts();
  const timeOf = (source: number) => facts().opened?.detail.messages.find((one) => one.source === source)?.time ?? 0;
  expect(timeOf(1) - timeOf(0)).toBe(0);
  await app.time.set(1, 0);
  expect(timeOf(1) - timeOf(0)).toBe(1_204_000);
  expect(facts().trace?.clocks[1]).toMatchObject({ applied: 0, byHand: true });
  await app.time.set(1, null);
  expect(timeOf(1) - timeOf(0)).toBe(0);
  expect(facts().row).toBe(row);
});
