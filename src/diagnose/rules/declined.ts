import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { quoted } from '../texts.ts';

const BY_NETWORK = /603\+|network blocked|block|analytics|spam|unwanted|robo/i;

export const declined: Rule = {
  id: 'R11',
  title: 'Declined or blocked',
  severity: 'warning',
  tier: 'F2',
  reference: 'RFC 3261 §21.6.2',
  reads: ['index', 'messages'],
  asks: ['refusal'],
  when: 'The call ends with 603, 607 or 608.',
  unless: ['a plain 603: somebody pressed the key that rejects'],
  nextStep:
    'For 608, Call-Info names whom to turn to. For blocked calls check the attestation of the caller number (STIR/SHAKEN).',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (!refused || ![603, 607, 608].includes(refused.status)) return;
    const { origin, status } = refused;
    const blocked = status !== 603 || BY_NETWORK.test(origin.reason);
    const contact = status === 608 ? scene.header(origin.row, 'Call-Info') : null;
    const who =
      status === 608
        ? 'a network between blocked the call'
        : status === 607
          ? 'the callee marked it as unwanted'
          : blocked
            ? 'the network blocked the call'
            : 'the callee declined';
    yield refusalFound(scene, refused, {
      severity: blocked ? 'warning' : 'info',
      title: blocked ? this.title : 'Declined',
      text: `${whoSays(scene, refused)}: ${who}.${contact ? ` To contest it: ${quoted(contact)}.` : ''}`,
      ...(blocked && { nextStep: this.nextStep }),
    });
  },
};
