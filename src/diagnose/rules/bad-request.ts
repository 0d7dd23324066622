import { parseMessage } from '../../sip/parse.ts';
import { refusalFound, refusalsOf, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayList } from '../say.ts';
import type { Scene } from '../scene.ts';

const CODES = new Set([400, 413, 414, 416, 493, 513]);

export const badRequest: Rule = {
  id: 'R19',
  title: 'Bad request',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §21.4.1',
  reads: ['index', 'messages'],
  when: 'A request ends with 400, 413, 414, 416, 493 or 513.',
  unless: ['a later attempt of the same call went through'],
  nextStep: 'Read the phrase, then look at the request for damage; compare with one of the same device that works.',
  *check(scene) {
    for (const refused of refusalsOf(scene)) {
      if (!CODES.has(refused.status)) continue;
      const faults = refused.asked ? faultsOf(scene, refused.asked.row) : [];
      yield refusalFound(scene, refused, {
        severity: refused.main && refused.exchange.method !== 'OPTIONS' ? 'error' : 'warning',
        text: `${whoSays(scene, refused)}: it could not accept the ${refused.exchange.method}.${faults.length > 0 ? ` Wrong with it: ${sayList(faults)}` : ''}`,
        nextStep: this.nextStep,
      });
    }
  },
};

/** The first few faults of a message, as sentences. */
function faultsOf(scene: Scene, row: number): string[] {
  const bytes = scene.bytes(row);
  return bytes
    ? parseMessage(bytes)
        .problems.slice(0, 3)
        .map(({ text }) => text)
    : [];
}
