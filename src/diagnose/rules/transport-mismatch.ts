import { transportName } from '../../base/transport.ts';
import { hasAddresses, isOwnCopy, topViaOf } from '../addressing.ts';
import type { Rule } from '../rule.ts';
import { rowsOf } from '../texts.ts';

const PLAIN = new Set(['UDP', 'TCP']);

export const transportMismatch: Rule = {
  id: 'N14',
  title: 'Via names another transport',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §18.1.1',
  reads: ['index', 'messages'],
  when: 'A request goes over another transport than its own Via says.',
  unless: ['the log may name the transport wrongly', 'the packet is TLS or WebSocket, undone before it was captured'],
  nextStep: 'Correct the sender: replies follow the Via.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    for (const message of scene.messages) {
      if (message.kind !== 'request' || !hasAddresses(message)) continue;
      const used = transportName(message.transport);
      if (!PLAIN.has(used) || scene.header(message.row, 'Via')?.startsWith(`SIP/2.0/${used} `)) continue;
      const said = topViaOf(scene, message.row)?.transport.toUpperCase() ?? '';
      if (!PLAIN.has(said) || said === used || !isOwnCopy(scene, message)) continue;
      yield {
        messages: rowsOf([message]),
        text: `${scene.nameOf(message.from)} sent its ${message.method} over ${used}, but its Via says ${said}.`,
      };
      return;
    }
  },
};
