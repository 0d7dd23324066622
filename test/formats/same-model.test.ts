import { expect, test } from 'vitest';
import { analyse, callOf } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { sample, textSamples } from '../support/logs.ts';

const CALL_ID = 'a84b4c76e66710@198.51.100.7';
/** They print start lines only, or the page that they were copied from hid the Call-IDs. */
const LESS = new Set(['sipp-short/call.log', 'sngrep/email-protected.txt']);

/** What the model makes of a log: calls, and of each its messages, dialogs and outcome. */
async function modelOf(path: string) {
  const trace = await analyse([bytesSource(path, sample(path))]);
  return Array.from({ length: trace.calls.count }, (_, call) => {
    const { summary, dialogs } = callOf(trace, call);
    const { callId, kind, state, outcome, endedBy, status, messages, talk, ringing, caller, callee } = summary;
    return {
      ...{ callId, kind, state, outcome, endedBy, status, messages },
      parties: [caller.name, callee.name],
      dialogs: dialogs.length,
      timed: trace.reports[0]?.clock !== 'none',
      talk: talk / 1e6,
      ringing: ringing / 1e6,
    };
  });
}

const models = new Map<string, Awaited<ReturnType<typeof modelOf>>>();
for (const path of textSamples().filter((one) => !LESS.has(one))) {
  const model = await modelOf(path);
  if (model[0]?.callId === CALL_ID) models.set(path, model);
}

test('the call is there in more than forty formats, and in more than a hundred ways', () => {
  expect(new Set([...models.keys()].map((path) => path.split('/')[0])).size).toBeGreaterThan(40);
  expect(models.size).toBeGreaterThan(100);
});

test.each([...models])('%s: one answered call that the callee ended', (_, model) => {
  const [call] = model;
  expect(model).toHaveLength(1);
  expect(call).toMatchObject({
    ...{ callId: CALL_ID, kind: 'call', state: 'ended', outcome: 'completed', endedBy: 'callee', status: 200 },
    ...{ messages: 7, dialogs: 1, parties: ['Alice', 'Bob'] },
  });
  if (!call?.timed) return;
  // Some logs print whole seconds.
  expect(Math.abs(call.talk - 11.54)).toBeLessThan(1.1);
  expect(Math.abs(call.ringing - 3.26)).toBeLessThan(1.1);
});
