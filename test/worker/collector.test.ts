import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeApp } from '../../src/state/app.ts';
import { describeMessage } from '../../src/ui/message/describe-message.ts';
import { type AskingWire, makeClient } from '../../src/worker/client.ts';
import { answerHere } from '../../src/worker/local.ts';

test('which agent captured a message stands in its head', async () => {
  const app = makeApp(makeClient(answerHere() as AskingWire));
  const blob = new Blob([readFileSync('test/samples/hep/call.hep')]);
  await app.open.offer([{ name: 'call.hep', blob }]);
  const { message, opened } = app.store.getState();
  const found = opened?.detail.messages.find(({ row }) => row === message?.row);
  if (!message || !opened || !found) throw new Error('no message is open');
  expect(message.capturePoint).toBe('2001');
  const { line } = describeMessage(found, opened.detail, String, 0, { ...message, correlation: 'b2b-7' });
  expect(line).toMatch(/ · captured by 2001 · correlation id b2b-7$/);
});
