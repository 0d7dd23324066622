import { byesOf } from '../endings.ts';
import { isProgress } from '../exchange.ts';
import { originOf } from '../refusal.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import { quoted, rowsOf } from '../texts.ts';

export const terminatedByServer: Rule = {
  id: 'C17',
  title: '487 without CANCEL',
  severity: 'info',
  tier: 'F3',
  reference: 'RFC 3261 §13.3.1',
  reads: ['index', 'messages'],
  asks: ['failure'],
  when: 'An INVITE ends with 487 although nobody cancelled it: a ring time or the Expires of the INVITE ran out.',
  unless: ['the CANCEL may not have been captured', 'the caller ended the early dialog with BYE'],
  nextStep: 'Look at the ring time set on that host, and at voicemail or forwarding on no answer.',
  *check(scene) {
    const exchange = scene.initial.at(-1);
    const final = exchange?.final;
    if (!exchange?.request || final?.status !== 487 || exchange.cancel || byesOf(scene).length > 0) return;
    const cancelled = scene.messages.some(({ method }) => method === 'CANCEL');
    if (cancelled || scene.coverage.blind(exchange.server, exchange.client) !== null) return;
    const ended = originOf(scene, final);
    const expires = scene.header(exchange.request.row, 'Expires');
    const after = sayDuration(final.time - exchange.request.time);
    yield {
      messages: rowsOf([exchange.request, exchange.responses.findLast(isProgress), ended, final]),
      text: `${scene.nameOf(ended.from)} ended the call itself${after === '' ? '' : ` after ${after}`}: its ring time ran out${expires === null ? '' : `, or the Expires of the INVITE (${quoted(expires, 20)} s)`}.`,
    };
  },
};
