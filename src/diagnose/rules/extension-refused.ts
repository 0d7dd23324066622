import { refusalFound, refusalsOf, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted } from '../texts.ts';

export const extensionRefused: Rule = {
  id: 'R17',
  title: 'Extension required or refused',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §21.4.15',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'A request ends with 420, 421 or 494: one side insists on an extension that the other does not have.',
  unless: ['the request is sent again without it'],
  nextStep: 'Make the extension (100rel, timer, precondition) supported instead of required on the side that insists.',
  *check(scene) {
    for (const refused of refusalsOf(scene)) {
      if (![420, 421, 494].includes(refused.status)) continue;
      const header = refused.status === 420 ? 'Unsupported' : 'Require';
      const tags = scene.headers(refused.origin.row).all(header).join(', ');
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: it ${refused.status === 420 ? 'does not support' : 'insists on'} ${tags === '' ? 'an extension' : quoted(tags, 60)}.`,
        nextStep: this.nextStep,
      });
    }
  },
};
