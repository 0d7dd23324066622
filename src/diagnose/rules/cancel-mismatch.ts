import { isProgress } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

export const cancelMismatch: Rule = {
  id: 'C12',
  title: 'CANCEL too soon, or for nothing',
  severity: 'warning',
  tier: 'F4',
  reference: 'RFC 3261 §9.1',
  reads: ['index'],
  asks: ['CANCEL', 'failure'],
  when: 'A CANCEL is refused with 481: it was sent before any response, or its branch, Request-URI or CSeq number is not that of the INVITE.',
  unless: ['the INVITE had its final response already: the CANCEL came too late'],
  nextStep: 'The caller’s software must wait for a 1xx, and copy Request-URI, branch, tags and CSeq number.',
  *check(scene) {
    for (const [i, { method, request, final, hop, server }] of scene.exchanges.entries()) {
      if (method !== 'CANCEL' || hop || !request || final?.status !== 481) continue;
      const invites = scene.exchanges
        .slice(0, i)
        .filter((other) => other.method === 'INVITE' && !other.hop && other.client === request.from && other.request);
      const invite = invites.findLast((other) => other.server === server) ?? invites.at(-1);
      if (!invite || (invite.final && invite.final.time <= request.time)) continue;
      const soon = !invite.responses.some(
        (response) => response.time <= request.time && (isProgress(response) || response.status === 100),
      );
      yield {
        messages: rowsOf([invite.request, request, final]),
        text: `${scene.nameOf(final.from)} refused the CANCEL with ${statusText(final)}: ${soon ? 'it was sent before the far side had said anything' : 'it does not match the INVITE'}, so it cancels nothing.`,
      };
    }
  },
};
