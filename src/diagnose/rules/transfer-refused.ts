import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';
import { targetText, transfersOf } from '../transfers.ts';

export const transferRefused: Rule = {
  id: 'X02',
  title: 'Transfer refused',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3515 §2.4.2',
  reads: ['index', 'messages'],
  asks: ['REFER', 'failure'],
  when: 'A REFER gets a final response of 300 or more.',
  unless: ['it is sent again with a login'],
  nextStep: 'REFER is often switched off on trunks: let the PBX transfer the call itself.',
  *check(scene) {
    for (const { exchange, request, target } of transfersOf(scene)) {
      const { final } = exchange;
      if (!final || final.status < 300 || final.retried) continue;
      yield {
        messages: rowsOf([request, final]),
        text: `${scene.nameOf(final.from)} refused the transfer to ${targetText(target)} with ${statusText(final)}.`,
      };
    }
  },
};
