import { byesOf } from '../endings.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const cancelCrossed: Rule = {
  id: 'C10',
  title: 'CANCEL crossed with 200 OK',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §9.1',
  reads: ['index'],
  asks: ['CANCEL'],
  when: 'A CANCEL was sent and the INVITE was answered all the same; the caller then has to send ACK and BYE.',
  unless: ['the trace ends before the BYE was due'],
  nextStep: 'If no BYE comes, the caller’s software is at fault: the callee’s phone is off the hook.',
  *check(scene) {
    for (const { method, cancel, final, hop, request } of scene.exchanges) {
      if (method !== 'INVITE' || hop || !cancel || !isSuccess(final)) continue;
      const bye = byesOf(scene)[0]?.request;
      const abandoned = !bye && scene.coverage.watched(final.time, GIVE_UP);
      yield {
        severity: abandoned ? 'error' : 'info',
        messages: rowsOf([request, cancel, final, bye]),
        title: abandoned ? 'Cancelled, but the call is up' : this.title,
        text: `The caller gave up at the moment when ${scene.nameOf(final.from)} answered.${abandoned ? ' It did not send BYE afterwards, so the call stays up.' : ' ACK and BYE are right then.'}`,
      };
    }
  },
};
