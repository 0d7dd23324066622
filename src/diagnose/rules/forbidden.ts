import { refusalFound, refusalsOf, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';

/** Methods whose refusal leaves calls as they are. */
const LESS = new Set(['SUBSCRIBE', 'PUBLISH', 'OPTIONS']);

export const forbidden: Rule = {
  id: 'R06',
  title: '403 Forbidden',
  severity: 'error',
  tier: 'F1',
  reference: 'RFC 3261 §21.4.4',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'The final response that reached the caller is 403.',
  unless: ['it answers a request inside a call, SUBSCRIBE, PUBLISH or OPTIONS', 'the call goes on by another route'],
  nextStep:
    'Check whether the trunk or the source address is allowed, the caller number, the state of the account, and the dialled prefix.',
  *check(scene) {
    for (const refused of refusalsOf(scene)) {
      if (refused.status !== 403) continue;
      const less = !refused.main || LESS.has(refused.exchange.method);
      yield refusalFound(scene, refused, {
        severity: less ? 'warning' : 'error',
        text: `${whoSays(scene, refused)}: it understood the ${refused.exchange.method} and refuses it. The same request will not do better.`,
        nextStep: this.nextStep,
      });
    }
  },
};
