import { refusalFound, refusalsOf, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted } from '../texts.ts';

export const methodRefused: Rule = {
  id: 'R16',
  title: 'Method not allowed',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §21.4.6',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'A request is refused with 405 or 501.',
  unless: ['an OPTIONS is refused: the peer is alive'],
  nextStep: 'Switch the feature off on this trunk, or use another method for it.',
  *check(scene) {
    for (const refused of refusalsOf(scene)) {
      const { status, exchange, origin } = refused;
      if ((status !== 405 && status !== 501) || exchange.method === 'OPTIONS') continue;
      const allow = scene.headers(origin.row).all('Allow').join(', ');
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: it does not take ${exchange.method} here${allow === '' ? '' : `; it allows ${quoted(allow)}`}.`,
        nextStep: this.nextStep,
      });
    }
  },
};
