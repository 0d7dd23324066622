import { hasCredentials, isChallenge } from '../login.ts';
import type { Rule } from '../rule.ts';
import { rowsOf, statusText } from '../texts.ts';

export const loginStep: Rule = {
  id: 'R01',
  title: 'Authentication step',
  severity: 'info',
  tier: 'F1',
  reference: 'RFC 3261 §22',
  reads: ['index', 'messages'],
  asks: ['challenge'],
  when: 'A 401 or 407 is followed by the same request with credentials: one attempt in two steps, not a rejection.',
  unless: ['the request comes again without credentials'],
  nextStep: 'Nothing to do.',
  *check(scene) {
    for (const { final, hop, ack, method, request } of scene.exchanges) {
      if (hop || !isChallenge(final) || !final.retried || !request) continue;
      const next = scene.exchanges.find(
        (other) => !other.hop && other.method === method && other.fromTag === final.fromTag && other.cseq > final.cseq,
      );
      if (!next?.request || !hasCredentials(scene, next.request)) continue;
      yield {
        messages: rowsOf([request, final, ack, next.request]),
        text: `${scene.nameOf(final.from)} asked for a login with ${statusText(final)}, and ${scene.nameOf(request.from)} sent the ${method} again with one: the usual two steps.`,
      };
    }
  },
};
