import type { CallMessage } from '../../call/types.ts';
import { hasAddresses, hostPortText, isBetweenPublic, isOwnCopy, isStray, topViaOf, urisOf } from '../addressing.ts';
import { ackState, answersOf } from '../answers.ts';
import { pairOf } from '../coverage.ts';
import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

export const privateContact: Rule = {
  id: 'N01',
  title: 'Private address in Contact',
  severity: 'warning',
  tier: 'F1',
  reference: 'RFC 3261 §8.1.1.8',
  reads: ['index', 'messages'],
  asks: ['public'],
  when: 'An INVITE, its 2xx or a REGISTER that travels between public addresses has a Contact with a private one.',
  unless: [
    'everything is private, or everything runs on one machine: a LAN, VPN or lab',
    'requests to that side reach it all the same',
    'the connection is kept for requests the other way (outbound, Path)',
    'a browser has a name that ends in .invalid',
  ],
  nextStep: 'Set the external address or STUN in the user agent, or let the server use the address that it sees.',
  *check(scene) {
    const told = new Set<number>();
    for (const message of scene.messages) {
      if (!speaks(scene, message) || !isBetweenPublic(scene, message) || told.has(message.from)) continue;
      const contact = urisOf(scene, message.row, 'Contact').find(({ host }) => isStray(scene, message, host));
      if (!contact || isKept(scene, message)) continue;
      told.add(message.from);
      const reached = isReached(scene, message);
      yield {
        severity: reached ? 'info' : 'warning',
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.from)} told the far end to reach it at ${hostPortText(contact)}, an address that does not exist on the Internet. ${reached ? 'Requests reach it all the same: something on the way knows better.' : 'ACK, BYE and re-INVITE may never arrive.'}`,
      };
    }
  },
};

function speaks(scene: Scene, message: CallMessage): boolean {
  const { method, kind } = message;
  const carrier =
    kind === 'request' ? method === 'INVITE' || method === 'REGISTER' : method === 'INVITE' && isSuccess(message);
  return carrier && hasAddresses(message) && isOwnCopy(scene, message);
}

/** RFC 5626, RFC 3327: the server answers over the same flow, or a path is kept. */
function isKept(scene: Scene, { row }: CallMessage): boolean {
  const view = scene.headers(row);
  if (view.all('Path').length > 0 || view.all('Route').length > 0) return true;
  return (
    view.all('Contact').some((value) => /;\s*ob\b|reg-id/i.test(value)) ||
    /^WSS?$/i.test(topViaOf(scene, row)?.transport ?? '')
  );
}

/** The far side sends requests to it that are answered. The one that a 2xx answers was sent before its Contact was known. */
function isReached(scene: Scene, message: CallMessage): boolean {
  const inside = scene.exchanges.some(
    ({ server, inDialog, final, method }) => server === message.from && inDialog && method !== 'ACK' && final !== null,
  );
  if (inside || message.kind === 'response') return inside || isAcknowledged(scene, message);
  return (pairOf(scene.trace, message.to, message.from)?.answered ?? 0) > 0;
}

/** The ACK went to where this 2xx came from, and ended its repeats. */
function isAcknowledged(scene: Scene, { row }: CallMessage): boolean {
  const answer = answersOf(scene).find(({ hops }) =>
    hops.some(({ response, acks }) => response.row === row && acks.length > 0),
  );
  return answer !== undefined && ackState(scene, answer) !== 'useless';
}
