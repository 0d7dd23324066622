import { byesOf } from '../endings.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf } from '../texts.ts';
import { transfersOf } from '../transfers.ts';

export const transferorStays: Rule = {
  id: 'X05',
  title: 'Transferred call left up',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 5589 §6.1',
  reads: ['index', 'messages'],
  asks: ['REFER'],
  when: 'A NOTIFY reports that the transfer worked, and no BYE ends the old call within 32 seconds.',
  unless: ['the BYE follows', 'the trace ends before'],
  nextStep: 'The side that transfers should send BYE when the report says 200.',
  *check(scene) {
    for (const { exchange, request, reports } of transfersOf(scene)) {
      const done = reports.find(({ status }) => status >= 200 && status < 300);
      if (!done || !exchange.inDialog || !scene.coverage.watched(done.message.time, GIVE_UP)) continue;
      const bye = byesOf(scene).find((other) => other.request && other.request.time - done.message.time <= GIVE_UP);
      if (bye) continue;
      yield {
        messages: rowsOf([request, done.message]),
        text: `The transfer worked, but nobody hung up the call with ${scene.nameOf(exchange.client)}: sound of both calls may overlap.`,
        ghost: { after: done.message.row, from: exchange.client, to: exchange.server, label: 'BYE' },
      };
    }
  },
};
