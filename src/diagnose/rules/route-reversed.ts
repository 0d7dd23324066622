import { canonicalHost } from '../../base/address.ts';
import type { Uri } from '../../sip/uri.ts';
import { isOwnCopy, isSameSocket, urisOf } from '../addressing.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const routeReversed: Rule = {
  id: 'N08',
  title: 'Route order reversed',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3261 §12.1.2',
  reads: ['messages'],
  asks: ['inside'],
  headers: ['Record-Route'],
  when: 'The caller’s side sends its Route in the order of the Record-Route of the 2xx instead of reversed.',
  unless: [
    'both entries are of the same proxy (two interfaces)',
    'the callee’s side keeps the order: it has to',
    'the list reads the same from both ends',
  ],
  nextStep: 'Correct the caller’s software: it reverses the Record-Route of the response.',
  *check(scene) {
    const callerTag = scene.initial[0]?.fromTag;
    for (const request of scene.messages) {
      if (
        request.kind !== 'request' ||
        request.toTag === '' ||
        request.fromTag !== callerTag ||
        !isOwnCopy(scene, request)
      )
        continue;
      const answer = scene.messages.findLast(
        (message) => message.method === 'INVITE' && isSuccess(message) && message.to === request.from,
      );
      const asked = answer ? urisOf(scene, answer.row, 'Record-Route') : [];
      const sent = urisOf(scene, request.row, 'Route');
      const hosts = new Set(asked.map(({ host }) => canonicalHost(host)));
      if (!answer || hosts.size < 2 || !isSameList(asked, sent) || isSameList(asked.toReversed(), sent)) continue;
      yield {
        messages: rowsOf([answer, request]),
        text: `${scene.nameOf(request.from)} sends its ${request.method} with the route list in the wrong order.`,
      };
      return;
    }
  },
};

/** Entries of the same users and sockets, in the same order: what else a copy of them says may have been written anew. */
function isSameList(asked: readonly Uri[], sent: readonly Uri[]): boolean {
  return (
    asked.length === sent.length &&
    asked.every((uri, i) => {
      const other = sent[i];
      return other !== undefined && uri.user === other.user && isSameSocket(uri, other);
    })
  );
}
