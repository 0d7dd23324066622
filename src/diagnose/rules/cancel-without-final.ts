import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const cancelWithoutFinal: Rule = {
  id: 'C11',
  title: 'CANCEL without 487',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §9.1',
  reads: ['index'],
  asks: ['CANCEL'],
  when: 'An INVITE was cancelled and got no final response within 32 seconds.',
  unless: [
    'the INVITE was answered all the same',
    'answers in this direction were not captured',
    'the trace ends sooner',
  ],
  nextStep: 'Check whether the callee’s device goes on ringing.',
  *check(scene) {
    for (const { method, cancel, final, hop, request, client, server } of scene.exchanges) {
      if (method !== 'INVITE' || hop || !cancel || final || !request) continue;
      if (!scene.coverage.watched(cancel.time, GIVE_UP) || scene.coverage.blind(client, server)) continue;
      const accepted = scene.exchanges.find((other) => other.request === cancel)?.final;
      yield {
        messages: rowsOf([request, cancel, accepted]),
        text: `${scene.nameOf(server)} ${accepted ? 'accepted' : 'did not answer'} the CANCEL, but never closed the INVITE: a phone may go on ringing.`,
        ghost: { after: (accepted ?? cancel).row, from: server, to: client, label: '487' },
      };
    }
  },
};
