import { isProgress } from '../exchange.ts';
import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

/** Failures that a person or a timer makes after ringing. */
const HUMAN = new Set([401, 407, 408, 480, 486, 487, 600, 603, 607, 608]);

export const progressThenFailure: Rule = {
  id: 'R21',
  title: 'Progress, then failure',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §13.3.1.1',
  reads: ['index'],
  asks: ['refusal', 'progress'],
  when: 'A 18x was seen, and then a failure that no person makes.',
  unless: ['an announcement is played before a 404', 'somebody declined or was busy after the ringing'],
  nextStep: 'Listen to the early media: it may be an announcement that tells the reason.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused?.exchange.method !== 'INVITE' || refused.status < 400 || HUMAN.has(refused.status)) return;
    const progress = refused.exchange.responses.find(isProgress);
    if (!progress) return;
    const announced = progress.sdp !== null;
    const found = refusalFound(scene, refused, {
      severity: announced ? 'info' : 'warning',
      text: `${statusText(progress)} came first, then ${whoSays(scene, refused)}: ${announced ? 'perhaps an announcement was played' : 'the network tried routes and failed'}.`,
      nextStep: this.nextStep,
    });
    yield { ...found, messages: rowsOf([progress], [refused.final]) };
  },
};
