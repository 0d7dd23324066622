import { leadingNumber } from '../../sip/cseq.ts';
import { mainRefusal, refusalFound, whoSays } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

/** Via values that no sound network needs. */
const MANY_VIAS = 15;

export const tooManyHops: Rule = {
  id: 'T21',
  title: 'Too many hops',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §16.3, §8.1.1.6',
  reads: ['index', 'messages'],
  when: 'A call ends with 483, or an INVITE has no hops left (Max-Forwards 0) or more than 15 Via values.',
  unless: ['Max-Forwards starts low on purpose'],
  nextStep: 'Look for hosts that stand in the Via list more than once: the call runs in a circle.',
  *check(scene) {
    const refused = mainRefusal(scene);
    if (refused?.status === 483 && refused.exchange.method === 'INVITE') {
      yield refusalFound(scene, refused, {
        text: `${whoSays(scene, refused)}: the count of hops ran out.`,
        nextStep: this.nextStep,
      });
      return;
    }
    const spent = scene.messages.find(
      ({ method, kind, row }) =>
        method === 'INVITE' &&
        kind === 'request' &&
        (scene.viaCount(row) > MANY_VIAS ||
          (scene.viaCount(row) > 1 && leadingNumber(scene.header(row, 'Max-Forwards') ?? '', 255) === 0)),
    );
    if (!spent) return;
    yield {
      severity: 'warning',
      messages: rowsOf([spent]),
      text: `An INVITE reaches ${scene.nameOf(spent.to)} after ${scene.viaCount(spent.row)} hops${leadingNumber(scene.header(spent.row, 'Max-Forwards') ?? '', 255) === 0 ? ' and may go no further' : ''}.`,
    };
  },
};
