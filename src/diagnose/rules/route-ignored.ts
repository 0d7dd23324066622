import { isSameHost } from '../../base/address.ts';
import type { CallMessage } from '../../call/types.ts';
import type { Uri } from '../../sip/uri.ts';
import { hasAddresses, isOwnCopy, nextHostOf, requestUriOf, urisOf } from '../addressing.ts';
import { isSuccess } from '../exchange.ts';
import { isCut } from '../hygiene.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const routeIgnored: Rule = {
  id: 'N06',
  title: 'Record-Route not followed',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §12.1.2, §12.2.1.1',
  reads: ['index', 'messages'],
  asks: ['inside'],
  headers: ['Record-Route'],
  when: 'A request inside the call leaves its user agent without the Route that Record-Route asked for; an error when it fails, otherwise a note.',
  unless: [
    'it is a copy behind the proxy, which takes its own Route off',
    'no proxy asked to stay in the path',
    'the request gets through all the same',
    'the same host is written in another way',
  ],
  nextStep: 'Correct the user agent: it has to keep the Record-Route of the dialog as its route set.',
  *check(scene) {
    const told = new Set<string>();
    for (const exchange of scene.exchanges) {
      const { request, inDialog, method, final, hop } = exchange;
      if (!request || !inDialog || hop || method === 'ACK' || told.has(request.fromTag)) continue;
      if (isCut(scene, request) || !hasAddresses(request)) continue;
      if (!isOwnCopy(scene, request) || urisOf(scene, request.row, 'Route').length > 0) continue;
      const asked = routeSource(scene, request);
      const routes = asked ? urisOf(scene, asked.row, 'Record-Route') : [];
      const first = asked?.kind === 'response' ? routes.at(-1) : routes[0];
      if (!asked || !first || isAt(scene, request, first)) continue;
      told.add(request.fromTag);
      const failed = silenceOf(scene, exchange) === 'silent' || final?.status === 404 || final?.status === 481;
      yield {
        severity: failed ? 'error' : 'info',
        messages: rowsOf([asked, request, final]),
        text: `${scene.nameOf(request.from)} sent its ${method} past ${first.host.slice(0, 80)}, which had asked to stay in the path (Record-Route)${failed ? ', and it failed' : ''}.`,
      };
    }
  },
};

/** What gives the sender its route set: the 2xx as it got it, or the INVITE as it got it (RFC 3261 §12.1). */
function routeSource(scene: Scene, { fromTag, from }: CallMessage): CallMessage | null {
  const answer = scene.messages.findLast(
    (message) =>
      message.method === 'INVITE' && isSuccess(message) && message.fromTag === fromTag && message.to === from,
  );
  if (answer && scene.initial[0]?.fromTag === fromTag) return answer;
  return (
    scene.messages.find(
      (message) =>
        message.method === 'INVITE' && message.kind === 'request' && message.toTag === '' && message.to === from,
    ) ?? null
  );
}

/** It goes to that host by its socket or its Request-URI (a strict router). */
function isAt(scene: Scene, { row, to }: CallMessage, route: Uri): boolean {
  const target = requestUriOf(scene, row)?.host ?? '';
  return isSameHost(scene.endpoint(to).address, nextHostOf(route)) || isSameHost(target, route.host);
}
