import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';

export const reliableConflict: Rule = {
  id: 'P02',
  title: '100rel conflict',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3262 §4',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'A call ends with 420 for 100rel, or with 421 that asks for it.',
  unless: ['another extension is the reason', 'the INVITE is sent again without it'],
  nextStep: 'Use Supported: 100rel instead of Require on the side that insists.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || (refused.status !== 420 && refused.status !== 421)) return;
    const header = refused.status === 420 ? 'Unsupported' : 'Require';
    if (
      !scene
        .headers(refused.origin.row)
        .all(header)
        .some((value) => /\b100rel\b/i.test(value))
    )
      return;
    yield refusalFound(scene, refused, {
      text: `${whoSays(scene, refused)}: one side insists on reliable ringing (100rel), the other cannot do it.`,
      nextStep: this.nextStep,
    });
  },
};
