import { addressClass, isInside } from '../address-class.ts';
import { hasAddresses, isOwnCopy, requestUriOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { silenceOf } from '../silence.ts';
import { rowsOf } from '../texts.ts';

export const privateTarget: Rule = {
  id: 'N05',
  title: 'Request sent to a private address',
  severity: 'error',
  tier: 'F2',
  reference: 'RFC 3261 §12.2.1.1',
  reads: ['index', 'messages'],
  asks: ['inside'],
  when: 'A request inside the call is sent to a private address, although that side was reached at a public one before; an error when no reply comes.',
  unless: ['all addresses of the call are private', 'the request is answered: a VPN'],
  nextStep: 'The Contact of the other side is wrong: set its external address.',
  *check(scene) {
    for (const exchange of scene.exchanges) {
      const { request, inDialog, method, final } = exchange;
      if (!request || !inDialog || !hasAddresses(request)) continue;
      const to = scene.endpoint(request.to).address;
      if (!isInside(to) || !isOwnCopy(scene, request)) continue;
      const target = requestUriOf(scene, request.row);
      if (!target || !isInside(target.host)) continue;
      const before = scene.messages.find(
        (message) =>
          message.time <= request.time &&
          message.kind === 'response' &&
          message.fromTag === request.fromTag &&
          message.to === request.from,
      );
      if (!before || addressClass(scene.endpoint(before.from).address) !== 'public') continue;
      const lost =
        method === 'ACK' ? isStillRepeated(scene.messages, request) : silenceOf(scene, exchange) === 'silent';
      yield {
        severity: lost ? 'error' : 'info',
        messages: rowsOf([before, request, final]),
        text: `${method} was sent to the private address ${to}, while that side had answered from ${scene.nameOf(before.from)}${lost ? '. It cannot get there, and no reply came' : ''}.`,
      };
      return;
    }
  },
};

interface Sent {
  readonly row: number;
  readonly cseq: number;
  readonly method: string;
  readonly status: number;
  readonly time: number;
}

/** Two more copies of the 2xx follow the ACK. */
function isStillRepeated(messages: readonly Sent[], ack: Sent): boolean {
  const later = messages.filter(
    ({ method, status, cseq, time }) =>
      method === 'INVITE' && status >= 200 && status < 300 && cseq === ack.cseq && time > ack.time,
  );
  return later.length >= 2;
}
