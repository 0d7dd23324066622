import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';

export const busy: Rule = {
  id: 'R10',
  title: 'Busy',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §21.4.24',
  reads: ['index'],
  asks: ['refusal'],
  when: 'The INVITE ends with 486 or 600.',
  unless: [
    'another branch answers: one busy phone is not a busy call',
    'the 486 answers another request than the INVITE',
  ],
  nextStep: 'Nothing is broken: the callee talks, or has Do Not Disturb switched on.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused?.exchange.method !== 'INVITE' || (refused.status !== 486 && refused.status !== 600)) return;
    yield refusalFound(scene, refused, {
      text: `${whoSays(scene, refused)}: the callee is busy, or does not want to be disturbed.`,
    });
  },
};
