import { responseGuide } from '../../guide/responses.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';
import { targetText, transfersOf } from '../transfers.ts';

export const transferFailed: Rule = {
  id: 'X01',
  title: 'Transfer failed',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3515 §2.4',
  reads: ['index', 'messages'],
  asks: ['REFER'],
  when: 'A REFER was accepted, and a NOTIFY then reports a failure of the new call, or the reports end without a result.',
  unless: ['only 100 is reported before the end: some devices never say more', 'the transfer worked'],
  nextStep: 'Look at the new call that the transfer set off.',
  *check(scene) {
    for (const { exchange, request, target, reports } of transfersOf(scene)) {
      if (!isSuccess(exchange.final)) continue;
      const worked = reports.some(({ status }) => status >= 200 && status < 300);
      const failed = reports.find(({ status }) => status >= 300);
      const last = reports.at(-1);
      const silent = last?.terminated === true && reports.every(({ status }) => status === 0);
      if (worked || (!failed && !silent)) continue;
      const guide = failed ? responseGuide(failed.status) : null;
      yield {
        severity: failed ? 'error' : 'warning',
        messages: rowsOf(
          [request, exchange.final],
          reports.map(({ message }) => message),
        ),
        text: failed
          ? `${targetText(target)} answered the transfer with ${failed.status}${guide?.phrase ? ` ${guide.phrase}` : ''}.`
          : `${scene.nameOf(exchange.server)} ended the reports of the transfer to ${targetText(target)} without saying what came of it.`,
      };
    }
  },
};
