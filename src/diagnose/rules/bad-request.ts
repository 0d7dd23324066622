import { refusalFound, refusalsOf, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';

const CODES = new Set([400, 413, 414, 416, 493, 513]);

export const badRequest: Rule = {
  id: 'R19',
  title: 'Bad request',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §21.4.1',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'A request ends with 400, 413, 414, 416, 493 or 513.',
  unless: ['a later attempt of the same call went through'],
  nextStep: 'Read the phrase, then look at the request for damage; compare with one of the same device that works.',
  *check(scene) {
    for (const refused of refusalsOf(scene)) {
      if (!CODES.has(refused.status)) continue;
      const faults = refused.asked ? scene.problems(refused.asked.row).slice(0, 3) : [];
      yield refusalFound(scene, refused, {
        severity: refused.main && refused.exchange.method !== 'OPTIONS' ? 'error' : 'warning',
        text: `${whoSays(scene, refused)}: it could not accept the ${refused.exchange.method}.${faults.length > 0 ? ` Wrong with it: ${sayList(faults.map(({ text }) => text))}` : ''}`,
        nextStep: this.nextStep,
      });
    }
  },
};
