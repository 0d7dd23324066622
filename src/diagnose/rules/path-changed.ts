import type { CallMessage } from '../../call/types.ts';
import { hasAddresses, isOwnCopy } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

export const pathChanged: Rule = {
  id: 'N10',
  title: 'Signalling path changed',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §12.2',
  reads: ['index'],
  asks: ['inside'],
  when: 'Requests of one side inside the call come from another address or port than before.',
  unless: ['a TCP or TLS connection was opened anew: only its port differs', 'a proxy passes the request on'],
  nextStep: 'Expected after a failover or reconnect; otherwise look for a NAT binding that changed.',
  *check(scene) {
    const before = new Map<string, CallMessage>();
    for (const message of scene.messages) {
      if (message.kind !== 'request' || !hasAddresses(message) || !isOwnCopy(scene, message)) continue;
      const known = before.get(message.fromTag);
      if (!known) {
        before.set(message.fromTag, message);
        continue;
      }
      const [a, b] = [scene.endpoint(known.from), scene.endpoint(message.from)];
      if (a.id === b.id || (a.address === b.address && message.transport > 1)) continue;
      before.set(message.fromTag, message);
      yield {
        messages: rowsOf([known, message]),
        text: `From its ${message.method} on, one side signals from ${scene.nameOf(b.id)} instead of ${scene.nameOf(a.id)}.`,
      };
    }
  },
};
