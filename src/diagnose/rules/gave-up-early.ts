import { isProgress } from '../exchange.ts';
import { reasonsAt } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { rowsOf } from '../texts.ts';

/** So long a person waits for a sign before giving up, microseconds. */
const PATIENCE = 4_000_000;

export const gaveUpEarly: Rule = {
  id: 'C16',
  title: 'Caller gave up before it rang',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 6076 §4.3.2',
  reads: ['index'],
  asks: ['CANCEL'],
  when: 'The caller cancels 4 seconds or more after the first INVITE, and no 18x had reached it.',
  unless: [
    'the call was answered elsewhere',
    'the CANCEL comes from a proxy that tries another branch',
    'ringing was on its way in a direction that was not captured',
    'it had been ringing',
  ],
  nextStep: 'Find out where the time went: look at the next hop.',
  *check(scene) {
    const { outcome, cause } = scene.call.summary;
    const first = scene.initial[0]?.request;
    const exchange = scene.initial.at(-1);
    if (outcome !== 'cancelled' || cause !== 'before-ringing' || !first || !exchange?.cancel) return;
    const { cancel, final, responses, client, server } = exchange;
    const waited = cancel.time - first.time;
    if (!(waited >= PATIENCE) || responses.some(isProgress) || scene.coverage.blind(client, server)) return;
    const elsewhere = reasonsAt(scene, cancel.row).some(({ cause: code }) => code === 200 || code === 26);
    const next = scene.initial.some(
      ({ request }) => request && request.time >= cancel.time && request.time - cancel.time < 1e6,
    );
    const { status } = scene.whole.summary;
    if (elsewhere || next || (status >= 200 && status < 300)) return;
    yield {
      messages: rowsOf([first, cancel, final]),
      text: `${scene.nameOf(client)} gave up after ${sayDuration(waited)} of silence: no ring signal had come back.`,
    };
  },
};
